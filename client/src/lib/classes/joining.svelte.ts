import { api, type components } from '$lib/api';
import { language } from '$lib/i18n';
import { problemOf } from '../session/problem';
import type { Problem } from '../session/wire';

export type JoinPlace = components['schemas']['JoinPlace'];
export type JoinStatus = components['schemas']['JoinStatus'];

/** How often who waits asks how it stands, in milliseconds: a teacher who has confirmed looks at the student's screen next. */
const askEvery = 3_000;
const remembered = 'joining';

/** A student's way into a class: code, name, waiting, in. Survives a reload once it waits. Reactive. */
export class Joining {
	place = $state.raw<JoinPlace | undefined>();
	status = $state.raw<JoinStatus | undefined>();
	/** Why the last question had no answer. */
	problem = $state.raw<Problem | undefined>();
	/** The password as it was entered, until the page is closed: so that nobody types it twice in one minute. */
	password = '';
	#code = '';
	#token = '';
	#timer: ReturnType<typeof setTimeout> | undefined;

	/** Goes on where this device was before. */
	constructor() {
		this.#token = read();
		if (this.#token) void this.#ask();
	}

	/** Whether something is known of this device that has to be read first. */
	get isResuming(): boolean {
		return this.#token !== '' && this.status === undefined && this.problem === undefined;
	}

	/** Looks at a code. Rejects with ProblemError. */
	async enter(code: string): Promise<void> {
		// Not to be taken for whoever guesses at this address. Without it the code is tried all the same.
		await api.post('/api/join/begin').catch(() => undefined);
		this.place = await api.post('/api/join/look', { body: { code } });
		this.#code = code;
	}

	/** Asks the teacher; who is signed in gives nothing more. Rejects with ProblemError. */
	async send(person?: { name: string; password: string }): Promise<void> {
		const newcomer = person && { ...person, language: language() };
		const { token } = await api.post('/api/join', { body: { code: this.#code, ...newcomer } });
		this.password = person?.password ?? '';
		this.#token = token;
		keep(token);
		await this.#ask();
	}

	/** Forgets everything of this device. */
	startAgain(): void {
		clearTimeout(this.#timer);
		this.#token = this.#code = this.password = '';
		this.place = this.status = this.problem = undefined;
		keep('');
	}

	/** To another code. */
	back(): void {
		this.place = undefined;
	}

	/** Stops asking. */
	close(): void {
		clearTimeout(this.#timer);
	}

	/** Asks at once, and again while there is something to wait for. */
	async #ask(): Promise<void> {
		clearTimeout(this.#timer);
		const token = this.#token;
		try {
			const status = await api.post('/api/join/status', { body: { token } });
			if (token !== this.#token) return;
			this.status = status;
			this.problem = undefined;
		} catch (thrown) {
			if (token !== this.#token) return;
			const problem = problemOf(thrown);
			if (problem.status === 404) return this.startAgain(); // long ago
			this.problem = problem;
		}
		if (this.status === undefined || this.status.state === 'waiting') this.#timer = setTimeout(() => void this.#ask(), askEvery);
		else if (this.status.state !== 'accepted') keep('');
	}

	/** The student is in and has read the name: nothing of it stays on a shared device. */
	done(): void {
		keep('');
	}
}

// A device that keeps nothing (private windows) still joins; only a reload starts over.
function read(): string {
	try {
		return sessionStorage.getItem(remembered) ?? '';
	} catch {
		return '';
	}
}

function keep(token: string): void {
	try {
		if (token) sessionStorage.setItem(remembered, token);
		else sessionStorage.removeItem(remembered);
	} catch {
		// as above
	}
}
