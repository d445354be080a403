import { expect, test } from 'vitest';
import { pieces } from './marks';

test('what was found is marked by code points, an emoji being one', () => {
	expect(pieces('😀去死吧😀', [{ start: 1, end: 4 }])).toEqual([
		{ text: '😀', isMarked: false },
		{ text: '去死吧', isMarked: true },
		{ text: '😀', isMarked: false }
	]);
});

test('matches that overlap are one piece, and nothing breaks outside of the text', () => {
	expect(pieces('abcd', [{ start: 0, end: 2 }, { start: 1, end: 9 }])).toEqual([{ text: 'abcd', isMarked: true }]);
	expect(pieces('', [{ start: 0, end: 2 }])).toEqual([]);
	expect(pieces('ab', [])).toEqual([{ text: 'ab', isMarked: false }]);
});
