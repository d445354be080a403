import { backoff } from './backoff';
import type { Clock, Random } from './clock';
import type { Connection } from './connection';
import type { Result } from './line';
import { isPassing } from './problem';
import type { Row, Storage } from './storage';
import type { Person, Problem, Subscribed, TopicEvent, TopicSignal } from './wire';

/** A place in a topic's log. Places of two epochs cannot be compared: a restored backup begins a new one. */
export interface Position {
	epoch: string;
	seq: number;
}

/** What a feature does with a topic. One follower serves everyone on the page who has the topic open. */
export interface Follower {
	/** All that was known is replaced by this. */
	onSnapshot(snapshot: unknown, position: Position): void;
	/** Comes for every event after the snapshot or the restored state: in order, once, without a gap. */
	onEvent(event: TopicEvent): void;
	/** The subscription stands, on this connection; comes after whatever it brought. */
	onLive?(): void;
	onSignal?(signal: TopicSignal): void;
	/** Who is here now, where the topic has presence. */
	onPresent?(present: Person[]): void;
	/** What is known is worth nothing any more; a snapshot follows. */
	onReset?(reason: string): void;
	/** The topic is not open to this reader, or not any more; nothing follows unless it is opened again. */
	onClosed?(problem: Problem): void;
	/** Nobody has it open any more. */
	onEnd?(): void;
	/** What is known, as plain data, to be shown at once after a reload; undefined when it is not worth keeping. */
	save?(): unknown;
	/** Takes what `save` gave, in an earlier page; the events after `position` follow. */
	restore?(saved: unknown, position: Position): void;
}

/** A topic on the device. */
export interface TopicRow extends Row {
	topic: string;
	position: Position;
	state: unknown;
	/** Milliseconds since 1970. */
	savedAt: number;
}

export interface TopicDeps {
	connection: Connection;
	storage: Storage;
	clock: Clock;
	random: Random;
}

/** How long events are gathered before the state is written. What is lost with the page is read again from the server. */
const saveDelay = 1_000;
/** Gaps in a row, without an event applied between them, after which the log's end is taken instead of its middle. */
const patienceWithGaps = 3;

export const topicKey = (person: string, topic: string): string => `${person} ${topic}`;

/** One followed topic: its place in the log, its subscription on the present connection, its copy on the device. */
export class Topic {
	readonly name: string;
	#follower: Follower;
	#deps: TopicDeps;
	#person: string;
	#position: Position | undefined;
	/** `loading` from the device; `away`: no connection; `asked`; `live`; `closed`, by the server or for good. */
	#state: 'loading' | 'away' | 'asked' | 'live' | 'closed' = 'loading';
	/** Which question's answer counts: those of an earlier connection, person or place do not. */
	#question = 0;
	#failures = 0;
	#gaps = 0;
	#cancelRetry = () => {};
	#cancelSave: (() => void) | undefined;

	constructor(name: string, follower: Follower, deps: TopicDeps, person: string) {
		this.name = name;
		this.#follower = follower;
		this.#deps = deps;
		this.#person = person;
		void this.#load();
	}

	/** The connection is open. */
	ask(): void {
		if (this.#state === 'loading' || this.#state === 'closed') return;
		this.#cancelRetry();
		if (!this.#deps.connection.isOpen) {
			this.#state = 'away';
			return;
		}
		this.#state = 'asked';
		const question = ++this.#question;
		const from = this.#position;
		const input = from ? { topic: this.name, since: from.seq, epoch: from.epoch } : { topic: this.name };
		this.#deps.connection.ask('subscribe', input, (result) => {
			if (question === this.#question) this.#answered(result);
		});
	}

	/** The connection is gone. */
	away(): void {
		if (this.#state !== 'asked' && this.#state !== 'live') return;
		this.#question++;
		this.#state = 'away';
	}

	event(event: TopicEvent): void {
		// Before the answer only an earlier subscription speaks; what it says comes again after the answer.
		if (this.#state !== 'live' || !this.#position) return;
		const { seq } = this.#position;
		if (event.seq <= seq) return;
		if (event.seq > seq + 1) return this.#gap();
		this.#gaps = 0;
		this.#position = { ...this.#position, seq: event.seq };
		this.#follower.onEvent(event);
		this.#saveSoon();
	}

	signal(signal: TopicSignal): void {
		if (this.#state === 'live') this.#follower.onSignal?.(signal);
	}

	/** The server ended the subscription. */
	closed(problem: Problem): void {
		if (this.#state !== 'closed') this.#refused(problem);
	}

	/** Tries again after `onClosed`. */
	reopen(): void {
		if (this.#state !== 'closed') return;
		this.#state = 'away';
		this.ask();
	}

	/** Somebody else reads now: forgets everything and asks anew. */
	changeReader(person: string): void {
		this.#unsubscribe();
		this.#cancelSave?.();
		this.#cancelSave = undefined;
		this.#person = person;
		this.#position = undefined;
		this.#state = 'away';
		this.#follower.onReset?.('reader');
		this.ask();
	}

	/** Nobody has it open any more. */
	end(): void {
		this.#unsubscribe();
		this.#cancelRetry();
		if (this.#cancelSave) this.#save();
		this.#state = 'closed';
		this.#follower.onEnd?.();
	}

	#unsubscribe(): void {
		this.#question++;
		if (this.#state !== 'asked' && this.#state !== 'live') return;
		this.#deps.connection.ask('unsubscribe', { topic: this.name }, () => {});
	}

	async #load(): Promise<void> {
		const question = this.#question;
		const key = topicKey(this.#person, this.name);
		const row = this.#follower.restore
			? await this.#deps.storage.get<TopicRow>('topics', key).catch(() => undefined)
			: undefined;
		if (question !== this.#question) return;
		if (row) {
			this.#position = row.position;
			this.#follower.restore?.(row.state, row.position);
		}
		this.#state = 'away';
		this.ask();
	}

	#answered(result: Result<Subscribed>): void {
		if ('error' in result) return this.#refused(result.error.problem);
		const { epoch, seq, reset, snapshot, present } = result.ok;
		const resumed = this.#position?.epoch === epoch && this.#position.seq === seq && !reset && snapshot === undefined;
		if (!resumed) {
			if (this.#position) this.#follower.onReset?.(reset ?? 'snapshot');
			this.#position = { epoch, seq };
			this.#follower.onSnapshot(snapshot, this.#position);
			this.#saveSoon();
		}
		this.#failures = 0;
		this.#state = 'live';
		if (present) this.#follower.onPresent?.(present);
		this.#follower.onLive?.();
	}

	#refused(problem: Problem): void {
		if (problem.code === 'disconnected') return this.away();
		this.#question++;
		if (isPassing(problem)) {
			this.#state = 'away';
			const wait = backoff(this.#failures++, this.#deps.random, (problem.retry_after ?? 0) * 1000);
			this.#cancelRetry = this.#deps.clock.after(wait, () => this.ask());
			return;
		}
		this.#state = 'closed';
		this.#position = undefined;
		this.#cancelSave?.();
		this.#cancelSave = undefined;
		// Who may not read it any more keeps no copy either.
		this.#deps.storage.remove('topics', [topicKey(this.#person, this.name)]).catch(() => {});
		this.#follower.onClosed?.(problem);
	}

	#gap(): void {
		// A server that skips the same number again and again has lost it: its snapshot is the way on.
		if (++this.#gaps > patienceWithGaps) {
			this.#gaps = 0;
			this.#position = undefined;
			this.#follower.onReset?.('gap');
		}
		this.#unsubscribe();
		this.ask();
	}

	#saveSoon(): void {
		if (!this.#follower.save || this.#cancelSave) return;
		this.#cancelSave = this.#deps.clock.after(saveDelay, () => this.#save());
	}

	#save(): void {
		this.#cancelSave?.();
		this.#cancelSave = undefined;
		const state = this.#follower.save?.();
		if (!this.#position || state === undefined) return;
		const row: TopicRow = {
			key: topicKey(this.#person, this.name),
			person: this.#person,
			topic: this.name,
			position: this.#position,
			state,
			savedAt: this.#deps.clock.now()
		};
		// A full disk costs the quick start after a reload, nothing else.
		this.#deps.storage.put('topics', row).catch(() => {});
	}
}
