import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { PostRow } from '../state/postList';
import type { Post } from '../session/wire';
import { above, deepestIndent, readingOrder, unfolded } from './tree';

const row = (id: string, seq: number, parent?: string): PostRow => ({
	key: id,
	state: 'stored',
	post: { id, seq, parent, state: 'visible' } as Post,
	replies: 0
});

describe('a discussion in reading order', () => {
	it('puts each answer below what it answers, older ones first', () => {
		const order = readingOrder([row('a', 1), row('b', 2), row('c', 3, 'a'), row('d', 4, 'c'), row('e', 5, 'a')]);
		expect(order.map(({ id }) => id)).toEqual(['a', 'c', 'd', 'e', 'b']);
		expect(order.map(({ depth }) => depth)).toEqual([0, 1, 2, 1, 0]);
		expect(order.map(({ below }) => below)).toEqual([3, 1, 0, 0, 0]);
	});

	it('shows a text that is being sent below the post that it answers', () => {
		const sending: PostRow = { key: 'me 1', state: 'sending', entry: { input: { parent: 'a' } } as PostRow['entry'], replies: 0 };
		expect(readingOrder([row('a', 1), row('b', 2), sending]).map(({ key }) => key)).toEqual(['a', 'me 1', 'b']);
	});

	it('stays readable however deep it is', () => {
		const chain = Array.from({ length: 5_000 }, (_, i) => row(`p${i}`, i + 1, i > 0 ? `p${i - 1}` : undefined));
		const order = readingOrder(chain);
		expect(Math.max(...order.map(({ indent }) => indent))).toBe(deepestIndent);
		expect(order[0]?.below).toBe(4_999);
		expect(above(order.at(-1)!)).toHaveLength(4_999);
	});

	it('folds a branch away as a whole', () => {
		const order = readingOrder([row('a', 1), row('b', 2, 'a'), row('c', 3, 'b'), row('d', 4)]);
		expect(unfolded(order, new Set(['a'])).map(({ id }) => id)).toEqual(['a', 'd']);
	});

	it('holds every post once, after its parent', () => {
		fc.assert(
			fc.property(fc.array(fc.nat(30), { maxLength: 40 }), (parents) => {
				const rows = parents.map((p, i) => row(`p${i}`, i + 1, i > 0 && p < i ? `p${p}` : undefined));
				const order = readingOrder(rows);
				expect(order).toHaveLength(rows.length);
				for (const node of order) if (node.parent) expect(order.indexOf(node.parent)).toBeLessThan(order.indexOf(node));
			})
		);
	});
});
