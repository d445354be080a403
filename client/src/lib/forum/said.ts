import { hasText, t } from '$lib/i18n';
import { problemOf } from '../session/problem';
import type { Problem } from '../session/wire';

/** A problem as a sentence for the reader. The server's own title names the limits, where there are some. */
export function sentence(problem: Problem): string {
	if (problem.status !== 0 && problem.code !== 'internal' && problem.title && !problem.title.startsWith('Unexpected')) return problem.title;
	const key = `error.${problem.code}`;
	return hasText(key) ? t(key) : t('ui.failed_text');
}

/** The same of whatever was thrown. */
export const said = (thrown: unknown): string => sentence(problemOf(thrown));
