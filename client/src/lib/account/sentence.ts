import { hasText, t } from '$lib/i18n';
import type { Problem } from '../session/wire';

/**
 * A problem as a sentence. Where the catalog's own text is complete it is taken, so that it follows a switch of the
 * language; where it has places to fill, the server has filled them.
 */
export function sentence(problem: Problem): string {
	return complete(`error.${problem.code}`) ?? (problem.status === 0 ? t('ui.failed_text') : problem.title);
}

/** A problem's code, as it stands in an address, as a sentence; '' for none, and for what is no code of ours. */
export function codeSentence(code: string | null): string {
	if (!code?.startsWith('account.')) return '';
	if (code === 'account.district_unavailable') return t('account.district_away'); // the name is the server's to fill in
	return complete(`error.${code}`) ?? t('error.account.district_refused');
}

/** What is wrong with one field, as a sentence. */
export function fieldSentence(field: { code: string; message: string }): string {
	return complete(`error.field.${field.code}`) ?? field.message;
}

function complete(key: string): string | undefined {
	if (!hasText(key)) return undefined;
	const text = t(key);
	return text.includes('{{') ? undefined : text;
}
