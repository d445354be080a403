/**
 * Puts text in place of field[from, to) as if it had been typed: the browser's undo takes it back, and an `input`
 * event follows. Must not be called during a composition.
 */
export function insert(field: HTMLTextAreaElement, text: string, from = field.selectionStart, to = field.selectionEnd): void {
	field.focus();
	field.setSelectionRange(from, to);
	// Marked as deprecated and without a successor: nothing else leaves the undo history whole.
	if (document.execCommand('insertText', false, text)) return;
	field.setRangeText(text, from, to, 'end');
	field.dispatchEvent(new InputEvent('input', { bubbles: true }));
}
