import type { components } from '$lib/api';
import type { TextKey } from '$lib/i18n';
import type { IconName } from '$lib/ui/icons';

type Role = components['schemas']['Person']['role'];

/** A place that the person's menu leads to. */
export interface Link {
	href: string;
	text: TextKey;
	icon: IconName;
}

interface RoleLink extends Link {
	/** Whose place it is; absent: everybody's. */
	roles?: readonly Role[];
}

const schools: readonly Role[] = ['teacher', 'coordinator'];

const all: readonly RoleLink[] = [
	{ href: '/school', text: 'nav.school', icon: 'classes', roles: schools },
	{ href: '/partners', text: 'nav.partners', icon: 'search', roles: schools },
	{ href: '/pairings', text: 'nav.pairings', icon: 'link', roles: schools },
	{ href: '/moderation/log', text: 'nav.school_log', icon: 'list', roles: schools },
	{ href: '/school', text: 'nav.teach', icon: 'classes', roles: ['citizen'] },
	{ href: '/school/requests', text: 'nav.requests', icon: 'check', roles: ['administrator'] },
	{ href: '/settings/people', text: 'nav.people', icon: 'settings', roles: ['administrator'] },
	{ href: '/outbox', text: 'outbox.title', icon: 'send', roles: ['administrator'] },
	{ href: '/notices', text: 'nav.notices', icon: 'bell' },
	{ href: '/settings', text: 'nav.settings', icon: 'settings' },
	{ href: '/rights', text: 'nav.rights', icon: 'person' }
];

/** What the menu of somebody in this role leads to. The pages ask for themselves who may read them. */
export function linksOf(role: Role | undefined): Link[] {
	return all.filter((link) => !link.roles || (role !== undefined && link.roles.includes(role)));
}
