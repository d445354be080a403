import { Listeners } from '../session/listeners';
import type { Outbox } from '../session/outbox';
import type { Follower, Position } from '../session/topic';
import type { Post as WirePost, Problem, TopicEvent } from '../session/wire';
import { ThreadPosts } from '../state/thread';
import type { PostRow } from '../state/postList';
import type { Board, Post, Thread, ThreadPage } from './shapes';

/** A thread without its posts, as this reader sees it. */
export interface About {
	thread: Thread;
	board?: Board;
	/** Whose discussion it is. */
	pairing?: string;
	/** What the reader may do: post.create, thread.keep. */
	may: readonly string[];
}

interface Kept {
	about: About;
	posts: NonNullable<ReturnType<ThreadPosts['save']>>;
}

/** Follows a thread's topic: what the thread is, and its posts. */
export class ThreadTopic implements Follower {
	readonly changed = new Listeners<void>();
	readonly posts: ThreadPosts;

	about: About | undefined;
	/** Why the thread cannot be shown. */
	problem: Problem | undefined;
	/** What is known comes from this device: `about` may be old. */
	isRestored = false;

	/** Answers to this reader's own edits, until the event repeats them. */
	#edits = new Map<string, Post>();

	constructor(thread: string, outbox: Outbox) {
		this.posts = new ThreadPosts(thread, outbox, 'tree');
		this.posts.changed.add(() => this.changed.tell());
	}

	/** The posts, in the order of their places. */
	get rows(): PostRow[] {
		if (this.#edits.size === 0) return this.posts.rows;
		return this.posts.rows.map((row) => {
			const edit = row.post && this.#edits.get(row.post.id);
			const isOlder = row.post && 'revision' in row.post && row.post.state === 'visible' && edit && row.post.revision < edit.revision;
			return isOlder ? { ...row, post: edit as WirePost } : row;
		});
	}

	/** The server's answer to an edit; the event follows. */
	edited(post: Post): void {
		this.#edits.set(post.id, post);
		this.changed.tell();
	}

	/** A newer word on the thread itself, read beside the topic. */
	renew({ thread, board, pairing, may }: ThreadPage): void {
		this.about = { thread, board, pairing, may };
		this.isRestored = false;
		this.changed.tell();
	}

	onSnapshot(snapshot: unknown, position: Position): void {
		const page = snapshot as ThreadPage;
		this.problem = undefined;
		this.isRestored = false;
		this.#edits.clear();
		this.about = { thread: page.thread, board: page.board, pairing: page.pairing, may: page.may };
		this.posts.onSnapshot(page, position);
	}

	onEvent(event: TopicEvent): void {
		// What the thread's own count includes already is not counted again: it may have been read later than the posts.
		if (this.about && event.event === 'post.created' && event.seq > this.about.thread.last_post_seq) {
			const { thread } = this.about;
			this.about = { ...this.about, thread: { ...thread, last_post_seq: event.seq, post_count: thread.post_count + 1 } };
		}
		this.posts.onEvent(event);
	}

	onReset(reason: string): void {
		if (reason === 'reader') this.about = undefined;
		this.posts.onReset(reason);
	}

	onClosed(problem: Problem): void {
		this.about = undefined;
		this.problem = problem;
		this.posts.onClosed();
	}

	/** It cannot be read at the moment; what is already shown stays. */
	failed(problem: Problem): void {
		if (!this.about) this.problem = problem;
		this.changed.tell();
	}

	save(): Kept | undefined {
		const posts = this.posts.save();
		return posts && this.about && { posts, about: this.about };
	}

	restore(saved: unknown, position: Position): void {
		const { about, posts } = saved as Kept;
		this.about = about;
		this.isRestored = true;
		this.posts.restore(posts, position);
	}

	onEnd(): void {
		this.posts.onEnd();
	}
}
