import { hasText, t } from '$lib/i18n';
import { problemOf } from '../session/problem';
import type { Problem } from '../session/wire';

/** What went wrong, as a sentence for the reader: the server's own, which names the limits, else the catalog's. */
export function problemText({ code, status, title }: Problem): string {
	if (status === 0) return t('class.needs_connection');
	const key = `error.${code}`;
	if (status >= 500 || !title) return hasText(key) ? t(key) : t('error.internal');
	return title;
}

/** The same of whatever was thrown. */
export const sentence = (thrown: unknown): string => problemText(problemOf(thrown));
