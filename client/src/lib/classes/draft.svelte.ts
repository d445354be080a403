// A pasted list until its accounts are made: nothing of it is lost by looking at another part of the page, or by lines
// that cannot be used. It lives in the memory of this page alone, as sign-in slips do.

import { SvelteMap } from 'svelte/reactivity';

const drafts = new SvelteMap<string, string>();

/** What was pasted for a class by this reader, and is not made yet. Reactive. */
export const draftOf = (key: string): string => drafts.get(key) ?? '';

export function keepDraft(key: string, text: string): void {
	if (text === '') drafts.delete(key);
	else drafts.set(key, text);
}

/**
 * What is left of a list when accounts were made of the lines that could be used: the others, as they were written. From
 * a line on that was one too many nothing had been read.
 */
export function leftOf(text: string, wrong: readonly { line: number; code: string }[]): string {
	const lines = text.split(/\r\n|\r|\n/);
	const tooMany = wrong.find(({ code }) => code === 'too_many')?.line ?? Infinity;
	return lines.filter((_, index) => index + 1 >= tooMany || wrong.some(({ line }) => line === index + 1)).join('\n');
}

/** A file's text: UTF-8, or GB18030 as spreadsheets in China write it. Undefined for what is no text, such as a workbook. */
export function fileText(bytes: ArrayBuffer): string | undefined {
	for (const encoding of ['utf-8', 'gb18030']) {
		try {
			const text = new TextDecoder(encoding, { fatal: true }).decode(bytes);
			return text.includes('\0') ? undefined : text;
		} catch {
			// not in this one
		}
	}
	return undefined;
}
