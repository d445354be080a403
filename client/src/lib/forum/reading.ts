// How far a reader has read. The server keeps one number per thread and reader: everything up to it has been seen. Posts
// of a tree are not seen in their order, so the number follows the first one that was not.

import { Listeners } from '../session/listeners';
import type { PostRow } from '../state/postList';

export class Reading {
	readonly changed = new Listeners<void>();
	/** Posts after this place are new in this visit. */
	readonly since: number;
	/** Posts after this place have come while the page was open. */
	readonly openedAt: number;

	#mark: number;
	#own: string | undefined;
	#seen = new Set<string>();

	/**
	 * @param readSeq how far the reader had read; undefined for a visitor, and for a thread never opened
	 * @param openedAt the last post's place when it was opened
	 * @param own the reader's id; undefined for a visitor
	 */
	constructor(readSeq: number | undefined, openedAt: number, own: string | undefined) {
		this.#mark = readSeq ?? 0;
		this.since = readSeq ?? openedAt;
		this.openedAt = openedAt;
		this.#own = own;
	}

	/** Whether somebody else wrote it since the last visit. */
	isNew({ post, author }: PostRow): boolean {
		return post !== undefined && post.state === 'visible' && post.seq > this.since && author?.id !== this.#own;
	}

	/** New ones that were not on the screen yet. */
	unseen(rows: readonly PostRow[]): PostRow[] {
		return rows.filter((row) => this.isNew(row) && !this.#isSeen(row));
	}

	/** Of the unseen ones, those that came while the page was open. */
	arrived(rows: readonly PostRow[]): PostRow[] {
		return this.unseen(rows).filter(({ post }) => post !== undefined && post.seq > this.openedAt);
	}

	/** Posts, by id, are on the screen or were. */
	see(ids: readonly string[]): void {
		const before = this.#seen.size;
		for (const id of ids) this.#seen.add(id);
		if (this.#seen.size > before) this.changed.tell();
	}

	/** Another device, or the server, says how far the reader has read. */
	hear(mark: number): void {
		if (mark <= this.#mark) return;
		this.#mark = mark;
		this.changed.tell();
	}

	/**
	 * The place up to which everything has been seen.
	 * @param complete the place up to which all posts are in `rows`
	 */
	mark(rows: readonly PostRow[], complete = Infinity): number {
		const posts = rows.filter((row) => row.post !== undefined).sort((a, b) => a.post!.seq - b.post!.seq);
		for (const row of posts) {
			const { seq, state } = row.post!;
			if (seq <= this.#mark) continue;
			const needsNoReading = state !== 'visible' || row.author?.id === this.#own;
			if (seq > complete || !(this.#isSeen(row) || needsNoReading)) break;
			this.#mark = seq;
		}
		return this.#mark;
	}

	#isSeen({ post }: PostRow): boolean {
		return post !== undefined && (post.seq <= this.#mark || this.#seen.has(post.id));
	}
}
