import type { Attachment } from 'svelte/attachments';

/**
 * The rules of typing with an input method (Pinyin, Zhuyin, Cangjie …): while characters are being composed, Enter,
 * arrows and letters belong to the input method. Every shortcut and autocomplete asks here first.
 */

/** The pause after the last change before a search starts, in milliseconds. */
export const searchDelay = 250;

// Safari ends the composition before it sends the keydown that ended it: isComposing is false there, keyCode is 229.
const keyCodeOfInputMethod = 229;

/** Whether the key press belongs to an input method. */
export function isComposing(event: KeyboardEvent): boolean {
	return event.isComposing || event.keyCode === keyCodeOfInputMethod;
}

/** Whether the key press is an Enter that sends: not a character's choice, not a new line. */
export function isSubmitEnter(event: KeyboardEvent): boolean {
	return event.key === 'Enter' && !isComposing(event) && !event.shiftKey;
}

/** Whether the key press is Ctrl+Enter or ⌘+Enter: the way to send a long text, where Enter is a new line. */
export function isSubmitChord(event: KeyboardEvent): boolean {
	return isSubmitEnter(event) && (event.ctrlKey || event.metaKey);
}

/** Wraps a shortcut's handler, so that it never sees a key of an input method. */
export function shortcut(handle: (event: KeyboardEvent) => void): (event: KeyboardEvent) => void {
	return (event) => {
		if (!isComposing(event)) handle(event);
	};
}

/** `{@attach submitOnEnter(send)}`: calls back on an Enter that sends, and keeps it from making a new line. */
export function submitOnEnter(submit: () => void, isSubmit = isSubmitEnter): Attachment<HTMLElement> {
	return (element) => {
		const onkeydown = (event: KeyboardEvent) => {
			if (!isSubmit(event)) return;
			event.preventDefault();
			submit();
		};
		element.addEventListener('keydown', onkeydown);
		return () => element.removeEventListener('keydown', onkeydown);
	};
}

/**
 * `{@attach searchInput(search)}`: calls back with the field's text when it rests for `searchDelay`, never while
 * characters are being composed, and never twice with the same text. One Han character is a query.
 */
export function searchInput(search: (text: string) => void, delay = searchDelay): Attachment<HTMLInputElement> {
	return (field) => {
		let timer: ReturnType<typeof setTimeout> | undefined;
		let composing = false;
		let sent = field.value.trim();

		const soon = () => {
			clearTimeout(timer);
			timer = setTimeout(() => {
				const text = field.value.trim();
				if (composing || text === sent) return;
				sent = text;
				search(text);
			}, delay);
		};
		const listeners: [string, () => void][] = [
			['compositionstart', () => (composing = true)],
			['compositionend', () => ((composing = false), soon())],
			['input', () => composing || soon()]
		];
		for (const [name, listen] of listeners) field.addEventListener(name, listen);
		return () => {
			clearTimeout(timer);
			for (const [name, listen] of listeners) field.removeEventListener(name, listen);
		};
	};
}
