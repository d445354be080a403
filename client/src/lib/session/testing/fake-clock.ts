import type { Clock } from '../clock';

/** A clock that stands still until it is told. */
export class FakeClock implements Clock {
	#now = Date.parse('2026-03-01T08:00:00Z');
	#timers = new Set<{ at: number; f: () => void }>();

	now(): number {
		return this.#now;
	}

	after(milliseconds: number, f: () => void): () => void {
		const timer = { at: this.#now + milliseconds, f };
		this.#timers.add(timer);
		return () => this.#timers.delete(timer);
	}

	/** Milliseconds until the next timer; undefined without one. */
	get next(): number | undefined {
		const first = Math.min(...[...this.#timers].map(({ at }) => at));
		return Number.isFinite(first) ? first - this.#now : undefined;
	}

	/** Lets time pass; what becomes due runs at its time, and what that sets off settles before the next. */
	async pass(milliseconds: number): Promise<void> {
		const end = this.#now + milliseconds;
		for (;;) {
			await settled();
			const due = [...this.#timers].filter(({ at }) => at <= end).sort((a, b) => a.at - b.at)[0];
			if (!due) break;
			this.#timers.delete(due);
			this.#now = Math.max(this.#now, due.at);
			due.f();
		}
		this.#now = end;
		await settled();
	}
}

/** Resolves when promises and the fake IndexedDB, which works in turns of the event loop, have come to rest. */
export async function settled(): Promise<void> {
	for (let turn = 0; turn < 12; turn++) await new Promise((resolve) => setImmediate(resolve));
}
