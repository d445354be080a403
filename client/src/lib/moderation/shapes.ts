import type { components } from '$lib/api';
import { t } from '$lib/i18n';

// What moderation reads and writes, by the server's own description.
type Schemas = components['schemas'];
export type Case = Schemas['Case'];
export type CasePage = Schemas['CasePage'];
export type Deed = Schemas['Deed'];
export type Post = Schemas['Post'];
export type Person = Schemas['Person'];
export type AuditEntry = Schemas['AuditEntry'];
export type StaffClass = Schemas['StaffClass'];

export const reasons = ['attack', 'profanity', 'bullying', 'sexual', 'violence', 'private_data', 'contact', 'spam', 'self_harm', 'other'] as const;
export const clauses = ['profanity', 'attacks', 'private', 'advertising', 'own', 'language', 'child'] as const;
export type Clause = (typeof clauses)[number];
export const kinds = ['approve', 'hide', 'hold', 'warn', 'suspend', 'ban', 'dismiss'] as const;
export type Kind = (typeof kinds)[number];

/** A person's name; a student is not named outside of their class. */
export const nameOf = (person: Person | undefined): string =>
	person?.name || (person?.role === 'student' ? t('moderation.student') : t('moderation.somebody'));

/** The value of `lang` for a text: none where it is in both languages, or nobody knows. */
export const langOf = (language: string): string | undefined => (language === 'mixed' || language === 'und' || language === '' ? undefined : language);

/** Whether a text is in a language that was asked for; what is in both, or in nobody knows which, is in every one. */
export const isIn = (asked: '' | 'en' | 'zh', language: string): boolean =>
	asked === '' || langOf(language) === undefined || language.startsWith(asked);
