import { formatDate, t, type TextKey } from '$lib/i18n';
import type { components } from '../api/schema';

export type ClassConsents = components['schemas']['ClassConsents'];
export type ConsentsOfOne = components['schemas']['ConsentsOfOne'];
export type ConsentForOne = components['schemas']['ConsentForOne'];
export type Purpose = ConsentForOne['purpose'];
export type SaidBy = 'guardian' | 'student' | 'school';

export const saidBy: readonly SaidBy[] = ['guardian', 'student', 'school'];

const words: Record<SaidBy, TextKey> = {
	guardian: 'members.consent_by_guardian',
	student: 'members.consent_by_student',
	school: 'members.consent_by_school'
};
/** Whose word it is, in the reader's language. Reactive, as all below. */
export const saidByText = (whose: SaidBy): string => t(words[whose]);

/** How a purpose stands, for the chip beside its name. */
export function stateText({ state, until, at }: ConsentForOne): string {
	if (state === 'withdrawn') return at ? t('members.consent_withdrawn', { Day: formatDate(at) }) : t('members.consent_withdrawn_once');
	if (state === 'expired') return until ? t('members.consent_expired', { Day: formatDate(until) }) : t('members.consent_none');
	if (state === 'standing') return until ? t('members.consent_until', { Day: formatDate(until) }) : t('members.consent_stands');
	return t('members.consent_none');
}

export const stateChip = ({ state }: ConsentForOne): string => ({ standing: 'chip-jade', expired: 'chip-amber', withdrawn: 'chip-seal', none: '' })[state];

/** Who said so, and who wrote it down when. '' where nobody said anything. */
export function whoText({ purpose, said_by, by, at }: ConsentForOne): string {
	if (!at) return purpose === 'chat' ? t('members.consent_by_default') : '';
	const whose = saidBy.find((one) => one === said_by);
	const parts = [whose ? t('members.consent_word', { Whose: saidByText(whose) }) : '', by ? t('members.consent_written', { Name: by.name, Day: formatDate(at) }) : formatDate(at)];
	return parts.filter((one) => one !== '').join(' · ');
}
