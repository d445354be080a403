import { t, type TextKey } from '$lib/i18n';
import type { components } from '../api/schema';

const names: Record<components['schemas']['Person']['role'], TextKey> = {
	citizen: 'settings.role_citizen',
	student: 'settings.role_student',
	teacher: 'settings.role_teacher',
	coordinator: 'settings.role_coordinator',
	moderator: 'settings.role_moderator',
	administrator: 'settings.role_administrator'
};

/** What a role is called in the reader's language. */
export const roleName = (role: keyof typeof names): string => t(names[role]);
