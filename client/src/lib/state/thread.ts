import type { Follower, Position } from '../session/topic';
import { Listeners } from '../session/listeners';
import type { Outbox } from '../session/outbox';
import type { Post, TopicEvent } from '../session/wire';
import {
	chatPage,
	emptyPostList,
	keep,
	merge,
	missingAfter,
	olderThan,
	pageTicket,
	restore,
	rows,
	settled,
	treePage,
	type KeptPosts,
	type PageTicket,
	type PostList,
	type PostRow,
	type PostSnapshot,
	type Shape
} from './postList';

/** What a snapshot or page holds of posts, whatever else there is: ClassPage and HistoryPage, or ThreadPage. */
interface Posts {
	posts: Post[];
	earlier?: boolean;
	next?: number;
}

/** A thread as it is shown: what the server said of it, and what this person is sending. Follows the thread's topic. */
export class ThreadPosts implements Follower {
	readonly changed = new Listeners<void>();

	#thread: string;
	#outbox: Outbox;
	#shape: Shape;
	#list: PostList;
	#rows: PostRow[] | undefined;
	#leave: () => void;

	constructor(thread: string, outbox: Outbox, shape: Shape) {
		this.#thread = thread;
		this.#outbox = outbox;
		this.#shape = shape;
		this.#list = emptyPostList(shape);
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

	/** Whether a chat has posts before those shown. */
	get hasOlder(): boolean {
		return olderThan(this.#list) !== undefined;
	}

	/** The place in a tree after which posts are not loaded yet; those that were written since are shown behind it. */
	get gapAfter(): number | undefined {
		return missingAfter(this.#list);
	}

	/** Adds the posts before those of a chat. Rejects when reading does; does nothing where there are none. */
	async older(read: (before: number) => Promise<{ posts: Post[]; earlier: boolean }>): Promise<void> {
		const before = olderThan(this.#list);
		if (before === undefined) return;
		const ticket = pageTicket(this.#list);
		const { posts, earlier } = await read(before);
		this.#add(chatPage(posts, earlier, before), ticket);
	}

	/** Adds the next page of a tree. Rejects when reading does; does nothing where there is none. */
	async further(read: (after: number) => Promise<{ posts: Post[]; next?: number }>): Promise<void> {
		const after = missingAfter(this.#list);
		if (after === undefined) return;
		const ticket = pageTicket(this.#list);
		const { posts, next } = await read(after);
		this.#add(treePage(posts, next, after), ticket);
	}

	onSnapshot(snapshot: unknown, { epoch, seq }: Position): void {
		const { posts = [], earlier = false, next } = (snapshot ?? {}) as Partial<Posts>;
		const read = this.#shape === 'chat' ? chatPage(posts, earlier) : treePage(posts, next);
		this.#show(merge(emptyPostList(this.#shape, epoch), { kind: 'snapshot', epoch, seq, snapshot: read }));
	}

	onEvent(event: TopicEvent): void {
		this.#show(merge(this.#list, { kind: 'event', epoch: this.#list.epoch, event }));
	}

	onReset(reason: string): void {
		// What is on the page stays until the snapshot takes its place, unless it may not be seen any more.
		if (reason === 'reader') this.#show(emptyPostList(this.#shape));
	}

	onClosed(): void {
		this.#show(emptyPostList(this.#shape));
	}

	save(): KeptPosts | undefined {
		return keep(this.#list);
	}

	restore(saved: unknown, { epoch, seq }: Position): void {
		this.#show(restore(saved as KeptPosts, this.#shape, epoch, seq));
	}

	onEnd(): void {
		this.#leave();
	}

	#add(page: PostSnapshot, ticket: PageTicket): void {
		this.#show(merge(this.#list, { kind: 'page', page: { ...page, ticket } }));
	}

	#show(list: PostList): void {
		const entries = this.#outbox.entries(this.#thread);
		// Before they are forgotten: whose a post is that waits for approval, nobody else says.
		const waiting = entries.filter(({ stored }) => stored?.state === 'held');
		this.#list = waiting.length > 0 ? merge(list, { kind: 'own', entries: waiting }) : list;
		this.#rows = undefined;
		const done = settled(this.#list, entries);
		this.changed.tell();
		if (done.length > 0) void this.#outbox.settle(done);
	}
}
