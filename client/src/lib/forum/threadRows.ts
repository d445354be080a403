// A board's list: what is shown stays where it is, what is new waits until the reader asks for it.

import type { Thread } from './shapes';

export interface ThreadRows {
	/** As shown. */
	shown: readonly Thread[];
	/** Begun since, not shown yet; newest first. */
	waiting: readonly Thread[];
}

export const noRows: ThreadRows = { shown: [], waiting: [] };

/** A newer word on the board's beginning: known ones change in place, new ones wait. */
export function heard({ shown, waiting }: ThreadRows, threads: readonly Thread[]): ThreadRows {
	const known = new Map([...shown, ...waiting].map((thread) => [thread.id, thread]));
	const said = new Map(threads.map((thread) => [thread.id, newer(known.get(thread.id), thread)]));
	const replace = (thread: Thread) => said.get(thread.id) ?? thread;
	// What was merely written in again, from further down, comes with the pages; begun since is what is newer than all shown.
	const begun = shown.reduce((latest, { created_at }) => Math.max(latest, Date.parse(created_at)), 0);
	const fresh = [...said.values()].filter(({ id, created_at }) => !known.has(id) && Date.parse(created_at) > begun);
	const all = [...fresh, ...waiting.map(replace)];
	return { shown: shown.map(replace), waiting: all.sort((a, b) => Date.parse(b.created_at) - Date.parse(a.created_at)) };
}

/** What waited is shown on top. */
export const reveal = ({ shown, waiting }: ThreadRows): ThreadRows => ({ shown: [...waiting, ...shown], waiting: [] });

/** The page after those shown; what moved up meanwhile is not shown twice. */
export function append({ shown, waiting }: ThreadRows, threads: readonly Thread[]): ThreadRows {
	const known = new Set([...shown, ...waiting].map(({ id }) => id));
	return { shown: [...shown, ...threads.filter(({ id }) => !known.has(id))], waiting };
}

/** The reader has read a thread up to a place, here or on another device. */
export function read({ shown, waiting }: ThreadRows, thread: string, seq: number): ThreadRows {
	const mark = (one: Thread) => (one.id === thread ? { ...one, read_seq: Math.max(one.read_seq ?? 0, seq) } : one);
	return { shown: shown.map(mark), waiting: waiting.map(mark) };
}

/** An event carries no reader's mark, and may be older than what a page said. */
function newer(known: Thread | undefined, said: Thread): Thread {
	if (!known) return said;
	const last = said.last_post_seq >= known.last_post_seq ? said : known;
	const marks = [known.read_seq, said.read_seq].filter((seq) => seq !== undefined);
	return { ...last, read_seq: marks.length > 0 ? Math.max(...marks) : undefined };
}
