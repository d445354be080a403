import { describe, expect, it } from 'vitest';
import { FakeClock } from '../session/testing/fake-clock';
import { MarkSaver } from './markSaver';

describe('telling the server how far has been read', () => {
	it('happens once for many posts, with the last of them', async () => {
		const clock = new FakeClock();
		const told: number[] = [];
		const saver = new MarkSaver(async (seq) => void told.push(seq), clock, 0);
		saver.want(1);
		saver.want(5);
		saver.want(3);
		await clock.pass(10_000);
		expect(told).toEqual([5]);
	});

	it('happens at once when the page is left, and not again', async () => {
		const clock = new FakeClock();
		const told: number[] = [];
		const saver = new MarkSaver(async (seq) => void told.push(seq), clock, 2);
		saver.want(2);
		saver.flush();
		saver.want(4);
		saver.flush();
		await clock.pass(10_000);
		expect(told).toEqual([4]);
	});

	it('is made up for when it failed', async () => {
		const clock = new FakeClock();
		const told: number[] = [];
		let isDown = true;
		const saver = new MarkSaver(async (seq) => (isDown ? Promise.reject(new Error('down')) : void told.push(seq)), clock, 0);
		saver.want(4);
		await clock.pass(5_000);
		isDown = false;
		saver.want(4);
		await clock.pass(5_000);
		expect(told).toEqual([4]);
	});
});
