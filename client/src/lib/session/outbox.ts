// What this person has sent and the server has not yet been heard to store. Entries live on the device, survive reload
// and offline, and are the same in every tab; OutboxSender brings them to the server.

import type { Clock } from './clock';
import { Listeners } from './listeners';
import { acknowledged, failed, inOrder, newEntry, type OutboxEntry } from './outbox-entry';
import type { Storage } from './storage';
import type { TabChannel } from './tabs';
import type { CreatePost, PostStored, Problem } from './wire';

export type { OutboxEntry, SendState } from './outbox-entry';

export interface OutboxDeps {
	storage: Storage;
	channel: TabChannel;
	clock: Clock;
	newId?: () => string;
}

/** What tabs tell each other. */
type Message = { put: OutboxEntry } | { removed: string[]; person: string };

/** A stored entry that no list ever claimed is shown by the history alone. Milliseconds. */
const longestStored = 24 * 60 * 60 * 1000;

export class Outbox {
	/** The threads whose entries changed. */
	readonly changed = new Listeners<string[]>();
	/** There is something new to send. */
	readonly filled = new Listeners<void>();

	#deps: OutboxDeps;
	#newId: () => string;
	#person: string | undefined;
	#entries = new Map<string, OutboxEntry>();
	/** Entries that are done with: what was read from the device or said by a tab before that must not bring them back. */
	#removed = new Set<string>();
	/** Entries seen on the device: when they are missing there, another tab is done with them. */
	#seen = new Set<string>();
	#isDurable: boolean;
	#lastCreated = 0;

	constructor(deps: OutboxDeps) {
		this.#deps = deps;
		this.#newId = deps.newId ?? (() => crypto.randomUUID());
		this.#isDurable = deps.storage.isDurable;
		deps.channel.onMessage = (message) => this.#heard(message as Message);
	}

	/** Whether what waits here survives a reload; pages say so when it does not. */
	get isDurable(): boolean {
		return this.#isDurable;
	}

	/** Whose outbox it is; undefined for a visitor. */
	get person(): string | undefined {
		return this.#person;
	}

	/** Takes up a person's entries and puts away everyone else's, which wait on the device. */
	async changePerson(person: string | undefined): Promise<void> {
		if (person === this.#person) return;
		const threads = this.#threads();
		this.#person = person;
		this.#entries.clear();
		this.#seen.clear();
		this.changed.tell(threads);
		await this.refresh();
	}

	/** Reads again what is on the device: other tabs write there too. */
	async refresh(): Promise<void> {
		const person = this.#person;
		if (person === undefined || !this.#isDurable) return;
		const seen = [...this.#seen];
		let rows: OutboxEntry[];
		try {
			rows = await this.#deps.storage.of<OutboxEntry>('outbox', person);
		} catch {
			return this.#undurable();
		}
		if (person !== this.#person || !this.#isDurable) return;
		const there = new Set(rows.map((row) => row.key));
		this.#drop(seen.filter((key) => !there.has(key)));
		for (const key of there) this.#seen.add(key);
		const tooOld = this.#deps.clock.now() - longestStored;
		const news = rows.filter((row) => !(row.state === 'stored' && row.createdAt < tooOld));
		if (news.length < rows.length) {
			this.#write(() => this.#deps.storage.remove('outbox', rows.filter((row) => !news.includes(row)).map((row) => row.key)));
		}
		const fresh = news.filter((row) => this.#merge(row));
		if (fresh.length === 0) return;
		this.changed.tell(unique(fresh.map((row) => row.input.thread)));
		this.filled.tell();
	}

	/** The entries, those of one thread if it is named, in order. */
	entries(thread?: string): OutboxEntry[] {
		const all = [...this.#entries.values()];
		return all.filter((entry) => thread === undefined || entry.input.thread === thread).sort(inOrder);
	}

	/**
	 * Takes a text to be sent. It is in `entries` when this returns; the promise resolves when it is on the device.
	 * Throws when nobody is signed in.
	 */
	async send(input: Omit<CreatePost, 'client_id'> ): Promise<OutboxEntry> {
		if (this.#person === undefined) throw new Error('outbox: nobody is signed in');
		const entry = newEntry(this.#person, { ...input, client_id: this.#newId() }, this.#nextTime());
		await this.#put(entry, true);
		return entry;
	}

	/** Sends a failed entry once more, at the end of its thread, changed or as it was. */
	async retry(key: string, body?: string): Promise<void> {
		const entry = this.#entries.get(key);
		if (entry?.state !== 'failed') return;
		const changed = body !== undefined && body !== entry.input.body;
		if (!changed && entry.problem?.status !== 409) {
			return this.#put({ ...entry, state: 'sending', problem: undefined, faults: 0, createdAt: this.#nextTime() }, true);
		}
		// Another text is another send, and an id that the server holds for another text is of no use any more.
		await this.send({ ...entry.input, body: body ?? entry.input.body });
		await this.discard(key);
	}

	/** Throws a failed entry away. One that may have reached the server cannot be taken back here. */
	async discard(key: string): Promise<void> {
		if (this.#entries.get(key)?.state === 'failed') await this.#remove([key]);
	}

	/** The server has stored it. */
	async acknowledge(key: string, stored: PostStored): Promise<void> {
		const entry = this.#entries.get(key);
		if (entry) await this.#put(acknowledged(entry, stored));
	}

	/** The server will not have it. */
	async fail(key: string, problem: Problem): Promise<void> {
		const entry = this.#entries.get(key);
		if (entry) await this.#put(failed(entry, problem));
	}

	/** The server said that the fault was its own. */
	async noteFault(key: string): Promise<void> {
		const entry = this.#entries.get(key);
		if (entry) await this.#put({ ...entry, faults: entry.faults + 1 });
	}

	/** Their posts are part of the list that is shown: the entries have done their work. */
	async settle(keys: string[]): Promise<void> {
		await this.#remove(keys.filter((key) => this.#entries.has(key)));
	}

	async #put(entry: OutboxEntry, isNew = false): Promise<void> {
		this.#merge(entry, true);
		this.changed.tell([entry.input.thread]);
		this.#deps.channel.tell({ put: entry } satisfies Message);
		if (isNew) this.filled.tell();
		await this.#write(() => this.#deps.storage.put('outbox', entry));
		if (this.#isDurable && this.#entries.has(entry.key)) this.#seen.add(entry.key);
	}

	async #remove(keys: string[]): Promise<void> {
		if (keys.length === 0) return;
		this.#drop(keys);
		this.#deps.channel.tell({ removed: keys, person: this.#person ?? '' } satisfies Message);
		await this.#write(() => this.#deps.storage.remove('outbox', keys));
	}

	/** Whether it brought something new. */
	#merge(entry: OutboxEntry, isOurs = false): boolean {
		if (this.#removed.has(entry.key)) return false;
		const known = this.#entries.get(entry.key);
		if (!isOurs && known && !isNewer(entry, known)) return false;
		this.#entries.set(entry.key, entry);
		this.#lastCreated = Math.max(this.#lastCreated, entry.createdAt);
		return true;
	}

	#drop(keys: string[]): void {
		const threads = keys.flatMap((key) => this.#entries.get(key)?.input.thread ?? []);
		for (const key of keys) {
			this.#removed.add(key);
			this.#seen.delete(key);
			this.#entries.delete(key);
		}
		if (threads.length > 0) this.changed.tell(unique(threads));
	}

	#heard(message: Message): void {
		if ('removed' in message) {
			if (message.person === this.#person) this.#drop(message.removed);
		} else if (message.put.person === this.#person && this.#merge(message.put)) {
			this.changed.tell([message.put.input.thread]);
			if (message.put.state === 'sending') this.filled.tell();
		}
	}

	async #write(work: () => Promise<void>): Promise<void> {
		try {
			await work();
		} catch {
			this.#undurable();
		}
	}

	/** The device refused; from now on the page's memory is all there is. */
	#undurable(): void {
		if (!this.#isDurable) return;
		this.#isDurable = false;
		this.changed.tell(this.#threads());
	}

	#threads(): string[] {
		return unique([...this.#entries.values()].map((entry) => entry.input.thread));
	}

	#nextTime(): number {
		this.#lastCreated = Math.max(this.#deps.clock.now(), this.#lastCreated + 1);
		return this.#lastCreated;
	}
}

const unique = (names: string[]): string[] => [...new Set(names)];

/** Whether an entry from the device or another tab says more than what is known here: those may lag behind. */
function isNewer(entry: OutboxEntry, known: OutboxEntry): boolean {
	if (known.state === 'stored') return false;
	if (entry.createdAt !== known.createdAt) return entry.createdAt > known.createdAt;
	return entry.state === known.state ? entry.faults > known.faults : known.state === 'sending';
}
