import { Listeners } from '../session/listeners';
import type { Follower } from '../session/topic';
import type { Problem, TopicEvent } from '../session/wire';
import type { PairingPage, PairingStep } from './shapes';

/** Follows a pairing's topic: what happens between the two schools. */
export class PairingTopic implements Follower {
	/** All about it, as of now: at the beginning, and after a break that was too long. */
	readonly pages = new Listeners<PairingPage>();
	readonly steps = new Listeners<PairingStep>();
	/** It is not open to this reader, or not any more. */
	readonly closed = new Listeners<Problem>();

	onSnapshot(snapshot: unknown): void {
		this.pages.tell(snapshot as PairingPage);
	}

	onEvent({ event, data }: TopicEvent): void {
		if (event !== 'pairing.step') return;
		const step = data as PairingStep | { kind: 'said' };
		if (step.kind !== 'said') this.steps.tell(step); // of before what is said became posts
	}

	onClosed(problem: Problem): void {
		this.closed.tell(problem);
	}
}
