// The shapes that travel on the socket, mirroring server/wire by hand until they are generated from
// /api/openapi.json: then this file re-exports the generated ones under the same names.

export const protocolVersion = 1;

/** A uuid in its text form. */
export type Id = string;
/** An RFC 3339 time. */
export type Timestamp = string;

export interface Person {
	id: Id;
	name: string;
	role: 'citizen' | 'student' | 'teacher' | 'coordinator' | 'moderator' | 'administrator';
	school?: Id;
}

/** One text. Of a hidden or deleted post `body` and `html` are empty. */
export interface Post {
	id: Id;
	thread: Id;
	/** Its place in the thread: the number of its event in the thread's topic. */
	seq: number;
	parent?: Id;
	author: Person;
	/** The sender's own id of this send; unique together with the author only. */
	client_id?: Id;
	body: string;
	html: string;
	language: 'en' | 'zh-Hans' | 'zh-Hant' | 'zh' | 'mixed' | 'und';
	state: 'visible' | 'hidden' | 'deleted';
	revision: number;
	reply_count: number;
	created_at: Timestamp;
	edited_at?: Timestamp;
}

/** What is left of a post in post.hidden and post.deleted, and in the earlier events about it. */
export interface PostGone {
	id: Id;
	thread: Id;
	/** The post's place, not the event's. */
	seq: number;
	parent?: Id;
	state: 'hidden' | 'deleted';
}

export interface CreatePost {
	thread: Id;
	parent?: Id;
	client_id: Id;
	body: string;
	language?: 'en' | 'zh-Hans' | 'zh-Hant' | 'zh' | 'mixed';
}

/** The posts before a place in a thread, by seq. */
export interface HistoryPage {
	posts: Post[];
	/** There are posts before these. */
	earlier: boolean;
}

/** Acknowledges a post: it is committed. */
export interface PostStored {
	id: Id;
	client_id: Id;
	thread: Id;
	seq: number;
	created_at: Timestamp;
}

/** An error for a reader, RFC 9457. */
export interface Problem {
	type?: string;
	title: string;
	status: number;
	code: string;
	fields?: { name: string; code: string; message: string }[];
	/** Seconds after which another try makes sense. */
	retry_after?: number;
}

export interface Welcome {
	protocol: number;
	node: string;
	now: Timestamp;
	epoch: string;
	heartbeat_seconds: number;
	max_frame_bytes: number;
	max_subscriptions: number;
}

export interface Subscribed {
	topic: string;
	epoch: string;
	/** The position of the snapshot, or `since` again. */
	seq: number;
	reset?: string;
	snapshot?: unknown;
	present?: Person[];
}

export interface TopicEvent {
	topic: string;
	seq: number;
	event: string;
	at: Timestamp;
	data: unknown;
}

export interface TopicSignal {
	topic: string;
	signal: string;
	from?: Id;
	data?: unknown;
}

export interface TopicClosed {
	topic: string;
	closed: Problem;
}

export interface Answer {
	id: string;
	ok?: unknown;
	error?: Problem;
}

/** The data of the signal `presence`. */
export interface PresenceChange {
	here?: Person[];
	gone?: Id[];
}

type Empty = Record<string, never>;

/** The commands by name. A feature adds its own by declaring the interface again (declaration merging). */
export interface Commands {
	hello: { in: { protocol: number; language?: string }; out: Welcome };
	ping: { in: Empty; out: Empty };
	subscribe: { in: { topic: string; since?: number; epoch?: string }; out: Subscribed };
	unsubscribe: { in: { topic: string }; out: Empty };
	signal: { in: { topic: string; name: string; data?: unknown }; out: Empty };
	'thread.history': { in: { thread: Id; before: number; limit?: number }; out: HistoryPage };
	'post.create': { in: CreatePost; out: PostStored };
}
export type CommandName = keyof Commands;
export type CommandInput<N extends CommandName> = Commands[N]['in'];
export type CommandOutput<N extends CommandName> = Commands[N]['out'];

/** Close codes that are ours, beside RFC 6455's. */
export const closeCodes = {
	restart: 1012,
	tryLater: 1013,
	protocol: 4000,
	unauthenticated: 4001,
	slow: 4002,
	rate: 4003,
	idle: 4008,
	tooLarge: 4009
} as const;
