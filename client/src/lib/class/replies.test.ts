import { expect, it } from 'vitest';
import { countReplies, repliesTo, rootOf } from './replies';
import { maya, said, sending, xiaoyu } from './testRows';

const rows = [
	said(1, maya),
	said(2, xiaoyu, undefined, { parent: 'p1' }),
	said(3, maya, undefined, { parent: 'p2' }),
	said(4, xiaoyu),
	said(5, maya, undefined, { parent: 'p1', state: 'deleted' }),
	said(6, maya, undefined, { parent: 'far-up' }),
	sending('mine', '2026-11-23T12:00:00Z', 'p3')
];

it('puts an answer to an answer into the thread of the first message', () => {
	expect(rootOf(rows, 'p3')).toBe('p1');
	expect(rootOf(rows, 'p4')).toBe('p4');
	expect(repliesTo(rows, 'p1').map(({ key }) => key)).toEqual(['p2', 'p3', 'p5', 'mine']);
});

it('names the message that is not loaded yet as the beginning', () => expect(rootOf(rows, 'p6')).toBe('far-up'));

it('counts what can be read', () => {
	expect([...countReplies(rows)]).toEqual([
		['p1', 2],
		['far-up', 1]
	]);
});
