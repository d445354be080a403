import type { components } from '../api/schema';
import type { Person } from '../session/wire';
import type { ClassInfo, ClassMember } from './classChat';

export type School = components['schemas']['School'];

export interface SchoolRoster {
	school: School;
	/** Those who are here first, teachers before students. */
	people: { member: ClassMember; isHere: boolean }[];
	here: number;
}

/** The members by school, and who of them is here. Someone who came since the list was read is taken in. */
export function rosters(info: ClassInfo, present: readonly Person[]): SchoolRoster[] {
	const here = new Set(present.map(({ id }) => id));
	const listed = new Set(info.members.map(({ person }) => person.id));
	const newcomers = present.filter(({ id }) => !listed.has(id)).map((person): ClassMember => ({ person, role: person.role === 'teacher' ? 'teacher' : 'student' }));
	const members = [...info.members, ...newcomers];
	return info.class.schools.map((school) => {
		const people = members
			.filter(({ person }) => person.school === school.id)
			.map((member) => ({ member, isHere: here.has(member.person.id) }))
			.sort((a, b) => Number(b.isHere) - Number(a.isHere) || Number(b.member.role === 'teacher') - Number(a.member.role === 'teacher'));
		return { school, people, here: people.filter(({ isHere }) => isHere).length };
	});
}

/** The school of a person, as the class knows it. */
export const schoolOf = (info: ClassInfo | undefined, person: Person | undefined): School | undefined =>
	info?.class.schools.find(({ id }) => id === person?.school);
