/** Short messages that come and go by themselves. Nothing that a person must act upon belongs here. */
export interface Toast {
	id: number;
	text: string;
	kind: 'info' | 'error';
	action?: { text: string; run: () => void };
}

// Long enough to read two lines aloud; an error, or a message with a button, stays until it is closed (WCAG 2.2.1).
const shownFor = 6_000; // milliseconds
const atMost = 3;

let shown = $state<Toast[]>([]);
let last = 0;

/** What is on the page now. Reactive. */
export function toasts(): readonly Toast[] {
	return shown;
}

/** Shows a text in the reader's language. */
export function toast(text: string, more: Partial<Pick<Toast, 'kind' | 'action'>> = {}): void {
	const id = ++last;
	const next: Toast = { id, text, kind: more.kind ?? 'info', action: more.action };
	shown = [...shown.filter((other) => other.text !== text), next].slice(-atMost);
	if (next.kind === 'info' && !next.action) setTimeout(() => dismiss(id), shownFor);
}

export function dismiss(id: number): void {
	shown = shown.filter((one) => one.id !== id);
}
