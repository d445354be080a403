import type { Row } from './storage';
import type { CreatePost, PostStored, Problem } from './wire';

/**
 * `sending`: on this device, and on its way as soon as there is one; `stored`: the server has it for ever; `failed`:
 * the server refused it, see `problem`.
 */
export type SendState = 'sending' | 'stored' | 'failed';

/** One send, from the pressing of the button until its post is part of the list. Immutable; plain data. */
export interface OutboxEntry extends Row {
	/** The client id: what makes the send the same one, however often it is sent. */
	key: string;
	/** Who wrote it; nobody else's session sends it. */
	person: string;
	kind: 'post.create';
	input: CreatePost;
	/** Milliseconds since 1970, strictly growing within a tab: the order within a thread. */
	createdAt: number;
	state: SendState;
	/** How often the server answered that the fault was its own. */
	faults: number;
	problem?: Problem;
	stored?: PostStored;
}

export function newEntry(person: string, input: CreatePost, createdAt: number): OutboxEntry {
	return { key: input.client_id, person, kind: 'post.create', input, createdAt, state: 'sending', faults: 0 };
}

export function acknowledged(entry: OutboxEntry, stored: PostStored): OutboxEntry {
	return { ...entry, state: 'stored', stored, problem: undefined };
}

/** Acknowledgements are final: nothing turns a stored entry back. */
export function failed(entry: OutboxEntry, problem: Problem): OutboxEntry {
	return entry.state === 'stored' ? entry : { ...entry, state: 'failed', problem };
}

/** The order in which entries of a thread are sent and shown; the same in every tab. */
export function inOrder(a: OutboxEntry, b: OutboxEntry): number {
	return a.createdAt - b.createdAt || (a.key < b.key ? -1 : a.key > b.key ? 1 : 0);
}

/** After so many answers of “our fault” an entry stops holding up the thread behind it. */
const patienceWithFaults = 5;

/** What a refusal means: `wait` and send again, `halt` until somebody signs in, or `fail` for the author to see. */
export function afterRefusal(entry: OutboxEntry, problem: Problem): 'wait' | 'halt' | 'fail' {
	switch (problem.status) {
		case 0: // The connection broke: perhaps it is stored. The same id finds out.
		case 408:
		case 425:
		case 429:
		case 503:
			return 'wait';
		case 401:
			return 'halt';
		default:
			if (problem.status < 500) return 'fail';
			return entry.faults + 1 < patienceWithFaults ? 'wait' : 'fail';
	}
}
