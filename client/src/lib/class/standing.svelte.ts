// How the reader stands in a class: asked when it is opened, when something is said to have changed, and when a time
// comes at which it changes by itself.

import { api, type components } from '$lib/api';
import type { Session } from '../session/session';
import type { ClassChat } from './classChat';

export type ClassStanding = components['schemas']['ClassStanding'];

/** The server's clock and the device's differ by less, once the session has begun. Milliseconds. */
const slack = 500;
/** A browser's timers hold no more than 2^31 ms. */
const longestTimer = 2_000_000_000;

export class Standing {
	value = $state.raw<ClassStanding>();
	#class: string;
	#session: Session;
	#leave: (() => void)[];
	#timer: ReturnType<typeof setTimeout> | undefined;
	#turn = 0;

	constructor(id: string, chat: ClassChat, session: Session) {
		this.#class = id;
		this.#session = session;
		this.#leave = [
			chat.live.add(() => void this.ask()),
			chat.events.add(({ event, data }) => {
				const isOwn = (data as { author?: { id?: string } } | undefined)?.author?.id === session.person?.id;
				// One's own message was approved: one fewer waits.
				if (event === 'class.changed' || (event === 'post.restored' && isOwn)) void this.ask();
			}),
			session.ownEvents.add(({ event }) => {
				if (event === 'access.changed') void this.ask();
			})
		];
	}

	/** Asks the server. Never rejects: what was known stays. */
	async ask(): Promise<void> {
		const turn = ++this.#turn;
		try {
			const value = await api.get('/api/classes/{class}/standing', { params: { class: this.#class } });
			if (turn !== this.#turn) return;
			this.value = value;
			this.#again(value.changes_at);
		} catch {
			// Without a connection it is asked again when there is one.
		}
	}

	end(): void {
		for (const leave of this.#leave) leave();
		clearTimeout(this.#timer);
		this.#turn++;
	}

	#again(at: string | undefined): void {
		clearTimeout(this.#timer);
		if (!at) return;
		const wait = Date.parse(at) - this.#session.serverTime.now() + slack;
		if (wait < longestTimer) this.#timer = setTimeout(() => void this.ask(), Math.max(slack, wait));
	}
}
