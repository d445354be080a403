import { describe, expect, it } from 'vitest';
import { fileText, leftOf } from './draft.svelte';

describe('a pasted list', () => {
	it('keeps the lines of which no account was made, as they were written', () => {
		expect(leftOf('Ann\r\nBob,@bob\nCy,,Klingon\rDee', [{ line: 2, code: 'display_name' }, { line: 3, code: 'language' }])).toBe('Bob,@bob\nCy,,Klingon');
		expect(leftOf('Ann\nBob', [])).toBe('');
	});

	it('keeps everything from a line on that was one too many', () => {
		expect(leftOf('Ann\n=x\nBob\nCy\nDee', [{ line: 2, code: 'display_name' }, { line: 4, code: 'too_many' }])).toBe('=x\nCy\nDee');
	});

	it('is read from a file in the encodings of spreadsheets', () => {
		expect(fileText(new Uint8Array([0xef, 0xbb, 0xbf, 0xe6, 0x9d, 0x8e]).buffer)).toBe('李');
		expect(fileText(new Uint8Array([0xc0, 0xee, 0xc0, 0xd7]).buffer)).toBe('李雷');
		expect(fileText(new Uint8Array([0x50, 0x4b, 3, 4, 0, 0]).buffer)).toBeUndefined();
	});
});
