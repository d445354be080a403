import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { difference } from './difference';

const text = (before: string, after: string, without: 'gone' | 'come') =>
	difference(before, after).filter(({ is }) => is !== without).map((part) => part.text).join('');

describe('what an edit changed', () => {
	it('is shown by words in English and by characters in Chinese', () => {
		expect(difference('See you on Monday.', 'See you on Friday.')).toEqual([
			{ is: 'same', text: 'See you on ' },
			{ is: 'gone', text: 'Monday' },
			{ is: 'come', text: 'Friday' },
			{ is: 'same', text: '.' }
		]);
		expect(difference('星期一见', '星期五见')).toEqual([
			{ is: 'same', text: '星期' },
			{ is: 'gone', text: '一' },
			{ is: 'come', text: '五' },
			{ is: 'same', text: '见' }
		]);
	});

	it('holds both texts whole, whatever they are', () => {
		fc.assert(
			fc.property(fc.string({ unit: 'grapheme' }), fc.string({ unit: 'grapheme' }), (before, after) => {
				expect(text(before, after, 'come')).toBe(before);
				expect(text(before, after, 'gone')).toBe(after);
			})
		);
	});

	it('gives up on details where they would take too long', () => {
		const many = (word: string) => Array.from({ length: 3_000 }, (_, i) => `${word}${i}`).join('。');
		expect(difference(many('a'), many('b')).length).toBeLessThan(5);
	});
});
