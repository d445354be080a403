import { api } from '$lib/api';
import { problemOf } from '../session/problem';
import { session } from '../session/session.svelte';
import type { Problem } from '../session/wire';
import type { Membership } from './names';

/** How often the page of a class's membership reads again while it is seen: who enters a code appears by themselves. */
const readEvery = 4_000; // milliseconds

/** A class as its teachers keep it, read again and again. Reactive. */
export class Keeping {
	value = $state.raw<Membership | undefined>();
	problem = $state.raw<Problem | undefined>();
	readonly id: string;
	#timer: ReturnType<typeof setTimeout> | undefined;
	#turn = 0;
	#isClosed = false;
	#leave: () => void;

	constructor(id: string) {
		this.id = id;
		void this.read();
		// A consent that is given, or ends, opens or closes the class at this moment.
		this.#leave = session().ownEvents.add(({ event }) => {
			if (event === 'access.changed') void this.read();
		});
	}

	/** Reads now. Never rejects; an old value stays where there is no new one. */
	async read(): Promise<void> {
		const turn = ++this.#turn;
		clearTimeout(this.#timer);
		try {
			const value = await api.get('/api/classes/{class}/membership', { params: { class: this.id } });
			if (turn !== this.#turn) return;
			this.value = value;
			this.problem = undefined;
		} catch (thrown) {
			if (turn === this.#turn) this.problem = problemOf(thrown);
		}
		if (turn === this.#turn && !this.#isClosed && !refusals.has(this.problem?.status ?? 0)) this.#later();
	}

	close(): void {
		this.#isClosed = true;
		this.#leave();
		clearTimeout(this.#timer);
	}

	#later(): void {
		this.#timer = setTimeout(() => {
			if (document.visibilityState === 'visible') void this.read();
			else this.#later();
		}, readEvery);
	}
}

/** Answers that no later question changes. */
const refusals = new Set([401, 403, 404]);
