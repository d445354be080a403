import { language, t, type TextKey } from '$lib/i18n';
import type { components } from '../api/schema';

export type Names = components['schemas']['Names'];
export type ClassPerson = components['schemas']['ClassPerson'];
export type Membership = components['schemas']['ClassMembership'];
export type MemberRole = ClassPerson['role'];

/** A thing's name in the reader's language. Reactive. */
export const nameIn = (names: Names): string => names[language()];

const roles: Record<MemberRole, TextKey> = {
	student: 'members.role_student',
	teacher: 'members.role_teacher',
	assistant: 'members.role_assistant',
	guest: 'members.role_guest'
};

/** What somebody is in a class, in the reader's language. Reactive. */
export const memberRole = (role: MemberRole): string => t(roles[role]);

/** How the class sees somebody. */
export const shownAs = (one: ClassPerson): string => one.nickname || one.person.name;

/** A group that is a number alone, as the program names them, is called so in the reader's language. Reactive. */
export const groupName = (name: string): string => (/^\d+$/.test(name) ? t('members.group', { Name: name }) : name);
