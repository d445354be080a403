import { describe, expect, it } from 'vitest';
import type { Thread } from './shapes';
import { append, heard, read, reveal } from './threadRows';

const thread = (id: string, minute: number, more: Partial<Thread> = {}): Thread => ({
	...{ id, board: 'music', topic: `thread:${id}`, title: id, language: 'en', post_count: 1, last_post_seq: 1 },
	created_at: new Date(minute * 60_000).toISOString(),
	last_post_at: new Date(minute * 60_000).toISOString(),
	...more
});
const ids = (threads: readonly Thread[]) => threads.map(({ id }) => id);
const rows = { shown: [thread('b', 2), thread('a', 1)], waiting: [] };

describe("a board's list", () => {
	it('lets a new discussion wait, and moves nothing', () => {
		const next = heard(heard(rows, [thread('c', 3)]), [thread('d', 4)]);
		expect(ids(next.shown)).toEqual(['b', 'a']);
		expect(ids(next.waiting)).toEqual(['d', 'c']);
		expect(ids(reveal(next).shown)).toEqual(['d', 'c', 'b', 'a']);
	});

	it('changes known ones in place and keeps how far they were read', () => {
		const { shown } = heard(read(rows, 'a', 1), [thread('a', 1, { post_count: 5, last_post_seq: 7 })]);
		expect(ids(shown)).toEqual(['b', 'a']);
		expect(shown[1]).toMatchObject({ post_count: 5, last_post_seq: 7, read_seq: 1 });
	});

	it('does not take an old discussion that was written in again for a new one', () => {
		expect(heard(rows, [thread('old', 0)]).waiting).toEqual([]);
	});

	it('shows nothing twice when pages shift', () => {
		expect(ids(append(rows, [thread('a', 1), thread('z', 0)]).shown)).toEqual(['b', 'a', 'z']);
	});

	it('never takes a reading mark back', () => {
		expect(read(read(rows, 'a', 5), 'a', 3).shown[1]?.read_seq).toBe(5);
	});
});
