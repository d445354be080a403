import type { Follower, Position } from '../session/topic';
import { Listeners } from '../session/listeners';
import type { Outbox } from '../session/outbox';
import type { Post, TopicEvent } from '../session/wire';
import {
	emptyPostList,
	keep,
	merge,
	olderThan,
	pageTicket,
	restore,
	rows,
	settled,
	type KeptPosts,
	type PostList,
	type PostRow,
	type PostSnapshot
} from './postList';

/** The posts in a thread's snapshot, whatever else a feature puts into it. */
export type ReadPosts = (snapshot: unknown) => PostSnapshot;

export const readPosts: ReadPosts = (snapshot) => {
	const { posts = [], more = false } = (snapshot ?? {}) as Partial<PostSnapshot>;
	return { posts, more };
};

/** Reads the posts before a place in the thread from the server, the newest first or last. */
export type ReadOlder = (before: number) => Promise<{ posts: Post[]; more: boolean }>;

/** A thread as it is shown: what the server said of it, and what this person is sending. Follows the thread's topic. */
export class ThreadPosts implements Follower {
	readonly changed = new Listeners<void>();

	#thread: string;
	#outbox: Outbox;
	#read: ReadPosts;
	#list: PostList = emptyPostList();
	#rows: PostRow[] | undefined;
	#leave: () => void;

	constructor(thread: string, outbox: Outbox, read: ReadPosts = readPosts) {
		this.#thread = thread;
		this.#outbox = outbox;
		this.#read = read;
		this.#leave = outbox.changed.add((threads) => {
			if (threads.includes(thread)) this.#show(this.#list);
		});
	}

	/** In the order in which they are shown; the same array until something changes. */
	get rows(): PostRow[] {
		this.#rows ??= rows(this.#list, this.#outbox.entries(this.#thread));
		return this.#rows;
	}

	/** Whether anything of the thread is known, from the server or this device. */
	get isKnown(): boolean {
		return this.#list.base >= 0;
	}

	get hasOlder(): boolean {
		return olderThan(this.#list) !== undefined;
	}

	/** Adds a page of older posts. Rejects when reading does; does nothing where there are none. */
	async older(read: ReadOlder): Promise<void> {
		const before = olderThan(this.#list);
		if (before === undefined) return;
		const ticket = pageTicket(this.#list);
		const page = await read(before);
		this.#show(merge(this.#list, { kind: 'page', page: { ...page, before, ticket } }));
	}

	onSnapshot(snapshot: unknown, { epoch, seq }: Position): void {
		this.#show(merge(emptyPostList(epoch), { kind: 'snapshot', epoch, seq, snapshot: this.#read(snapshot) }));
	}

	onEvent(event: TopicEvent): void {
		this.#show(merge(this.#list, { kind: 'event', epoch: this.#list.epoch, event }));
	}

	onReset(reason: string): void {
		// What is on the page stays until the snapshot takes its place, unless it may not be seen any more.
		if (reason === 'reader') this.#show(emptyPostList());
	}

	onClosed(): void {
		this.#show(emptyPostList());
	}

	save(): KeptPosts {
		return keep(this.#list);
	}

	restore(saved: unknown, { epoch, seq }: Position): void {
		this.#show(restore(saved as KeptPosts, epoch, seq));
	}

	onEnd(): void {
		this.#leave();
	}

	#show(list: PostList): void {
		this.#list = list;
		this.#rows = undefined;
		const done = settled(list, this.#outbox.entries(this.#thread));
		this.changed.tell();
		if (done.length > 0) void this.#outbox.settle(done);
	}
}
