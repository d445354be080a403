import { createSubscriber } from 'svelte/reactivity';

const minute = 60_000; // milliseconds

const subscribe = createSubscriber((update) => {
	// On the full minute, so that all clocks of a page turn together.
	let timer = setTimeout(function tick() {
		update();
		timer = setTimeout(tick, minute - (Date.now() % minute));
	}, minute - (Date.now() % minute));
	return () => clearTimeout(timer);
});

/** The present in milliseconds since 1970. Reactive, once a minute; one timer for all who ask. */
export function now(): number {
	subscribe();
	return Date.now();
}
