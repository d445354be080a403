import { problemOf } from '../session/problem';
import type { Problem } from '../session/wire';

/** What the server was asked for: not there yet, there, or refused. Reactive. */
export class Loaded<T> {
	value = $state.raw<T | undefined>();
	problem = $state.raw<Problem | undefined>();
	#read: () => Promise<T>;
	#turn = 0;

	/** Begins to read at once. */
	constructor(read: () => Promise<T>) {
		this.#read = read;
		void this.reload();
	}

	/** Reads again; until the answer is there, the old value stays. Never rejects. */
	async reload(): Promise<void> {
		const turn = ++this.#turn;
		try {
			const value = await this.#read();
			if (turn !== this.#turn) return; // a later reading has begun
			this.value = value;
			this.problem = undefined;
		} catch (thrown) {
			if (turn === this.#turn) this.problem = problemOf(thrown);
		}
	}
}
