import { createSubscriber } from 'svelte/reactivity';
import { api, type components } from '$lib/api';

/** Nobody tells moderators of each report: so often it is asked, while a page shows it. */
const freshAfter = 60_000; // milliseconds

/** How much waits for a moderator: held posts, open cases, appeals. Reactive; asks the server while something shows it. */
class Waiting {
	#counts = $state.raw<components['schemas']['ModerationWaiting']>({ held: 0, cases: 0, appeals: 0 });
	#follow = createSubscriber(() => {
		void this.read();
		const timer = setInterval(() => {
			if (!document.hidden) void this.read();
		}, freshAfter);
		return () => {
			clearInterval(timer);
			this.#counts = { held: 0, cases: 0, appeals: 0 }; // the next who is shown it may be somebody else
		};
	});

	get counts(): components['schemas']['ModerationWaiting'] {
		this.#follow();
		return this.#counts;
	}

	get total(): number {
		const { held, cases, appeals } = this.counts;
		return held + cases + appeals;
	}

	/** Asks at once: after a decision. Never rejects. */
	async read(): Promise<void> {
		try {
			this.#counts = await api.get('/api/moderation/waiting');
		} catch {
			// Offline, or not a moderator any more: what it said stays until the frame knows better.
		}
	}
}

export const waiting = new Waiting();
