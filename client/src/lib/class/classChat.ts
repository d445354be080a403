import type { components } from '../api/schema';
import type { Connection } from '../session/connection';
import type { Clock } from '../session/clock';
import { Listeners } from '../session/listeners';
import type { Outbox } from '../session/outbox';
import { Presence } from '../session/presence';
import type { Follower, Position } from '../session/topic';
import { TypingIn } from '../session/typing';
import type { Person, Post, Problem, TopicEvent, TopicSignal } from '../session/wire';
import type { KeptPosts, PostRow } from '../state/postList';
import { ThreadPosts } from '../state/thread';

export type Class = components['schemas']['Class'];
export type ClassMember = components['schemas']['ClassMember'];
type ClassPage = components['schemas']['ClassPage'];

/** What is known of a class beside its posts. */
export interface ClassInfo {
	class: Class;
	members: ClassMember[];
	/** What the reader may do here. */
	may: string[];
}

interface Saved {
	info: ClassInfo;
	posts: KeptPosts;
}

export interface ClassChatDeps {
	outbox: Outbox;
	connection: Pick<Connection, 'call'>;
	clock: Clock;
	/** The reader's id. */
	self: () => string | undefined;
	/** What the reader's own topic says. */
	ownSignals: Listeners<TopicSignal>;
}

/** Posts that one request brings when scrolling up, and when a thread's beginning is looked for. */
const historyPage = 50;
const searchPage = 200;

export const classTopic = (id: string): string => `class:${id}`;

/** A class as it is shown: its people, its chat, who is here, who writes. Follows the class's topic. */
export class ClassChat implements Follower {
	readonly changed = new Listeners<void>();
	/** Every event of the class's topic, after it was taken in. */
	readonly events = new Listeners<TopicEvent>();
	/** The class is followed (again): what was told meanwhile may have been missed. */
	readonly live = new Listeners<void>();
	readonly presence = new Presence();
	readonly typing: TypingIn;

	#deps: ClassChatDeps;
	#info: ClassInfo | undefined;
	#posts: ThreadPosts | undefined;
	#problem: Problem | undefined;
	#readTo: number | undefined;
	/** How far has been read that the server could not be told yet. */
	#untold = 0;
	#leave: () => void;

	constructor(deps: ClassChatDeps) {
		this.#deps = deps;
		this.#leave = deps.ownSignals.add((signal) => this.#heardOwn(signal));
		this.typing = new TypingIn(deps.clock, deps.self);
	}

	/** undefined until something is known, from the server or this device. */
	get info(): ClassInfo | undefined {
		return this.#info;
	}

	/** Why the class is not open to the reader. */
	get problem(): Problem | undefined {
		return this.#problem;
	}

	/** In the order in which they are shown; the same array until something changes. */
	get rows(): PostRow[] {
		return this.#posts?.rows ?? [];
	}

	get hasOlder(): boolean {
		return this.#posts?.hasOlder ?? false;
	}

	/** The place up to which the reader has read; undefined for who never opened the chat. */
	get readTo(): number | undefined {
		return this.#readTo;
	}

	may(action: string): boolean {
		return this.#info?.may.includes(action) ?? false;
	}

	/** A member, or someone who joined since the page was opened and is here. */
	member(id: string): Person | undefined {
		return this.#info?.members.find(({ person }) => person.id === id)?.person ?? this.presence.people.find((person) => person.id === id);
	}

	/** Reads the posts before those shown. Rejects when reading does. */
	async older(limit = historyPage): Promise<void> {
		const thread = this.#info?.class.chat.id;
		if (thread) await this.#posts?.older((before) => this.#deps.connection.call('thread.history', { thread, before, limit }));
	}

	/** Reads back until a post is among those shown. Says whether it is. Rejects when reading does. */
	async reach(id: string): Promise<boolean> {
		for (;;) {
			if (this.rows.some(({ post }) => post?.id === id)) return true;
			if (!this.hasOlder) return false;
			await this.older(searchPage);
		}
	}

	/** The reader has seen everything up to a place. Told to the server now, or as soon as there is one. */
	markRead(seq: number): void {
		if (seq <= (this.#readTo ?? 0)) return;
		this.#read(seq);
		this.#tellRead(seq);
	}

	onSnapshot(snapshot: unknown, position: Position): void {
		const { class: known, members, may } = snapshot as ClassPage;
		this.#take({ class: known, members, may });
		this.#posts?.onSnapshot(snapshot, position);
	}

	onEvent(event: TopicEvent): void {
		this.#posts?.onEvent(event);
		if (event.event === 'post.created') this.typing.stopped((event.data as Partial<Post>).author?.id ?? '');
		this.events.tell(event);
	}

	onLive(): void {
		this.#problem = undefined;
		if (this.#untold > 0) this.#tellRead(this.#untold);
		this.changed.tell();
		this.live.tell();
	}

	onSignal(signal: TopicSignal): void {
		this.presence.signal(signal);
		this.typing.signal(signal);
	}

	onPresent(present: Person[]): void {
		this.presence.set(present);
	}

	onReset(reason: string): void {
		this.#posts?.onReset(reason);
		if (reason === 'reader') this.#forget();
	}

	onClosed(problem: Problem): void {
		this.#posts?.onClosed();
		this.#forget();
		this.#problem = problem;
		this.changed.tell();
	}

	onEnd(): void {
		this.#leave();
		this.#posts?.onEnd();
		this.typing.clear();
	}

	save(): Saved | undefined {
		const posts = this.#posts?.save();
		if (!this.#info || !posts) return undefined;
		const { chat } = this.#info.class;
		return { info: { ...this.#info, class: { ...this.#info.class, chat: { ...chat, read_seq: this.#readTo } } }, posts };
	}

	restore(saved: unknown, position: Position): void {
		const { info, posts } = saved as Saved;
		this.#take(info);
		this.#posts?.restore(posts, position);
	}

	#take(info: ClassInfo): void {
		this.#info = info;
		this.#problem = undefined;
		this.#readTo = Math.max(info.class.chat.read_seq ?? -1, this.#readTo ?? -1);
		if (this.#readTo < 0) this.#readTo = undefined;
		if (!this.#posts) {
			this.#posts = new ThreadPosts(info.class.chat.id, this.#deps.outbox, 'chat');
			this.#posts.changed.add(() => this.changed.tell());
		}
		this.changed.tell();
	}

	#forget(): void {
		this.#posts?.onEnd();
		this.#posts = undefined;
		this.#info = undefined;
		this.#problem = undefined;
		this.#readTo = undefined;
		this.#untold = 0;
		this.presence.set([]);
		this.typing.clear();
		this.changed.tell();
	}

	/** The reader's other device has read further. */
	#heardOwn({ signal, data }: TopicSignal): void {
		if (signal !== 'read') return;
		const { thread, seq = 0 } = (data ?? {}) as { thread?: string; seq?: number };
		if (thread === this.#info?.class.chat.id && seq > (this.#readTo ?? 0)) this.#read(seq);
	}

	#read(seq: number): void {
		this.#readTo = seq;
		this.changed.tell();
	}

	#tellRead(seq: number): void {
		const thread = this.#info?.class.chat.id;
		if (!thread) return;
		this.#untold = Math.max(this.#untold, seq);
		this.#deps.connection.call('thread.read', { thread, seq }).then(
			() => {
				if (this.#untold <= seq) this.#untold = 0;
			},
			() => {} // Told again when the connection is back.
		);
	}
}
