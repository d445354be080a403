// The posts of one thread (or chat), put together from everything that speaks of them: the snapshot, events, further
// pages, and what this person is sending. Pure functions over immutable values.
//
// A chat is read from its end: its places are the posts'. A forum's thread is read from its beginning as a tree: a page
// holds some posts that answer no other, with everything below them, so its places are those of the roots.
//
// What is said of a post counts by the event number that it is known to include (`asOf`): the higher one wins. So the
// order of arrival does not matter, nothing counts twice, and a page that was read before a hide cannot bring the
// hidden body back, for the hide's number is higher than the page's.

import type { OutboxEntry, SendState } from '../session/outbox-entry';
import type { Person, Post, PostGone, TopicEvent } from '../session/wire';

/** What never changes about a post; what is left of a hidden one does not repeat it. */
interface Facts {
	author?: Person;
	created_at?: Post['created_at'];
	client_id?: string;
	held?: Held;
}

/** Why one's own post waits for approval, as its acknowledgement said. */
export interface Held {
	for?: string;
	/** Kinds of findings: contact, private, abuse … */
	found?: readonly string[];
}

interface Said {
	asOf: number;
	post: Post | PostGone;
}

/** Places from `from` to before `to` of which everything is known, as of `asOf` or later. */
interface Stretch extends Span {
	asOf: number;
}

interface Span {
	from: number;
	to: number;
}

/** Read from the end, or as a tree from the beginning. */
export type Shape = 'chat' | 'tree';

export interface PostList {
	readonly shape: Shape;
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

/** Posts in any order, and the places that they fill. */
export interface PostSnapshot extends Span {
	posts: (Post | PostGone)[];
}

/** A snapshot or page of a chat: the last posts before a place; `earlier`: there are posts before these. */
export function chatPage(posts: (Post | PostGone)[], earlier: boolean, before = Infinity): PostSnapshot {
	return { posts, from: earlier ? posts.reduce((low, { seq }) => Math.min(low, seq), before) : 0, to: before };
}

/** A snapshot or page of a tree: roots after a place, with what is below; `next`: the place of the last, if there are more. */
export function treePage(posts: (Post | PostGone)[], next: number | undefined, after = -1): PostSnapshot {
	return { posts, from: after + 1, to: next ? next + 1 : Infinity };
}

/** Further posts, read from the server after `ticket` was taken. */
export interface PostPage extends PostSnapshot {
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
	| { kind: 'page'; page: PostPage }
	/** What this person has sent; the topic itself does not say whose a post is that waits for approval. */
	| { kind: 'own'; entries: readonly OutboxEntry[] };

export const emptyPostList = (shape: Shape, epoch = ''): PostList => ({
	shape,
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

/** A list as it is kept on the device, all as of one position. Plain data. */
export interface KeptPosts extends PostSnapshot {
	/** Of posts of which nothing else is left. */
	facts: [string, Facts][];
}

/** How many posts are kept: some screens of them. */
const keptCount = 200;

/** The end of a chat, or the beginning of a tree if it is short enough. */
export function keep(list: PostList): KeptPosts | undefined {
	const shown = shownPosts(list).sort((a, b) => a.seq - b.seq);
	let kept: PostSnapshot;
	if (list.shape === 'chat') {
		const posts = shown.slice(-keptCount);
		kept = chatPage(posts, posts.length < shown.length || olderThan(list) !== undefined);
	} else {
		const after = missingAfter(list);
		const roots = rootsOf(list);
		const posts = after === undefined ? shown : shown.filter((post) => (roots(post) ?? Infinity) <= after);
		if (posts.length > keptCount) return undefined;
		kept = treePage(posts, after);
	}
	const facts = kept.posts.flatMap(({ id }): [string, Facts][] => {
		const known = list.facts.get(id);
		return known ? [[id, known]] : [];
	});
	return { ...kept, facts };
}

export function restore(kept: KeptPosts, shape: Shape, epoch: string, seq: number): PostList {
	const list = { ...emptyPostList(shape, epoch), facts: new Map(kept.facts) };
	return merge(list, { kind: 'snapshot', epoch, seq, snapshot: kept });
}

/** What to hold against the answer of a request for older posts that is about to be sent. */
export const pageTicket = (list: PostList): PageTicket => ({ epoch: list.epoch, asOf: list.position });

/** A chat's `before` of the next page. undefined when there are no older posts, or none are known yet. */
export function olderThan(list: PostList): number | undefined {
	const from = spans(list).at(-1)?.from;
	return from === undefined || from <= 0 ? undefined : from;
}

/** A tree's `after` of the next page: behind it roots are missing. undefined when none are, or none are known yet. */
export function missingAfter(list: PostList): number | undefined {
	const to = spans(list)[0]?.to;
	return to === undefined || to === Infinity ? undefined : to - 1;
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
	created_at?: Post['created_at'];
	/** How many visible replies the thread has to it. */
	replies: number;
	/** Of one's own post that waits for approval, sent from this device. */
	held?: Held;
}

/** What is shown: the known posts in the order of their places, then what is under way, in its order. */
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
		replies: replies.get(post.id) ?? 0,
		held: post.state === 'held' ? list.facts.get(post.id)?.held : undefined
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
	shape: Shape;
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
		case 'own':
			for (const entry of input.entries) takeOwn(list, entry);
			break;
	}
}

function takeSnapshot(list: Draft, seq: number, { posts, from, to }: PostSnapshot): void {
	for (const post of posts) say(list, post, seq);
	cover(list, { asOf: seq, from, to });
	// What begins after the snapshot is told by events.
	cover(list, { asOf: seq, from: seq + 1, to: Infinity });
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

function takePage(list: Draft, { posts, from, to, ticket }: PostPage): void {
	for (const post of posts) say(list, post, ticket.asOf);
	cover(list, { asOf: ticket.asOf, from, to });
}

function takeOwn(list: Draft, { key, person, stored }: OutboxEntry): void {
	if (stored?.state !== 'held') return;
	const known = list.facts.get(stored.id);
	list.facts.set(stored.id, {
		author: known?.author ?? { id: person, name: '', role: 'student' },
		created_at: stored.created_at,
		client_id: key,
		held: { for: stored.held_for, found: stored.found }
	});
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
	list.facts.set(post.id, { ...known, author, created_at, client_id: client_id ?? known?.client_id });
}

function cover(list: Draft, stretch: Stretch): void {
	if (stretch.asOf >= list.base) list.stretches.push(stretch);
}

function shownPosts(list: PostList): (Post | PostGone)[] {
	const all = [...list.said.values()].map(({ post }) => post);
	if (list.shape === 'chat') {
		const from = spans(list).at(-1)?.from ?? Infinity;
		return all.filter((post) => post.seq >= from);
	}
	const whole = spans(list);
	const roots = rootsOf(list);
	return all.filter((post) => {
		const root = roots(post);
		return root !== undefined && whole.some(({ from, to }) => root >= from && root < to);
	});
}

/** The place of the root above a post; undefined where something between is not known. */
function rootsOf(list: PostList): (post: Post | PostGone) => number | undefined {
	const found = new Map<string, number | undefined>();
	return (post) => {
		const way: string[] = [];
		let at: Post | PostGone | undefined = post;
		while (at?.parent && !found.has(at.id)) {
			way.push(at.id);
			at = list.said.get(at.parent)?.post;
		}
		const root = at && (found.has(at.id) ? found.get(at.id) : at.seq);
		for (const id of way) found.set(id, root);
		return root;
	};
}

/** The stretches, joined where they touch, in order; the last of a list with a snapshot goes on for ever. */
function spans(list: PostList): Span[] {
	const joined: Span[] = [];
	for (const { from, to } of [...list.stretches].sort((a, b) => a.from - b.from)) {
		const last = joined.at(-1);
		if (last && from <= last.to) last.to = Math.max(last.to, to);
		else joined.push({ from, to });
	}
	return joined;
}

function isPost(data: unknown): data is Post | PostGone {
	return typeof data === 'object' && data !== null && 'id' in data && 'seq' in data && 'state' in data;
}
