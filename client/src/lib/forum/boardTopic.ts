import { Listeners } from '../session/listeners';
import type { Follower } from '../session/topic';
import type { TopicEvent } from '../session/wire';
import type { BoardPage, Thread } from './shapes';

/** Follows a board's topic: discussions that begin. What it does not keep, the page does. */
export class BoardTopic implements Follower {
	/** The board's first page, as of now: at the beginning, and after a break that was too long. */
	readonly pages = new Listeners<BoardPage>();
	readonly created = new Listeners<Thread>();
	/** It is not open to this reader any more. */
	readonly closed = new Listeners<void>();

	onSnapshot(snapshot: unknown): void {
		this.pages.tell(snapshot as BoardPage);
	}

	onEvent({ event, data }: TopicEvent): void {
		if (event === 'thread.created') this.created.tell(data as Thread);
	}

	onClosed(): void {
		this.closed.tell();
	}
}
