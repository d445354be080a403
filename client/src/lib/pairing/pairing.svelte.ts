import { api } from '$lib/api';
import { problemOf } from '../session/problem';
import type { Session } from '../session/session';
import type { Opened } from '../session/topics';
import type { Problem } from '../session/wire';
import { PairingTopic } from './pairingTopic';
import type { PairingPage, PairingStep, Purpose } from './shapes';

/** An open page of a pairing. Reactive. */
export class PairingView {
	readonly id: string;
	page = $state.raw<PairingPage>();
	problem = $state.raw<Problem>();
	#session: Session;
	#opened: Opened<PairingTopic> | undefined;
	#leave: (() => void)[] = [];
	#turn = 0;
	#isClosed = false;

	constructor(id: string, session: Session) {
		this.id = id;
		this.#session = session;
		void this.load();
	}

	/** Reads it from the server; what is known stays until then. Never rejects. */
	async load(): Promise<void> {
		const turn = ++this.#turn;
		try {
			this.#take(await api.get('/api/pairings/{pairing}', this.#params));
		} catch (thrown) {
			if (turn === this.#turn && !this.#isClosed) this.problem = problemOf(thrown);
		}
	}

	// Each of these rejects with ProblemError; nothing changes then.
	accept = async (school: string): Promise<void> =>
		this.#take(await api.post('/api/pairings/{pairing}/accept', { ...this.#params, body: { school } }));

	withdraw = async (reason: string): Promise<void> =>
		this.#take(await api.post('/api/pairings/{pairing}/withdraw', { ...this.#params, body: { reason } }));

	/** Says for the own school that a class of an ended pairing goes on in this one. */
	goOn = async (old: string): Promise<void> =>
		this.#take(await api.put('/api/pairings/{pairing}/old-classes/{class}', { params: { pairing: this.id, class: old } }));

	/** Says that it does not. */
	decline = async (old: string): Promise<void> =>
		this.#take(await api.delete('/api/pairings/{pairing}/old-classes/{class}', { params: { pairing: this.id, class: old } }));

	consent = async (purpose: Purpose): Promise<void> =>
		this.#take(await api.put('/api/pairings/{pairing}/consents/{purpose}', { params: { pairing: this.id, purpose } }));

	withdrawConsent = async (purpose: Purpose, reason: string): Promise<void> =>
		this.#take(await api.post('/api/pairings/{pairing}/consents/{purpose}/withdraw', { params: { pairing: this.id, purpose }, body: { reason } }));

	close(): void {
		this.#isClosed = true;
		for (const leave of this.#leave) leave();
		this.#opened?.close();
	}

	get #params() {
		return { params: { pairing: this.id } };
	}

	/** Answers overtake each other: what is older than the page tells nothing. Steps are only ever added. */
	#take(page: PairingPage): void {
		if (this.#isClosed || (this.page && page.seq < this.page.seq)) return;
		this.problem = undefined;
		const heard = this.page?.steps.filter(({ id }) => !page.steps.some((step) => step.id === id)) ?? [];
		this.page = heard.length ? { ...page, steps: [...page.steps, ...heard] } : page;
		this.#follow(page.topic);
	}

	#follow(name: string): void {
		if (this.#opened) return;
		this.#opened = this.#session.topics.open(name, () => new PairingTopic());
		const topic = this.#opened.follower;
		this.#leave.push(
			topic.pages.add((page) => this.#take(page)),
			topic.steps.add((step) => this.#heard(step)),
			topic.closed.add((problem) => {
				this.page = undefined;
				this.problem = problem;
			})
		);
	}

	#heard(step: PairingStep): void {
		if (!this.page) return;
		if (!this.page.steps.some(({ id }) => id === step.id)) this.page = { ...this.page, steps: [...this.page.steps, step] };
		// What was done may change more than the list of steps: who can accept, which consents stand.
		void this.load();
	}
}
