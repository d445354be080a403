import { expect, it } from 'vitest';
import { codePoints } from './codePoints';
import { emoji, emojiColumns, step } from './emoji';
import { format, type Format } from './markdown';

/** What the field holds and what is selected afterwards, marked with ‹ ›. */
function after(kind: Format, text: string, from: number, to: number): string {
	const change = format(kind, text, from, to);
	const made = text.slice(0, change.from) + change.text + text.slice(change.to);
	const [start, end] = change.select;
	return `${made.slice(0, start)}‹${made.slice(start, end)}›${made.slice(end)}`;
}

it('makes the selection bold and keeps it selected', () => expect(after('bold', 'two cities', 4, 10)).toBe('two **‹cities›**'));
it('makes room for emphasis where nothing is selected', () => expect(after('italic', 'ab', 1, 1)).toBe('a*‹›*b'));
it('asks for the address of a link', () => expect(after('link', '看这里', 1, 3)).toBe('看[这里](‹https://›)'));
it('asks for the text of an empty link', () => expect(after('link', '', 0, 0)).toBe('[‹›](https://)'));
it('quotes whole lines', () => expect(after('quote', 'one\ntwo\nthree', 5, 9)).toBe('one\n> two\n> t‹›hree'));
it('lists each line', () => expect(after('list', '梨\n桃', 0, 3)).toBe('- 梨\n- 桃‹›'));

it('counts code points, not UTF-16 units', () => {
	expect(codePoints('同窗')).toBe(2);
	expect(codePoints('🥟𠮷')).toBe(2);
});

it('walks the emoji grid and stops at its edges', () => {
	expect(emoji.length % emojiColumns).toBe(0);
	expect(step(0, 'ArrowLeft', emoji.length)).toBe(0);
	expect(step(0, 'ArrowDown', emoji.length)).toBe(emojiColumns);
	expect(step(3, 'ArrowUp', emoji.length)).toBe(3);
	expect(step(10, 'Home', emoji.length)).toBe(8);
	expect(step(10, 'End', emoji.length)).toBe(15);
});
