// How much of the page is still grey lines. Loading.svelte counts itself; handOver waits for none.

let count = 0;
const waiting = new Set<() => void>();

/** A place that waits for what it will show. Gives the function that ends the wait. */
export function beginLoading(): () => void {
	count++;
	return () => {
		if (--count > 0) return;
		// One part of a page often gives way to the next one's grey lines: only a moment later is it done.
		setTimeout(() => {
			if (count > 0) return;
			for (const done of waiting) done();
			waiting.clear();
		});
	};
}

/** Resolves when nothing on the page waits; at the earliest after what is being drawn now. */
export function loaded(): Promise<void> {
	return new Promise((resolve) => {
		waiting.add(resolve);
		beginLoading()();
	});
}
