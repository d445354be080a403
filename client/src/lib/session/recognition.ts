import { Listeners } from './listeners';
import type { Follower } from './topic';
import type { Problem, TopicEvent, TopicSignal } from './wire';

/** The topic of a person's own affairs; the server lets nobody else follow it. */
export const personTopic = (person: string): string => `person:${person}`;

/**
 * Follows a person's own topic. That the server allows it is the proof that the present connection is this person's:
 * the cookie may be another's by now.
 */
export class Recognition implements Follower {
	readonly person: string;
	readonly events = new Listeners<TopicEvent>();
	readonly signals = new Listeners<TopicSignal>();
	#isRecognised = false;
	#recognised: () => void;
	#refused: (problem: Problem) => void;

	constructor(person: string, recognised: () => void, refused: (problem: Problem) => void) {
		this.person = person;
		this.#recognised = recognised;
		this.#refused = refused;
	}

	/** Whether the server has recognised this person on the present connection. */
	get isRecognised(): boolean {
		return this.#isRecognised;
	}

	/** The connection broke. */
	forget(): void {
		this.#isRecognised = false;
	}

	onLive(): void {
		this.#isRecognised = true;
		this.#recognised();
	}

	onClosed(problem: Problem): void {
		this.#isRecognised = false;
		this.#refused(problem);
	}

	onSnapshot(): void {}

	onEvent(event: TopicEvent): void {
		this.events.tell(event);
	}

	onSignal(signal: TopicSignal): void {
		this.signals.tell(signal);
	}
}
