import { formatDate, language, t } from '$lib/i18n';
import type { Pairing, PairingPage, PairingStep, Purpose, School } from './shapes';

/** A school's name in the reader's language. Reactive, as all below. */
export const nameOf = (school: School): string => school.names[language()];

const ownFirst = (sides: Pairing['sides'], own?: string): Pairing['sides'] =>
	[...sides].sort((one, other) => Number(other.school.id === own) - Number(one.school.id === own));

/** The two schools, the reader's own first. */
export const sidesOf = (page: PairingPage): Pairing['sides'] => ownFirst(page.pairing.sides, page.school);

/** A pairing's name: its two schools, the reader's own first. */
export function titleOf(pairing: Pairing, own?: string): string {
	const [first, second] = ownFirst(pairing.sides, own);
	return t('pairing.and', { One: first ? nameOf(first.school) : '', Other: second ? nameOf(second.school) : '' });
}

export function stateText(state: Pairing['state']): string {
	return { proposed: () => t('pairing.state_proposed'), open: () => t('pairing.state_open'), ended: () => t('pairing.state_ended') }[state]();
}

export function purposeText(purpose: Purpose): string {
	return {
		chat: () => t('pairing.purpose_chat'),
		pictures: () => t('pairing.purpose_pictures'),
		recording: () => t('pairing.purpose_recording'),
		publishing: () => t('pairing.purpose_publishing')
	}[purpose]();
}

/** What a consent to a purpose allows. */
export function purposeMeaning(purpose: Purpose): string {
	return {
		chat: () => t('pairing.purpose_chat_text'),
		pictures: () => t('pairing.purpose_pictures_text'),
		recording: () => t('pairing.purpose_recording_text'),
		publishing: () => t('pairing.purpose_publishing_text')
	}[purpose]();
}

/** What a step was, as a sentence. */
export function stepText(step: PairingStep, pairing: Pairing): string {
	const of = pairing.sides.find(({ school }) => school.id === step.school);
	const School = of ? nameOf(of.school) : '';
	const Name = step.person?.name || t('pairing.somebody');
	const Purpose = step.purpose ? purposeText(step.purpose) : '';
	const Class = step.class?.[language()] ?? '';
	const Date = step.until ? formatDate(step.until) : '';
	switch (step.kind) {
		case 'proposed':
			return t('pairing.step_proposed', { Name, School });
		case 'accepted':
			return step.administrator ? t('pairing.step_accepted_administrator', { Name, School }) : t('pairing.step_accepted', { Name, School });
		case 'opened':
			return t('pairing.step_opened');
		case 'withdrawn':
			return t('pairing.step_withdrawn', { Name, School });
		case 'reminded':
			return t('pairing.step_reminded', { School });
		case 'consent_given':
			return t('pairing.step_consent_given', { Name, School, Purpose, Date });
		case 'consent_withdrawn':
			return t('pairing.step_consent_withdrawn', { Name, School, Purpose });
		case 'consent_reminded':
			return t('pairing.step_consent_reminded', { School, Purpose, Date });
		case 'class_offered':
			return t('pairing.step_class_offered', { Name, School, Class });
		case 'class_declined':
			return t('pairing.step_class_declined', { Name, School, Class });
		case 'class_continued':
			return t('pairing.step_class_continued', { Class });
		default:
			return Name;
	}
}
