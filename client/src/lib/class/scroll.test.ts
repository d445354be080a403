import { describe, expect, it } from 'vitest';
import { isAtEnd, scrollAfter, scrollAtFirst, seenTo } from './scroll';

const view = (top: number, whole: number, height = 400) => ({ top, height, whole });

describe('the end', () => {
	it('is the last line, give or take', () => {
		expect(isAtEnd(view(600, 1000))).toBe(true);
		expect(isAtEnd(view(560.4, 1000))).toBe(true);
		expect(isAtEnd(view(500, 1000))).toBe(false);
	});
	it('is where a log stands that does not fill its place', () => expect(isAtEnd(view(0, 100))).toBe(true));
});

describe('a change of the log', () => {
	it('is followed by who reads the end', () => {
		expect(scrollAfter({ follows: true, before: view(600, 1000), after: view(600, 1050) })).toBe(650);
	});
	it('leaves alone who reads further up', () => {
		const anchor = { before: 200, after: 200 };
		expect(scrollAfter({ follows: false, before: view(210, 1000), anchor, after: view(210, 1050) })).toBe(210);
	});
	it('moves nothing under the eyes of who loads earlier messages', () => {
		const anchor = { before: 10, after: 810 };
		expect(scrollAfter({ follows: false, before: view(0, 1000), anchor, after: view(0, 1800) })).toBe(800);
	});
	it('moves nothing when something above is hidden and takes less room', () => {
		const anchor = { before: 500, after: 460 };
		expect(scrollAfter({ follows: false, before: view(510, 1000), anchor, after: view(510, 960) })).toBe(470);
	});
	it('stays within the log when what was seen is gone', () => {
		expect(scrollAfter({ follows: false, before: view(900, 1400), after: view(900, 1000) })).toBe(600);
	});
});

describe('the beginning', () => {
	it('is the end, where nothing is new', () => expect(scrollAtFirst(view(0, 1000), undefined)).toBe(600));
	it('is the line before what is new, with something read above it', () => expect(scrollAtFirst(view(0, 3000), 1000)).toBe(900));
	it('is the end, where all that is new fits', () => expect(scrollAtFirst(view(0, 1000), 900)).toBe(600));
});

it('sees a message when its lower edge was on the screen', () => {
	const messages = [
		{ seq: 4, bottom: 100 },
		{ seq: 7, bottom: 500 },
		{ seq: 9, bottom: 520 }
	];
	expect(seenTo(messages, view(100, 1000))).toBe(7);
	expect(seenTo(messages, view(100, 1000, 700))).toBe(9);
	expect(seenTo([], view(0, 0))).toBeUndefined();
});
