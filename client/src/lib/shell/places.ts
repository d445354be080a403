import type { components } from '$lib/api';
import type { TextKey } from '$lib/i18n';
import type { IconName } from '$lib/ui/icons';

export interface Place {
	href: string;
	text: TextKey;
	icon: IconName;
	/** Only for people who have to do with a school. */
	member?: boolean;
	/** Only for those who keep the standard; how much waits there stands beside it. */
	keeper?: boolean;
}

/** The few places that the header and the bar at a phone's foot lead to. */
export const places: readonly Place[] = [
	{ href: '/forum', text: 'nav.forum', icon: 'forum' },
	{ href: '/classes', text: 'nav.classes', icon: 'classes', member: true },
	{ href: '/moderation', text: 'nav.moderation', icon: 'flag', keeper: true },
	{ href: '/about', text: 'nav.about', icon: 'info' }
];

/** Whether a path lies at or below a place. */
export function isWithin(path: string, href: string): boolean {
	return path === href || path.startsWith(`${href}/`);
}

/**
 * The places for who is signed in: classes are for those who learn or teach, belong to a school, or are a class's guest;
 * moderation for those whose work it is.
 */
export function shownPlaces(person: Pick<components['schemas']['Person'], 'role' | 'school'> | undefined, isGuest = false): Place[] {
	const hasClasses = person !== undefined && (isGuest || person.school !== undefined || person.role === 'student' || person.role === 'teacher');
	const keeps = person?.role === 'moderator' || person?.role === 'administrator';
	return places.filter((place) => (!place.member || hasClasses) && (!place.keeper || keeps));
}
