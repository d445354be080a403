import { SvelteSet } from 'svelte/reactivity';
import { api } from '$lib/api';
import { problemOf } from '../session/problem';
import type { Session } from '../session/session';
import { watched } from '../session/session.svelte';
import type { Opened } from '../session/topics';
import type { Problem, TopicSignal } from '../session/wire';
import { HeldTexts, isForReader } from '../supervision/held.svelte';
import { MarkSaver } from './markSaver';
import { Reading } from './reading';
import type { Post } from './shapes';
import { ThreadTopic } from './threadTopic';
import { above, readingOrder, unfolded, type TreeNode } from './tree';

/** The socket may be shut out by a network that lets pages through. Milliseconds. */
const patienceWithSocket = 3_000;
/** Roots in one page while looking for a post: the most that the server gives. */
const searchStep = 100;

/** An open thread page: the posts, what is folded away, what is being written, how far it has been read. */
export class ThreadView {
	readonly id: string;
	readonly session: Session;
	/** The post under which a reply is being written; `root` for the thread itself. */
	replyTo = $state<string>();
	/** The post that is being edited. */
	editing = $state<string>();
	/** The texts of posts that wait for approval, as far as they are the reader's to see. */
	readonly held = new HeldTexts();
	readonly collapsed = new SvelteSet<string>();
	isLoadingMore = $state(false);
	/** All posts in reading order. */
	readonly order: TreeNode[] = $derived.by(() => readingOrder(this.rows));
	/** Those that are not folded away. */
	readonly shown: TreeNode[] = $derived.by(() => unfolded(this.order, this.collapsed));

	#opened: Opened<ThreadTopic>;
	#reading = $state.raw<Reading>();
	/** Grows with what has been seen. */
	#seen = $state(0);
	#saver: MarkSaver | undefined;
	#leave: (() => void)[] = [];

	readonly #about: () => ThreadTopic['about'];
	readonly #problem: () => Problem | undefined;
	readonly #rows: () => ThreadTopic['rows'];
	readonly #gap: () => number | undefined;

	constructor(id: string, session: Session) {
		this.id = id;
		this.session = session;
		this.#opened = session.topics.open(`thread:${id}`, () => new ThreadTopic(id, session.outbox));
		const topic = this.#opened.follower;
		this.#about = watched(topic.changed, () => topic.about);
		this.#problem = watched(topic.changed, () => topic.problem);
		this.#rows = watched(topic.changed, () => topic.rows);
		this.#gap = watched(topic.changed, () => topic.posts.gapAfter);
		this.#leave.push(
			topic.changed.add(() => this.#settle()),
			session.ownSignals.add((signal) => this.#heardSignal(signal)),
			session.clock.after(patienceWithSocket, () => void this.#readWithoutSocket())
		);
		this.#settle();
	}

	get about() {
		return this.#about();
	}
	get problem() {
		return this.about ? undefined : this.#problem();
	}
	/** Without what waits for approval and is not the reader's to see. */
	get rows() {
		return this.#rows().filter((row) => isForReader(row, this.session.person?.id, this.may('thread.keep')));
	}
	/** The place after which posts are not loaded; undefined where all are there. */
	get gap() {
		return this.#gap();
	}
	get reading() {
		return this.#reading;
	}
	/** New posts that were not on the screen yet. */
	readonly unseen = $derived.by(() => (void this.#seen, this.#reading?.unseen(this.rows) ?? []));
	/** Of these, the ones that came while the page was open. */
	readonly arrived = $derived.by(() => (void this.#seen, this.#reading?.arrived(this.rows) ?? []));

	/** Whether it stands in the public forum, where moderators decide; a class's chat and two schools' discussion have their own keepers. */
	get isPublic(): boolean {
		return this.about?.board !== undefined;
	}

	/** Whether the reader may do something here. */
	may(action: 'post.create' | 'thread.keep'): boolean {
		return this.about?.may.includes(action) ?? false;
	}

	/** Tries again after a problem. */
	retry(): void {
		this.#opened.follower.problem = undefined;
		this.#opened.reopen();
		void this.#readWithoutSocket();
	}

	async more(limit?: number): Promise<void> {
		this.isLoadingMore = true;
		try {
			await this.#opened.follower.posts.further((after) =>
				api.get('/api/threads/{thread}', { params: { thread: this.id }, query: { after, limit } })
			);
		} finally {
			this.isLoadingMore = false;
		}
	}

	/** Loads pages until a post is there, and unfolds what hides it. False when there is no such post here. */
	async bring(post: string): Promise<boolean> {
		const topic = this.#opened.follower;
		const find = () => readingOrder(topic.rows).find((node) => node.id === post);
		if (!find()) {
			const there = await api.get('/api/posts/{post}', { params: { post } }).catch(() => undefined);
			if (there?.thread !== this.id) return false;
		}
		for (let gap = topic.posts.gapAfter; !find() && gap !== undefined; gap = topic.posts.gapAfter) {
			await this.more(searchStep);
			if (topic.posts.gapAfter === gap) return false;
		}
		const node = find();
		if (node) for (const key of above(node)) this.collapsed.delete(key);
		return node !== undefined;
	}

	/** Posts, by id, are on the screen. */
	see(ids: readonly string[]): void {
		const seen = new Set(ids);
		// A folded branch is seen with the post above it: that is where its reader left it.
		const folded = new Set<TreeNode>();
		for (const node of this.order) {
			const up = node.parent;
			if (!up || !(folded.has(up) || (this.collapsed.has(up.key) && up.id && seen.has(up.id)))) continue;
			folded.add(node);
			if (node.id) seen.add(node.id);
		}
		this.#reading?.see([...seen]);
		this.#saveMark();
	}

	/** Folds the branch below a post away, or out again. */
	fold({ key, id }: TreeNode): void {
		if (this.collapsed.delete(key)) return;
		this.collapsed.add(key);
		if (id) this.see([id]);
	}

	edited(post: Post): void {
		this.#opened.follower.edited(post);
	}

	close(): void {
		this.#saver?.flush();
		for (const leave of this.#leave) leave();
		this.#opened.close();
	}

	/** Once it is known how far the reader has read, counting begins. */
	#settle(): void {
		const topic = this.#opened.follower;
		const { about } = topic;
		if (!about) {
			this.#saver?.flush();
			this.#reading = this.#saver = undefined;
			return;
		}
		if (topic.isRestored) return void this.#renew();
		if (this.#reading) return this.#saveMark();
		const { read_seq, last_post_seq } = about.thread;
		this.#reading = new Reading(read_seq, last_post_seq, this.session.person?.id);
		this.#reading.changed.add(() => this.#seen++);
		const save = (seq: number) => api.post('/api/threads/{thread}/read', { params: { thread: this.id }, body: { seq } });
		this.#saver = this.session.person ? new MarkSaver(save, this.session.clock, read_seq ?? 0) : undefined;
	}

	#isRenewing = false;

	/** A copy of this device does not know what was read elsewhere meanwhile, nor what its reader may do by now. */
	async #renew(): Promise<void> {
		if (this.#isRenewing) return;
		this.#isRenewing = true;
		const topic = this.#opened.follower;
		try {
			// Beyond the last post: the thread alone.
			topic.renew(await api.get('/api/threads/{thread}', { params: { thread: this.id }, query: { after: Number.MAX_SAFE_INTEGER, limit: 1 } }));
		} catch {
			// Offline: the copy is all there is.
		} finally {
			this.#isRenewing = false;
		}
	}

	#saveMark(): void {
		const topic = this.#opened.follower;
		if (this.#reading) this.#saver?.want(this.#reading.mark(topic.rows, topic.posts.gapAfter));
	}

	#heardSignal({ signal, data }: TopicSignal): void {
		const mark = data as { thread?: string; seq?: number } | undefined;
		if (signal === 'read' && mark?.thread === this.id && mark.seq) this.#reading?.hear(mark.seq);
	}

	async #readWithoutSocket(): Promise<void> {
		const topic = this.#opened.follower;
		if (topic.about || topic.problem) return;
		try {
			const page = await api.get('/api/threads/{thread}', { params: { thread: this.id } });
			if (!topic.about) topic.onSnapshot(page, { epoch: page.epoch, seq: page.seq });
		} catch (thrown) {
			topic.failed(problemOf(thrown));
		}
	}
}
