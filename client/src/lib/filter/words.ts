import type { components } from '$lib/api';

export type Word = components['schemas']['FilterWord'];
export type Tier = Word['tier'];
export type Kind = Word['kind'];

/** From the one to prefer. */
export const tiers: readonly Tier[] = ['hold', 'hint', 'block'];
export const kinds: readonly Kind[] = ['abuse', 'threat', 'slur', 'profanity', 'sexual', 'contact', 'private', 'distress', 'other'];

/** The entries that a search finds; Chinese and English alike, without regard to case. */
export function searched(words: readonly Word[], text: string): Word[] {
	const wanted = text.trim().normalize('NFKC').toLowerCase();
	return words.filter((word) => `${word.pattern} ${word.note ?? ''}`.normalize('NFKC').toLowerCase().includes(wanted));
}

/** The `lang` of a pattern on the page. */
export const langOf = (word: { language: string }): string => (word.language === 'zh' ? 'zh-Hans' : 'en');
