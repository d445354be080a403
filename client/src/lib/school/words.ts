import { formatDateTime, language, t, type TextKey } from '$lib/i18n';
import type { components } from '../api/schema';

type Schemas = components['schemas'];
export type Search = Schemas['PartnerSearch'];
export type Level = Search['english_level'];
export type Subject = Search['subject'];
export type Hours = Schemas['LocalHours'];
export type Days = Schemas['NamedDays'];
export type Request = Schemas['TeacherRequest'];

const subjectKeys: Record<Subject, TextKey> = {
	language: 'partner.subject_language',
	culture: 'partner.subject_culture',
	history: 'partner.subject_history',
	geography: 'partner.subject_geography',
	science: 'partner.subject_science',
	environment: 'partner.subject_environment',
	mathematics: 'partner.subject_mathematics',
	technology: 'partner.subject_technology',
	art: 'partner.subject_art',
	music: 'partner.subject_music',
	sports: 'partner.subject_sports',
	projects: 'partner.subject_projects',
	other: 'partner.subject_other'
};
export const subjects = Object.keys(subjectKeys) as Subject[];
/** What a subject is called in the reader's language. */
export const subjectName = (subject: Subject): string => t(subjectKeys[subject]);

const levelKeys: Record<Level, TextKey> = {
	none: 'partner.level_none',
	beginner: 'partner.level_beginner',
	intermediate: 'partner.level_intermediate',
	advanced: 'partner.level_advanced',
	native: 'partner.level_native'
};
export const levels = Object.keys(levelKeys) as Level[];
/** What a level of a language is called in the reader's language. */
export const levelName = (level: Level): string => t(levelKeys[level]);

const meaningKeys: Record<Level, TextKey> = {
	none: 'partner.level_none_text',
	beginner: 'partner.level_beginner_text',
	intermediate: 'partner.level_intermediate_text',
	advanced: 'partner.level_advanced_text',
	native: 'partner.level_native_text'
};
/** What somebody at a level can do. */
export const levelMeaning = (level: Level): string => t(meaningKeys[level]);

/** Levels by the scales that teachers know: CEFR for English; for Chinese HSK with six levels, as its makers compare the two. */
export const scales: Partial<Record<Level, { english: string; chinese: string }>> = {
	beginner: { english: 'A1–A2', chinese: '1–2' },
	intermediate: { english: 'B1–B2', chinese: '3–4' },
	advanced: { english: 'C1–C2', chinese: '5–6' }
};
/** A level with its place on the scale of a language. */
export function levelIn(language: 'english' | 'chinese', level: Level): string {
	const scale = scales[level];
	if (!scale) return levelName(level);
	return t('partner.level_scale', { Level: levelName(level), Scale: language === 'english' ? `CEFR ${scale.english}` : `HSK ${scale.chinese}` });
}

const stateKeys: Record<Request['state'], TextKey> = {
	open: 'school.request_open',
	accepted: 'school.request_accepted',
	refused: 'school.request_refused',
	taken_back: 'school.request_taken_back'
};
/** How a request stands, in the reader's language. */
export const stateName = (state: Request['state']): string => t(stateKeys[state]);

/** A thing's name as the reader writes it. */
export const named = (names: Schemas['Names']): string => names[language()];

// A wall's time has no zone: it is shown as it is written, by pretending that it is UTC.
const wall = (written: string): Date => new Date(`${written}Z`);

/** The day of a week, 1 for Monday, in the reader's language. */
export const weekdayName = (weekday: number, style: 'long' | 'short' = 'long'): string =>
	formatDateTime(Date.UTC(2024, 0, weekday), { timeZone: 'UTC', weekday: style }); // 1 January 2024 was a Monday

/** Weekly hours in one line: “Mon 08:00–09:00 · Wed 14:00–15:30”. */
export const hoursLine = (hours: readonly Hours[]): string =>
	hours.map(({ weekday, from, until }) => `${weekdayName(weekday, 'short')} ${from}–${until}`).join(' · ');

/** A date without a time, in the reader's language. */
export const dayText = (date: string): string => formatDateTime(wall(`${date}T00:00`), { timeZone: 'UTC', dateStyle: 'medium' });

/** “Mon 19:00–20:00”, or over midnight “Mon 23:00 – Tue 01:00”. */
export function wallText({ start, end }: { start: string; end: string }): string {
	const day = (written: string) => formatDateTime(wall(written), { timeZone: 'UTC', weekday: 'short' });
	const sameDay = start.slice(0, 10) === end.slice(0, 10) || isMidnight(end, start);
	const ends = isMidnight(end, start) ? '24:00' : end.slice(11);
	return sameDay ? `${day(start)} ${start.slice(11)}–${ends}` : `${day(start)} ${start.slice(11)} – ${day(end)} ${ends}`;
}

/** Whether a stretch ends with the day that it begins on. */
function isMidnight(end: string, start: string): boolean {
	return end.slice(11) === '00:00' && wall(end).getTime() - wall(`${start.slice(0, 10)}T00:00`).getTime() === 86_400_000;
}
