import { Listeners } from './listeners';
import type { Person, PresenceChange, TopicSignal } from './wire';

/** Who is here, in one topic. */
export class Presence {
	readonly changed = new Listeners<void>();
	#here = new Map<string, Person>();

	/** In the order in which they came. */
	get people(): Person[] {
		return [...this.#here.values()];
	}

	isHere(person: string): boolean {
		return this.#here.has(person);
	}

	/** Takes the whole list that the answer to `subscribe` brings. */
	set(present: Person[]): void {
		this.#here = new Map(present.map((person) => [person.id, person]));
		this.changed.tell();
	}

	/** Takes a signal of the topic; others than `presence` are none of its business. */
	signal({ signal, data }: TopicSignal): void {
		if (signal !== 'presence') return;
		const { here = [], gone = [] } = (data ?? {}) as PresenceChange;
		for (const id of gone) this.#here.delete(id);
		for (const person of here) this.#here.set(person.id, person);
		this.changed.tell();
	}
}
