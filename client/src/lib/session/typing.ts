import type { Clock } from './clock';
import { Listeners } from './listeners';
import type { TopicSignal } from './wire';

/** How often it is said at most, and for how long it is believed. Milliseconds; the second spans a lost signal. */
const sayEvery = 3_000;
const believeFor = 5_000;

/** Says that one is typing, no oftener than others need to hear it. */
export class TypingOut {
	#clock: Clock;
	#say: () => void;
	#saidAt = -Infinity;

	constructor(clock: Clock, say: () => void) {
		this.#clock = clock;
		this.#say = say;
	}

	/** With every change of the text that leaves something in it. */
	typed(): void {
		if (this.#clock.now() - this.#saidAt < sayEvery) return;
		this.#saidAt = this.#clock.now();
		this.#say();
	}

	/** The text was sent: the next one is said at once. */
	sent(): void {
		this.#saidAt = -Infinity;
	}
}

/** Who else is typing, in one topic. */
export class TypingIn {
	readonly changed = new Listeners<void>();
	#clock: Clock;
	#self: () => string | undefined;
	#typing = new Map<string, () => void>();

	constructor(clock: Clock, self: () => string | undefined) {
		this.#clock = clock;
		this.#self = self;
	}

	/** Ids of persons, the one who began first in front. */
	get people(): string[] {
		return [...this.#typing.keys()];
	}

	/** Takes a signal of the topic; others than `typing` are none of its business. */
	signal({ signal, from }: TopicSignal): void {
		if (signal !== 'typing' || !from || from === this.#self()) return;
		const cancel = this.#typing.get(from);
		cancel?.();
		this.#typing.set(from, this.#clock.after(believeFor, () => this.stopped(from)));
		if (!cancel) this.changed.tell();
	}

	/** Their text arrived, or they left. */
	stopped(person: string): void {
		const cancel = this.#typing.get(person);
		if (!cancel) return;
		cancel();
		this.#typing.delete(person);
		this.changed.tell();
	}

	/** The connection broke: nothing is known. */
	clear(): void {
		for (const person of this.people) this.stopped(person);
	}
}
