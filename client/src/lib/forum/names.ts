import { hasText, t } from '$lib/i18n';

/** A board's name in the reader's language; its short name, should the catalogs not know it. */
export function boardName(slug: string): string {
	const key = `board.name.${slug}`;
	return hasText(key) ? t(key) : slug;
}

/** What a board is for; empty where the catalogs do not say. */
export function boardAbout(slug: string): string {
	const key = `board.about.${slug}`;
	return hasText(key) ? t(key) : '';
}
