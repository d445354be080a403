import type { Clock } from './clock';

/** The server's clock, as well as the welcome tells it: a device may be minutes off, and a lesson begins for all at once. */
export class ServerTime {
	#clock: Clock;
	#offset = 0;

	constructor(clock: Clock) {
		this.#clock = clock;
	}

	/** Milliseconds that the server's clock is ahead of the device's. */
	get offset(): number {
		return this.#offset;
	}

	/** Milliseconds since 1970 by the server's clock. */
	now(): number {
		return this.#clock.now() + this.#offset;
	}

	/** The server said `now`, in answer to a question that took `roundTrip` milliseconds there and back. */
	heard(now: string, roundTrip: number): void {
		const said = Date.parse(now);
		// Half the way is the best guess (Cristian, “Probabilistic clock synchronization”, 1989).
		if (Number.isFinite(said)) this.#offset = said + roundTrip / 2 - this.#clock.now();
	}
}
