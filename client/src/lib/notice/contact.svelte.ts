import { api, type components } from '$lib/api';

type Contact = components['schemas']['Contact'];

/** Whom the reader does not want to hear of; read once, when the first text is shown. Reactive. */
class Blocks {
	#ids = $state.raw<ReadonlySet<string>>(new Set());
	#asked: string | undefined;

	/** Whether the reader has blocked an author. */
	has(reader: string | undefined, author: string | undefined): boolean {
		if (!reader || !author) return false;
		if (this.#asked !== reader) {
			this.#asked = reader;
			void api.get('/api/me/contact').then(
				(contact) => this.take(contact),
				() => (this.#asked = undefined)
			);
		}
		return this.#ids.has(author);
	}

	take(contact: Contact): void {
		this.#ids = new Set(contact.blocked.map((one) => one.person.id));
	}

	/** Rejects with ProblemError. */
	async add(person: string): Promise<void> {
		this.take(await api.put('/api/people/{person}/block', { params: { person } }));
	}
}

export const blocks = new Blocks();
