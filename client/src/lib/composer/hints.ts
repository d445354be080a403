import { hasText, t } from '$lib/i18n';
import { toast } from '$lib/ui/toasts.svelte';
import type { OutboxEntry } from '../session/outbox-entry';

interface Sent {
	entries(): OutboxEntry[];
	changed: { add(told: () => void): () => void };
}

const patience = 60_000; // milliseconds: later than that the author has gone on

/** The kinds of findings in words; '' where there are none to tell. Reactive. */
export function kindsText(found: readonly string[] = []): string {
	const kinds = found.flatMap((kind) => (hasText(`filter.kind.${kind}`) ? [t(`filter.kind.${kind}` as 'filter.kind.contact')] : []));
	return kinds.join(t('supervision.and'));
}

/**
 * Waits for the server's answer to a text that was just sent, and tells its author what should be looked at again. What
 * is held says so itself, where it stands (HeldNote).
 */
export function tellHints(outbox: Sent, text: string): void {
	const began = Date.now();
	const end = () => {
		leave();
		clearTimeout(timer);
	};
	const look = () => {
		const entry = outbox.entries().findLast(({ input, createdAt, stored }) => stored !== undefined && createdAt >= began - 1000 && input.body === text);
		if (!entry?.stored) return;
		end();
		const Kinds = kindsText(entry.stored.found);
		if (entry.stored.state === 'visible' && Kinds !== '') toast(t('composer.found', { Text: short(text), Kinds }));
	};
	const leave = outbox.changed.add(look);
	const timer = setTimeout(end, patience);
}

const length = 40; // code points of a text that is told of

function short(text: string): string {
	const points = [...text.replace(/\s+/gu, ' ')];
	return points.length > length ? `${points.slice(0, length).join('')}…` : points.join('');
}
