import type { TextKey } from '$lib/i18n';
import type { IconName } from '$lib/ui/icons';

export interface Place {
	href: string;
	text: TextKey;
	icon: IconName;
	/** Only for people who are signed in. */
	member?: boolean;
}

/** The few places that the header and the bar at a phone's foot lead to. */
export const places: readonly Place[] = [
	{ href: '/forum', text: 'nav.forum', icon: 'forum' },
	{ href: '/classes', text: 'nav.classes', icon: 'classes', member: true },
	{ href: '/about', text: 'nav.about', icon: 'info' }
];

/** Whether a path lies at or below a place. */
export function isWithin(path: string, href: string): boolean {
	return path === href || path.startsWith(`${href}/`);
}
