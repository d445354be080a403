import type { components } from '$lib/api';
import { formatDateTime, hasText, language, t } from '$lib/i18n';
import type { AuditEntry, Person } from './shapes';

// The log of what was done, as people read it.
type Schemas = components['schemas'];
export type LogChoices = Schemas['LogChoices'];
export type LogClass = Schemas['LogClass'];
export type FoundPerson = Schemas['FoundPerson'];

/** What is shown; empty: all of it. Days are those of the reader's zone. */
export interface LogFilter {
	person?: FoundPerson;
	school: string;
	class: string;
	action: string;
	since: string;
	until: string;
}

export const everything = (): LogFilter => ({ school: '', class: '', action: '', since: '', until: '' });

const day = 86_400_000;

/** The instant at which a day begins in a zone. */
export function startOfDay(date: string, zone: string): number {
	const wanted = Date.parse(`${date}T00:00:00Z`);
	let instant = wanted;
	for (let turn = 0; turn < 2; turn++) instant += wanted - wallAt(instant, zone);
	return instant;
}

/** What the wall shows at an instant, as if it were in UTC. */
function wallAt(instant: number, zone: string): number {
	const parts = new Intl.DateTimeFormat('en-US', { timeZone: zone, hourCycle: 'h23', year: 'numeric', month: 'numeric', day: 'numeric', hour: 'numeric', minute: 'numeric', second: 'numeric' }).formatToParts(instant);
	const of = (type: Intl.DateTimeFormatPartTypes) => Number(parts.find((part) => part.type === type)?.value);
	return Date.UTC(of('year'), of('month') - 1, of('day'), of('hour'), of('minute'), of('second'));
}

/** The filter as the server is asked. */
export function queryOf(filter: LogFilter, zone: string) {
	const after = (date: string) => new Date(Date.parse(`${date}T00:00:00Z`) + day).toISOString().slice(0, 10);
	return {
		person: filter.person?.id,
		school: filter.school || undefined,
		class: filter.class || undefined,
		action: filter.action || undefined,
		since: filter.since ? new Date(startOfDay(filter.since, zone)).toISOString() : undefined,
		until: filter.until ? new Date(startOfDay(after(filter.until), zone)).toISOString() : undefined
	};
}

const groups = ['post', 'class', 'student', 'moderation', 'pairing', 'school', 'person', 'rights', 'filter', 'city'];

/** What was done at all, in groups of one kind each, as the picker lists them. */
export function kindsOf(actions: readonly string[]): { group: string; actions: string[] }[] {
	const by = new Map<string, string[]>();
	for (const action of actions) {
		const begins = action.slice(0, action.indexOf('.'));
		const group = groups.includes(begins) ? begins : 'other';
		by.set(group, [...(by.get(group) ?? []), action]);
	}
	return [...groups, 'other'].flatMap((group) => (by.has(group) ? [{ group, actions: by.get(group) ?? [] }] : []));
}

export const groupName = (group: string): string => t(`moderation.log_group.${group}` as 'moderation.log_group.other');

/** What was done, as what follows a name: “took somebody out of a class”. */
export function didText(action: string): string {
	const key = `moderation.did.${action}`;
	return hasText(key) ? t(key) : t('moderation.did_else');
}

/** The same, standing alone. */
export function kindText(action: string): string {
	const text = didText(action);
	return text.charAt(0).toLocaleUpperCase(language()) + text.slice(1);
}

/** Who did it, or whom it is about. A student is named only to who has just looked for them. */
export function personText(person: Person | undefined, known: FoundPerson | undefined): string {
	if (!person) return t('moderation.log_the_program');
	if (known && person.id === known.id) return known.name;
	return person.name || (person.role === 'student' ? t('moderation.log_the_student') : t('moderation.log_the_somebody'));
}

export const sentenceOf = (entry: AuditEntry, known: FoundPerson | undefined): string =>
	t('moderation.log_did', { Who: personText(entry.actor, known), Did: didText(entry.action) });

/** A class's name; without one, its schools and when it began. */
export const classText = (one: LogClass): string =>
	one.names ? one.names[language()] : `${one.schools.map((names) => names[language()]).join(' · ')} (${formatDateTime(one.created_at, { dateStyle: 'medium' })})`;
