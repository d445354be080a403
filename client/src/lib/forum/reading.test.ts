import { describe, expect, it } from 'vitest';
import type { PostRow } from '../state/postList';
import type { Post } from '../session/wire';
import { Reading } from './reading';

const row = (seq: number, author = 'other', state = 'visible'): PostRow => ({
	key: `p${seq}`,
	state: 'stored',
	post: { id: `p${seq}`, seq, state } as Post,
	author: { id: author, name: author, role: 'citizen' },
	replies: 0
});

describe('how far a reader has read', () => {
	it('is told only up to the first post that was not on the screen', () => {
		const reading = new Reading(1, 4, 'me');
		const rows = [row(1), row(2), row(3), row(4)];
		reading.see(['p2', 'p4']);
		expect(reading.mark(rows)).toBe(2);
		reading.see(['p3']);
		expect(reading.mark(rows)).toBe(4);
	});

	it('passes over what is gone and what the reader wrote', () => {
		const reading = new Reading(1, 4, 'me');
		expect(reading.mark([row(2, 'me'), row(3, 'other', 'deleted'), row(4)])).toBe(3);
	});

	it('never goes past what is not loaded', () => {
		const reading = new Reading(0, 9, 'me');
		reading.see(['p1', 'p9']);
		expect(reading.mark([row(1), row(9)], 1)).toBe(1);
	});

	it('calls nothing new in a thread never opened but what comes afterwards', () => {
		const reading = new Reading(undefined, 2, 'me');
		const rows = [row(1), row(2), row(3)];
		expect(reading.unseen(rows)).toEqual([rows[2]]);
		expect(reading.arrived(rows)).toEqual([rows[2]]);
		reading.see(['p3']);
		expect(reading.unseen(rows)).toEqual([]);
		expect(reading.isNew(rows[2]!), 'its mark stays for this visit').toBe(true);
	});

	it('tells what came before the visit from what came during it', () => {
		const reading = new Reading(1, 2, 'me');
		const rows = [row(1), row(2), row(3), row(4, 'me')];
		expect(reading.unseen(rows)).toEqual([rows[1], rows[2]]);
		expect(reading.arrived(rows)).toEqual([rows[2]]);
	});

	it('hears of another device, and never goes back', () => {
		const reading = new Reading(1, 3, 'me');
		const rows = [row(1), row(2), row(3)];
		reading.hear(3);
		expect(reading.unseen(rows)).toEqual([]);
		reading.hear(1);
		expect(reading.mark(rows)).toBe(3);
	});
});
