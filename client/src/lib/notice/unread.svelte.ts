import { api, type components } from '$lib/api';
import { startPage } from '../session/start';

/** What the bell shows: how much is unread, and whether its person may not write. Reactive. */
class Unread {
	count = $state(0);
	suspended = $state(false);
	/** Grows with each notice that comes while the page is open. */
	arrivals = $state(0);
	#listens = false;

	/** Reads it for who is signed in now, and from then on hears of every new notice. Never rejects. */
	async follow(): Promise<void> {
		if (!this.#listens) {
			this.#listens = true;
			const session = await startPage();
			session.ownEvents.add(({ event }) => {
				if (event !== 'notice.created' && event !== 'access.changed') return;
				this.arrivals += 1;
				void this.read();
			});
		}
		await this.read();
	}

	async read(): Promise<void> {
		try {
			this.take(await api.get('/api/notices/unread'));
		} catch {
			// Offline: what the bell said stays.
		}
	}

	take(said: components['schemas']['Unread']): void {
		this.count = said.unread;
		this.suspended = said.suspended ?? false;
	}
}

export const unread = new Unread();
