import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { draftsAreOf, forgetDrafts, keepDraft, openDraft, readDraft } from './draft';

/** As a browser's: keys are own properties, methods are not. */
class FakeStorage {
	[key: string]: unknown;
	getItem(key: string) {
		return Object.hasOwn(this, key) ? (this[key] as string) : null;
	}
	setItem(key: string, value: string) {
		this[key] = value;
	}
	removeItem(key: string) {
		delete this[key];
	}
}

let disk: FakeStorage;
beforeEach(() => {
	disk = new FakeStorage();
	vi.stubGlobal('localStorage', disk);
	draftsAreOf(undefined);
});
afterEach(() => vi.unstubAllGlobals());

describe('at a shared computer', () => {
	it('the next student finds no draft of the one before, whose login ended elsewhere', () => {
		draftsAreOf('maya');
		keepDraft('class:7', 'I do not like Theo');
		draftsAreOf(undefined); // ended elsewhere, or the browser was closed
		expect(readDraft('class:7')).toBe('');
		draftsAreOf('theo');
		expect(readDraft('class:7')).toBe('');
		expect(JSON.stringify(disk)).not.toContain('Theo');
	});

	it('a field that still holds the text gives it to nobody else', () => {
		draftsAreOf('maya');
		const field = openDraft('class:7');
		draftsAreOf('theo');
		expect(field.keep('I do not like Theo')).toBe(false);
		expect(readDraft('class:7')).toBe('');
		expect(JSON.stringify(disk)).toBe('{}');
	});

	it('signing out forgets also what a field keeps while it closes', () => {
		draftsAreOf('maya');
		const field = openDraft('class:7');
		field.keep('half a');
		forgetDrafts();
		field.keep('half a sentence');
		expect(JSON.stringify(disk)).toBe('{}');
	});

	it('a draft that an older page kept, of nobody knows whom, is given to nobody', () => {
		disk.setItem('draft:class:7', 'whose?');
		draftsAreOf('theo');
		expect(readDraft('class:7')).toBe('');
		expect(JSON.stringify(disk)).toBe('{}');
	});
});

it('a draft waits for its author, whose login had ended', () => {
	draftsAreOf('maya');
	keepDraft('thread:42', 'a long article');
	draftsAreOf(undefined);
	draftsAreOf('maya');
	expect(readDraft('thread:42')).toBe('a long article');
});

it('what is no draft is left alone', () => {
	disk.setItem('language', 'zh-Hans');
	draftsAreOf('maya');
	forgetDrafts();
	expect(disk.getItem('language')).toBe('zh-Hans');
});
