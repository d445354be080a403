import type english from '$locales/active.en.json';
import type { Language } from './language';

/**
 * A message as go-i18n writes it: a text, or one text for each plural form.
 * The catalogs are the server's own, see locales/.
 */
export type Message = string | Partial<Record<Intl.LDMLPluralRule, string>>;
export type Catalog = Record<string, Message>;

type English = typeof english;

/** Every key of the English catalog. */
export type Key = keyof English;
/** Keys whose message does not depend on a number. */
export type TextKey = { [K in Key]: English[K] extends string ? K : never }[Key];
/** Keys whose message has plural forms. */
export type CountKey = Exclude<Key, TextKey>;

/** Values for `{{.Name}}`. */
export type Data = Record<string, string | number>;

/** `first`: what the first pages say; `later`: the rest. See parts.js. */
export type Part = 'first' | 'later';

const loaders: Record<Part, Record<Language, () => Promise<{ default: Catalog }>>> = {
	first: {
		en: () => import('virtual:catalog/en/first'),
		'zh-Hans': () => import('virtual:catalog/zh-Hans/first'),
		'zh-Hant': () => import('virtual:catalog/zh-Hant/first')
	},
	later: {
		en: () => import('virtual:catalog/en/later'),
		'zh-Hans': () => import('virtual:catalog/zh-Hans/later'),
		'zh-Hant': () => import('virtual:catalog/zh-Hant/later')
	}
};

/** Loads parts of one catalog; the others are not fetched. Rejects when the network is away. */
export async function loadCatalog(language: Language, ...parts: Part[]): Promise<Catalog> {
	const loaded = await Promise.all(parts.map((part) => loaders[part][language]()));
	return Object.assign({}, ...loaded.map((part) => part.default)) as Catalog;
}

/** Puts data into the `{{.Name}}` places of a text. A place without a value stays visible, so that it is noticed. */
export function fill(text: string, data?: Data): string {
	if (!data) return text;
	return text.replace(/\{\{\s*\.(\w+)\s*\}\}/g, (place, name: string) => {
		const value = data[name];
		return value === undefined ? place : String(value);
	});
}

/** The form of a message for a count, by the language's plural rules; `other` where the form is missing. */
export function pluralForm(message: Message, count: number, rules: Intl.PluralRules): string {
	if (typeof message === 'string') return message;
	return message[rules.select(count)] ?? message.other ?? '';
}
