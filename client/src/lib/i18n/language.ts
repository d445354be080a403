/** The languages of the interface, in the order in which they are offered. */
export const languages = ['en', 'zh-Hans', 'zh-Hant'] as const;
export type Language = (typeof languages)[number];

/** Each language's name in itself: the one text that is never translated. */
export const languageNames: Record<Language, string> = {
	en: 'English',
	'zh-Hans': '简体中文',
	'zh-Hant': '繁體中文'
};

export function isLanguage(value: unknown): value is Language {
	return languages.includes(value as Language);
}

/**
 * The interface's language for one BCP 47 tag, or undefined where we have none.
 * Taiwan, Hong Kong and Macau write traditional characters; a bare `zh` is read as simplified
 * (CLDR's likely subtags).
 */
export function matchTag(tag: string): Language | undefined {
	const parts = tag.toLowerCase().replaceAll('_', '-').split('-');
	if (parts[0] === 'en') return 'en';
	if (parts[0] !== 'zh' && parts[0] !== 'yue') return undefined;
	if (parts.includes('hant')) return 'zh-Hant';
	if (parts.includes('hans')) return 'zh-Hans';
	const traditional = ['tw', 'hk', 'mo'].some((region) => parts.includes(region));
	return traditional || parts[0] === 'yue' ? 'zh-Hant' : 'zh-Hans';
}

/** The first of the reader's preferred tags that we speak; English when none is. */
export function matchLanguage(tags: readonly string[]): Language {
	for (const tag of tags) {
		const found = matchTag(tag);
		if (found) return found;
	}
	return 'en';
}
