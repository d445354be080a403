import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { acknowledged, newEntry, type OutboxEntry } from '../session/outbox-entry';
import type { Person, Post, PostGone, TopicEvent } from '../session/wire';
import {
	chatPage,
	emptyPostList,
	keep,
	merge,
	missingAfter,
	olderThan,
	restore,
	rows,
	settled,
	treePage,
	type PostInput,
	type PostList,
	type Shape
} from './postList';

const thread = 'thread';
const epoch = 'epoch';
const mei: Person = { id: 'mei', name: 'Mei', role: 'student' };
const tom: Person = { id: 'tom', name: 'Tom', role: 'student' };

/** A thread on the server: what it says of its posts at any number of its log. */
class Log {
	readonly events: TopicEvent[] = [];
	/** The same as they were said live, before anything was taken out of them. */
	readonly live: TopicEvent[] = [];
	/** The posts as they were after each event. */
	readonly states: (Post | PostGone)[][] = [[]];
	#texts = 0;

	create(author: Person, parent?: Post | PostGone, client_id?: string): void {
		const seq = this.events.length + 1;
		const body = `text ${++this.#texts}`;
		const post: Post = {
			...{ id: `post ${seq}`, thread, seq, parent: parent?.id, author, body, html: body, language: 'en', state: 'visible' },
			...{ revision: 1, reply_count: 0, created_at: '2026-03-01T08:00:00Z', client_id: client_id ?? `client ${seq}` }
		};
		this.#note('post.created', post, [...this.now, post]);
	}

	edit(at: number): void {
		const post = this.now[at];
		if (!post || !('body' in post)) return;
		const body = `text ${++this.#texts}`;
		this.#change('post.edited', { ...post, body, html: body, revision: post.revision + 1 });
	}

	hide(at: number): void {
		const post = this.now[at];
		if (!post || !('body' in post)) return;
		this.#originals.set(post.id, post);
		const gone: PostGone = { id: post.id, thread, seq: post.seq, parent: post.parent, state: 'hidden' };
		// The server takes the body out of what was said before.
		for (const event of this.events) if ((event.data as Post).id === post.id) event.data = gone;
		this.#change('post.hidden', gone);
	}

	restore(at: number): void {
		const original = this.#originals.get(this.now[at]?.id ?? '');
		if (original && this.now[at]?.state === 'hidden') this.#change('post.restored', original);
	}

	#originals = new Map<string, Post>();

	get now(): (Post | PostGone)[] {
		return this.states.at(-1) ?? [];
	}

	get head(): number {
		return this.events.length;
	}

	#change(event: string, post: Post | PostGone): void {
		this.#note(event, post, this.now.map((p) => (p.id === post.id ? post : p)));
	}

	#note(event: string, data: Post | PostGone, state: (Post | PostGone)[]): void {
		this.events.push({ topic: `thread:${thread}`, seq: this.events.length + 1, event, at: '', data });
		this.live.push(structuredClone(this.events.at(-1) as TopicEvent));
		this.states.push(state);
	}
}

const event = (e: TopicEvent): PostInput => ({ kind: 'event', epoch, event: structuredClone(e) });

/** What the server would show at a number of its log: the last posts before a place, or a page of roots. */
function read(log: Log, shape: Shape, at: number, from: number | undefined, size: number) {
	const state = log.states[at] ?? [];
	if (shape === 'chat') {
		const before = state.filter((p) => p.seq < (from ?? Infinity));
		const posts = before.slice(-size);
		return chatPage(posts, posts.length < before.length, from);
	}
	const roots = state.filter((p) => !p.parent && p.seq > (from ?? -1));
	const page = roots.slice(0, size);
	const rootOf = (p: Post | PostGone): string => {
		const parent = state.find(({ id }) => id === p.parent);
		return parent ? rootOf(parent) : p.id;
	};
	const posts = state.filter((p) => page.some(({ id }) => id === rootOf(p)));
	return treePage(posts, page.length < roots.length ? page.at(-1)?.seq : undefined, from);
}

const bodies = (list: PostList, entries: OutboxEntry[] = []) =>
	rows(list, entries).map(({ post, entry }) =>
		post ? ('body' in post && post.state === 'visible' ? post.body : `(${post.state})`) : entry?.input.body
	);

const truth = (log: Log) => log.now.map((p) => ('body' in p ? p.body : `(${p.state})`));

type Step = { do: 'create' | 'edit' | 'hide' | 'restore'; at: number; reply: boolean };

const step: fc.Arbitrary<Step> = fc.record({
	do: fc.constantFrom('create' as const, 'create' as const, 'edit' as const, 'hide' as const, 'restore' as const),
	at: fc.nat(30),
	reply: fc.boolean()
});

function write(log: Log, { do: what, at, reply }: Step): void {
	const index = log.now.length > 0 ? at % log.now.length : 0;
	if (what === 'create') log.create(at % 2 ? mei : tom, reply ? log.now[index] : undefined);
	else log[what](index);
}

const scenario = fc.record({
	shape: fc.constantFrom<Shape>('chat', 'tree'),
	before: fc.array(step, { maxLength: 25 }),
	after: fc.array(step, { maxLength: 25 }),
	size: fc.integer({ min: 1, max: 6 }),
	/** For each page: how many events after its ticket it is read. */
	lag: fc.array(fc.nat(6), { minLength: 1, maxLength: 8 }),
	order: fc.infiniteStream(fc.nat(1000))
});

/** A snapshot in the middle of the log, all events after it, and every further page, read at various times. */
function inputs({ shape, before, after, size, lag }: { shape: Shape; before: Step[]; after: Step[]; size: number; lag: number[] }) {
	const log = new Log();
	for (const s of before) write(log, s);
	const at = log.head;
	for (const s of after) write(log, s);
	const snapshot: PostInput = { kind: 'snapshot', epoch, seq: at, snapshot: read(log, shape, at, undefined, size) };
	const all: PostInput[] = [snapshot, ...log.events.slice(at).map((e, n) => event((lag[n % lag.length] ?? 0) % 2 ? e : (log.live[e.seq - 1] ?? e)))];
	let from = shape === 'chat' ? snapshot.snapshot.from : snapshot.snapshot.to - 1;
	for (let n = 0; shape === 'chat' ? from > 0 : from < Infinity; n++) {
		const asOf = Math.min(log.head, at + (lag[n % lag.length] ?? 0));
		const readAt = Math.min(log.head, asOf + (lag[(n + 1) % lag.length] ?? 0));
		const page = read(log, shape, readAt, from, size);
		all.push({ kind: 'page', page: { ...page, ticket: { epoch, asOf } } });
		from = shape === 'chat' ? page.from : page.to - 1;
	}
	return { log, all };
}

function shuffled<T>(all: T[], order: Iterator<number>): T[] {
	return all.map((one) => [order.next().value as number, one] as const).sort(([a], [b]) => a - b).map(([, one]) => one);
}

describe('the list of posts', () => {
	it('is the same in whatever order, and however often, its parts arrive', () => {
		fc.assert(
			fc.property(scenario, (s) => {
				const { log, all } = inputs(s);
				const order = s.order[Symbol.iterator]();
				const once = merge(emptyPostList(s.shape, epoch), ...shuffled(all, order));
				expect(bodies(once)).toEqual(truth(log));
				const twice = shuffled([...all, ...all], order).reduce((l, one) => merge(l, one), emptyPostList(s.shape, epoch));
				expect(bodies(twice)).toEqual(truth(log));
			}),
			{ numRuns: 400 }
		);
	});

	it('never brings back what was hidden, whichever page or event comes late', () => {
		fc.assert(
			fc.property(scenario, (s) => {
				const { log, all } = inputs({ ...s, after: s.after.filter((one) => one.do !== 'restore') });
				let list = emptyPostList(s.shape, epoch);
				const heard = new Set<string>();
				for (const one of shuffled(all, s.order[Symbol.iterator]())) {
					list = merge(list, one);
					if (one.kind === 'event' && one.event.event === 'post.hidden') heard.add((one.event.data as PostGone).id);
					for (const { post } of rows(list)) {
						if (post && heard.has(post.id)) expect(post).not.toMatchObject({ state: 'visible' });
					}
				}
			}),
			{ numRuns: 300 }
		);
	});

	it('shows what is being sent once, at every moment, under one key', () => {
		const entry = newEntry(mei.id, { thread, client_id: 'mine', body: 'text 1' }, 1);
		const log = new Log();
		log.create(mei, undefined, 'mine');
		const stored = { id: 'post 1', client_id: 'mine', thread, seq: 1, created_at: '2026-03-01T08:00:00Z', state: 'visible' as const };
		const acked = acknowledged(entry, stored);
		const empty = merge(emptyPostList('chat', epoch), { kind: 'snapshot', epoch, seq: 0, snapshot: chatPage([], false) });
		const heard = merge(empty, ...log.events.map(event));
		const shown = [
			rows(empty, [entry]),
			rows(heard, [entry]), // the event came before the acknowledgement
			rows(empty, [acked]), // the acknowledgement before the event
			rows(heard, [acked]),
			rows(heard, [])
		];
		for (const one of shown) expect(one).toHaveLength(1);
		expect(new Set(shown.map(([row]) => row?.key)).size).toBe(1);
		expect(shown.map(([row]) => row?.state)).toEqual(['sending', 'stored', 'stored', 'stored', 'stored']);
		expect(settled(empty, [entry])).toEqual([]);
		expect(settled(empty, [acked])).toEqual([]);
		expect(settled(heard, [entry])).toEqual(['mine']);
		expect(settled(heard, [acked])).toEqual(['mine']);
	});

	it('does not take somebody else for the sender because the client id is the same', () => {
		const entry = newEntry(mei.id, { thread, client_id: 'mine', body: 'what Mei says' }, 1);
		const log = new Log();
		log.create(tom, undefined, 'mine');
		const list = merge(
			emptyPostList('chat', epoch),
			{ kind: 'snapshot', epoch, seq: 0, snapshot: chatPage([], false) },
			...log.events.map(event)
		);
		expect(bodies(list, [entry])).toEqual(['text 1', 'what Mei says']);
		expect(settled(list, [entry])).toEqual([]);
	});

	it('keeps the place of an acknowledged post between others, and what is under way at the end', () => {
		const log = new Log();
		for (const author of [tom, mei, tom]) log.create(author);
		const list = merge(
			emptyPostList('chat', epoch),
			{ kind: 'snapshot', epoch, seq: 1, snapshot: chatPage(log.states[1] ?? [], false) }
		);
		const under = newEntry(mei.id, { thread, client_id: 'a', body: 'under way' }, 1);
		const acked = acknowledged(newEntry(mei.id, { thread, client_id: 'b', body: 'stored' }, 2), {
			...{ id: 'post 9', client_id: 'b', thread, seq: 9, created_at: '', state: 'visible' as const }
		});
		expect(bodies(list, [under, acked])).toEqual(['text 1', 'stored', 'under way']);
	});

	it('takes no page that was asked for under another epoch, or before a reset', () => {
		const log = new Log();
		log.create(tom);
		log.create(tom);
		const stale = { ...chatPage(log.states[1] ?? [], false, 2) };
		log.hide(0);
		const list = merge(emptyPostList('chat', epoch), {
			...{ kind: 'snapshot', epoch, seq: 3, snapshot: chatPage(log.now.slice(1), true) }
		});
		for (const ticket of [{ epoch: 'another', asOf: 5 }, { epoch, asOf: 1 }]) {
			const after = merge(list, { kind: 'page', page: { ...stale, ticket } });
			expect(bodies(after)).toEqual(['text 2']);
			expect(olderThan(after)).toBe(2);
			// Erased altogether in the meantime: the page that counts does not know it.
			const fresh = { ...chatPage([], false, 2), ticket: { epoch, asOf: 3 } };
			expect(bodies(merge(after, { kind: 'page', page: fresh }))).toEqual(['text 2']);
		}
	});

	it('is the same after a reload, and goes on from there', () => {
		fc.assert(
			fc.property(scenario, (s) => {
				const { log, all } = inputs(s);
				const whole = merge(emptyPostList(s.shape, epoch), ...all);
				const kept = keep(whole);
				if (!kept) return;
				const again = restore(structuredClone(kept), s.shape, epoch, whole.position);
				expect(bodies(again)).toEqual(truth(log));
				expect(rows(again).map(({ key }) => key)).toEqual(rows(whole).map(({ key }) => key));
				const position = log.head;
				log.create(tom);
				expect(bodies(merge(again, ...log.events.slice(position).map(event)))).toEqual(truth(log));
			}),
			{ numRuns: 100 }
		);
	});

	it('shows a new root of a long tree behind the gap, and fills the gap page by page', () => {
		const log = new Log();
		for (let n = 0; n < 5; n++) log.create(tom);
		const snapshot = read(log, 'tree', 5, undefined, 2);
		let list = merge(emptyPostList('tree', epoch), { kind: 'snapshot', epoch, seq: 5, snapshot });
		log.create(mei);
		list = merge(list, ...log.events.slice(5).map(event));
		expect(bodies(list)).toEqual(['text 1', 'text 2', 'text 6']);
		expect(missingAfter(list)).toBe(2);
		list = merge(list, { kind: 'page', page: { ...read(log, 'tree', 6, 2, 10), ticket: { epoch, asOf: 6 } } });
		expect(bodies(list)).toEqual(truth(log));
		expect(missingAfter(list)).toBeUndefined();
	});

	it('counts the visible replies', () => {
		const log = new Log();
		log.create(tom);
		log.create(mei, log.now[0]);
		log.create(mei, log.now[0]);
		log.hide(1);
		const list = merge(emptyPostList('chat', epoch), {
			...{ kind: 'snapshot', epoch, seq: log.head, snapshot: chatPage(log.now, false) }
		});
		expect(rows(list).map(({ replies }) => replies)).toEqual([1, 0, 0]);
	});
});
