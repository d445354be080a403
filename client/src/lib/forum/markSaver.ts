import type { Clock } from '../session/clock';

/** How long reading goes on before it is told to the server, in milliseconds. */
const pause = 1_200;

/** Tells the server how far has been read: seldom, the highest only, and again when it could not be told. */
export class MarkSaver {
	#save: (seq: number) => Promise<unknown>;
	#clock: Clock;
	#saved: number;
	#wanted: number;
	#cancel: (() => void) | undefined;

	/** @param saved what the server has */
	constructor(save: (seq: number) => Promise<unknown>, clock: Clock, saved: number) {
		this.#save = save;
		this.#clock = clock;
		this.#saved = this.#wanted = saved;
	}

	/** Everything up to `seq` has been read. */
	want(seq: number): void {
		if (seq <= this.#saved) return;
		this.#wanted = Math.max(this.#wanted, seq);
		this.#cancel ??= this.#clock.after(pause, () => this.flush());
	}

	/** Tells at once, when the page is left. */
	flush(): void {
		this.#cancel?.();
		this.#cancel = undefined;
		const seq = this.#wanted;
		if (seq <= this.#saved) return;
		const before = this.#saved;
		this.#saved = seq;
		this.#save(seq).catch(() => {
			// The next post on the screen brings it along; a lost mark costs a dot in a list.
			this.#saved = before;
		});
	}
}
