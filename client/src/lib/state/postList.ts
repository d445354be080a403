// The posts of one thread (or chat), put together from everything that speaks of them: the snapshot, events, pages of
// older posts, and what this person is sending. Pure functions over immutable values.
//
// What is said of a post counts by the event number that it is known to include (`asOf`): the higher one wins. So the
// order of arrival does not matter, nothing counts twice, and a page that was read before a hide cannot bring the
// hidden body back, for the hide's number is higher than the page's.

import type { OutboxEntry, SendState } from '../session/outbox-entry';
import type { Person, Post, PostGone, Timestamp, TopicEvent } from '../session/wire';

/** What never changes about a post; what is left of a hidden one does not repeat it. */
interface Facts {
	author?: Person;
	created_at?: Timestamp;
	client_id?: string;
}

interface Said {
	asOf: number;
	post: Post | PostGone;
}

/** Places in the thread from `from` to before `to` of which every post is known, as of `asOf` or later. */
interface Stretch {
	asOf: number;
	from: number;
	to: number;
}

export interface PostList {
	/** Of the topic's log; what was said under another epoch does not count. */
	readonly epoch: string;
	/** The number of the last event that is included. */
	readonly position: number;
	/** The number of the snapshot under it all; -1 before there is one. */
	readonly base: number;
	readonly said: ReadonlyMap<string, Said>;
	readonly facts: ReadonlyMap<string, Facts>;
	readonly stretches: readonly Stretch[];
}

/** The newest posts of a thread, in any order. `more`: there are older ones. */
export interface PostSnapshot {
	posts: (Post | PostGone)[];
	more: boolean;
}

/** Posts before a place in the thread, read from the server after `ticket` was taken. */
export interface PostPage extends PostSnapshot {
	before: number;
	ticket: PageTicket;
}

/** The list's state when a page was asked for: what the page shows is at least as new. */
export interface PageTicket {
	epoch: string;
	asOf: number;
}

export type PostInput =
	| { kind: 'snapshot'; epoch: string; seq: number; snapshot: PostSnapshot }
	| { kind: 'event'; epoch: string; event: TopicEvent }
	| { kind: 'page'; page: PostPage };

export const emptyPostList = (epoch = ''): PostList => ({
	epoch,
	position: -1,
	base: -1,
	said: new Map(),
	facts: new Map(),
	stretches: []
});

/** The list with the inputs taken in. What belongs to another epoch changes nothing: begin a new list on a reset. */
export function merge(list: PostList, ...inputs: PostInput[]): PostList {
	const next: Draft = {
		...list,
		said: new Map(list.said),
		facts: new Map(list.facts),
		stretches: [...list.stretches]
	};
	for (const input of inputs) take(next, input);
	return next;
}

/** A list as it is kept on the device: its newest posts, all as of one position. Plain data. */
export interface KeptPosts extends PostSnapshot {
	/** Of posts of which nothing else is left. */
	facts: [string, Facts][];
}

/** How many of the newest posts are kept: some screens of them. */
const keptCount = 200;

export function keep(list: PostList): KeptPosts {
	const all = shownPosts(list).sort((a, b) => a.seq - b.seq);
	const posts = all.slice(-keptCount);
	const facts = posts.flatMap(({ id }): [string, Facts][] => {
		const known = list.facts.get(id);
		return known ? [[id, known]] : [];
	});
	return { posts, more: posts.length < all.length || olderThan(list) !== undefined, facts };
}

export function restore(kept: KeptPosts, epoch: string, seq: number): PostList {
	const list = { ...emptyPostList(epoch), facts: new Map(kept.facts) };
	return merge(list, { kind: 'snapshot', epoch, seq, snapshot: kept });
}

/** What to hold against the answer of a request for older posts that is about to be sent. */
export const pageTicket = (list: PostList): PageTicket => ({ epoch: list.epoch, asOf: list.position });

/** Where the shown posts begin: the `before` of the next page. undefined when there are no older ones, or none yet. */
export function olderThan(list: PostList): number | undefined {
	const from = tail(list)?.from;
	return from === undefined || from <= 0 ? undefined : from;
}

/** One line of what is shown. */
export interface PostRow {
	/** Stays the same from the pressing of the button to the stored post, so that nothing flickers. */
	key: string;
	state: SendState;
	/** The server's word, once it is known. */
	post?: Post | PostGone;
	/** What is being sent, or was and has not come back yet. */
	entry?: OutboxEntry;
	author?: Person;
	created_at?: Timestamp;
	/** How many visible replies the thread has to it. */
	replies: number;
}

/** What is shown: the posts of the newest unbroken stretch in their order, then what is under way, in its order. */
export function rows(list: PostList, entries: readonly OutboxEntry[] = []): PostRow[] {
	const posts = shownPosts(list);
	const known = new Map(posts.map((post) => [rowKey(list, post), post]));
	const replies = countReplies(posts);
	const placed: (PostRow & { seq: number })[] = posts.map((post) => ({
		key: rowKey(list, post),
		state: 'stored',
		post,
		author: 'author' in post ? post.author : list.facts.get(post.id)?.author,
		created_at: list.facts.get(post.id)?.created_at,
		seq: post.seq,
		replies: replies.get(post.id) ?? 0
	}));
	const underWay: PostRow[] = [];
	for (const entry of entries) {
		if (isIncluded(list, entry) || known.has(entryKey(entry))) continue;
		const row: PostRow = { key: entryKey(entry), state: entry.state, entry, replies: 0 };
		// Acknowledged, and its event is still on the way: its place is certain all the same.
		if (entry.stored) placed.push({ ...row, created_at: entry.stored.created_at, seq: entry.stored.seq });
		else underWay.push(row);
	}
	placed.sort((a, b) => a.seq - b.seq);
	return [...placed.map(({ seq: _, ...row }) => row), ...underWay];
}

/** Entries whose posts are part of the list: the outbox may forget them. */
export function settled(list: PostList, entries: readonly OutboxEntry[]): string[] {
	const own = new Set<string>();
	for (const { post } of list.said.values()) own.add(rowKey(list, post));
	return entries.filter((entry) => isIncluded(list, entry) || own.has(entryKey(entry))).map((entry) => entry.key);
}

/** Its post is in the list, or further up than the list reaches. */
const isIncluded = (list: PostList, entry: OutboxEntry): boolean =>
	entry.stored !== undefined && list.base >= 0 && entry.stored.seq <= list.position;

// A client id is public once its post is, and unique with its sender only: a key without the author would let somebody
// else's post take the place of one's own.
const entryKey = (entry: OutboxEntry): string => `${entry.person} ${entry.key}`;

function rowKey(list: PostList, post: Post | PostGone): string {
	const { author, client_id } = list.facts.get(post.id) ?? {};
	return author && client_id ? `${author.id} ${client_id}` : post.id;
}

function countReplies(posts: (Post | PostGone)[]): Map<string, number> {
	const counts = new Map<string, number>();
	for (const { parent, state } of posts) {
		if (parent && state === 'visible') counts.set(parent, (counts.get(parent) ?? 0) + 1);
	}
	return counts;
}

// ---- taking in ----

interface Draft {
	epoch: string;
	position: number;
	base: number;
	said: Map<string, Said>;
	facts: Map<string, Facts>;
	stretches: Stretch[];
}

function take(list: Draft, input: PostInput): void {
	switch (input.kind) {
		case 'snapshot':
			if (input.epoch === list.epoch) takeSnapshot(list, input.seq, input.snapshot);
			break;
		case 'event':
			if (input.epoch === list.epoch) takeEvent(list, input.event);
			break;
		case 'page':
			if (input.page.ticket.epoch === list.epoch) takePage(list, input.page);
			break;
	}
}

function takeSnapshot(list: Draft, seq: number, { posts, more }: PostSnapshot): void {
	for (const post of posts) say(list, post, seq);
	cover(list, { asOf: seq, from: begin(posts, more, seq + 1), to: Infinity });
	list.position = Math.max(list.position, seq);
	if (seq <= list.base) return;
	// What was known before and is not repeated may have changed unheard.
	list.base = seq;
	for (const [id, { asOf }] of list.said) if (asOf < seq) list.said.delete(id);
	list.stretches = list.stretches.filter(({ asOf }) => asOf >= seq);
}

function takeEvent(list: Draft, { seq, event, data }: TopicEvent): void {
	// Of a post hidden since, an earlier event's data is what is left of it (PostGone), whatever the event was.
	if (event.startsWith('post.') && isPost(data)) say(list, data, seq);
	list.position = Math.max(list.position, seq);
}

function takePage(list: Draft, { posts, more, before, ticket }: PostPage): void {
	for (const post of posts) say(list, post, ticket.asOf);
	cover(list, { asOf: ticket.asOf, from: begin(posts, more, before), to: before });
}

/** The first place of a stretch that ends with these posts. */
function begin(posts: (Post | PostGone)[], more: boolean, none: number): number {
	return more ? posts.reduce((low, { seq }) => Math.min(low, seq), none) : 0;
}

function say(list: Draft, post: Post | PostGone, asOf: number): void {
	learn(list, post);
	if (asOf < list.base) return;
	const known = list.said.get(post.id);
	if (!known || outdoes({ asOf, post }, known)) list.said.set(post.id, { asOf, post });
}

function outdoes(a: Said, b: Said): boolean {
	if (a.asOf !== b.asOf) return a.asOf > b.asOf;
	// Two pages of one ticket, read at two times: an event is on its way and decides. Until then the safe one counts.
	const gone = Number(a.post.state !== 'visible') - Number(b.post.state !== 'visible');
	return gone !== 0 ? gone > 0 : revision(a.post) > revision(b.post);
}

const revision = (post: Post | PostGone): number => ('revision' in post ? post.revision : 0);

function learn(list: Draft, post: Post | PostGone): void {
	if (!('author' in post)) return;
	const { author, created_at, client_id } = post;
	const known = list.facts.get(post.id);
	list.facts.set(post.id, { author, created_at, client_id: client_id ?? known?.client_id });
}

function cover(list: Draft, stretch: Stretch): void {
	if (stretch.asOf >= list.base) list.stretches.push(stretch);
}

function shownPosts(list: PostList): (Post | PostGone)[] {
	const from = tail(list)?.from;
	if (from === undefined) return [];
	return [...list.said.values()].map(({ post }) => post).filter((post) => post.seq >= from);
}

/** The newest unbroken stretch, of those as new as the snapshot. */
function tail(list: PostList): { from: number } | undefined {
	let from: number | undefined;
	const byEnd = [...list.stretches].sort((a, b) => b.to - a.to);
	for (const { from: begins, to } of byEnd) {
		if (from === undefined ? to === Infinity : to >= from) from = Math.min(from ?? Infinity, begins);
		else break;
	}
	return from === undefined ? undefined : { from };
}

function isPost(data: unknown): data is Post | PostGone {
	return typeof data === 'object' && data !== null && 'id' in data && 'seq' in data && 'state' in data;
}
