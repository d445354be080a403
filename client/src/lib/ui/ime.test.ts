import { describe, expect, it, vi } from 'vitest';
import { isComposing, isSubmitChord, isSubmitEnter, searchInput, shortcut } from './ime';

function press(key: string, more: Partial<KeyboardEvent> = {}): KeyboardEvent {
	return { key, isComposing: false, keyCode: key === 'Enter' ? 13 : 0, shiftKey: false, ctrlKey: false, metaKey: false, ...more } as KeyboardEvent;
}

describe('Enter', () => {
	it('sends', () => expect(isSubmitEnter(press('Enter'))).toBe(true));
	it('makes a new line with Shift', () => expect(isSubmitEnter(press('Enter', { shiftKey: true }))).toBe(false));
	it('chooses a character while composing', () => expect(isSubmitEnter(press('Enter', { isComposing: true }))).toBe(false));
	it('ends a composition in Safari, which says so by key code 229 alone', () =>
		expect(isSubmitEnter(press('Enter', { keyCode: 229 }))).toBe(false));
	it('is the only key that sends', () => expect(isSubmitEnter(press('a'))).toBe(false));
});

describe('Ctrl+Enter', () => {
	it('posts an article, as ⌘+Enter does', () => {
		expect(isSubmitChord(press('Enter', { ctrlKey: true }))).toBe(true);
		expect(isSubmitChord(press('Enter', { metaKey: true }))).toBe(true);
	});
	it('is needed for an article', () => expect(isSubmitChord(press('Enter'))).toBe(false));
	it('belongs to the input method while composing', () =>
		expect(isSubmitChord(press('Enter', { ctrlKey: true, isComposing: true }))).toBe(false));
});

it('keeps shortcuts away from an input method', () => {
	const handle = vi.fn();
	shortcut(handle)(press('j', { isComposing: true }));
	shortcut(handle)(press('Process', { keyCode: 229 }));
	expect(handle).not.toHaveBeenCalled();
	shortcut(handle)(press('j'));
	expect(handle).toHaveBeenCalledOnce();
	expect(isComposing(press('j'))).toBe(false);
});

describe('a search field', () => {
	/** A field that is as much of an input element as the attachment needs. */
	function field() {
		const target = Object.assign(new EventTarget(), { value: '' });
		const type = (value: string) => {
			target.value = value;
			target.dispatchEvent(new Event('input'));
		};
		return { target, type, say: (name: string) => target.dispatchEvent(new Event(name)) };
	}

	it('waits until the text rests', () => {
		vi.useFakeTimers();
		const { target, type } = field();
		const search = vi.fn();
		searchInput(search)(target as unknown as HTMLInputElement);
		type('li');
		vi.advanceTimersByTime(249);
		type('library');
		vi.advanceTimersByTime(249);
		expect(search).not.toHaveBeenCalled();
		vi.advanceTimersByTime(1);
		expect(search.mock.calls).toEqual([['library']]);
		vi.useRealTimers();
	});

	it('never searches for half-composed letters, and takes one Han character', () => {
		vi.useFakeTimers();
		const { target, type, say } = field();
		const search = vi.fn();
		searchInput(search)(target as unknown as HTMLInputElement);
		say('compositionstart');
		type('sh');
		type('shu');
		vi.advanceTimersByTime(1000);
		expect(search).not.toHaveBeenCalled();
		type('书');
		say('compositionend');
		vi.advanceTimersByTime(250);
		expect(search.mock.calls).toEqual([['书']]);
		vi.useRealTimers();
	});
});
