// What the supervision page's parts share: the class as its teachers see it, read again when something has been done.

import { api, type components } from '$lib/api';
import type { Clause } from '$lib/moderation/shapes';
import { toast } from '$lib/ui/toasts.svelte';
import { Loaded } from '../account/loaded.svelte';
import { sentence } from '../class/problemText';

export type Overview = components['schemas']['ClassSupervision'];
export type Member = components['schemas']['SupervisedMember'];
export type SaidPost = components['schemas']['SupervisedPost'];
export type Deed = 'approve' | 'hide' | 'restore';
export type MuteLength = '10m' | '1h' | 'today' | 'until_unmuted' | 'none';

/** What is asked of the list of what was said. */
export interface Question {
	day?: string;
	school?: string;
	person?: string;
	held?: boolean;
}

export class Supervision {
	readonly id: string;
	readonly overview: Loaded<Overview>;
	/** Counts what was done here: lists read themselves again. */
	deeds = $state(0);

	constructor(id: string) {
		this.id = id;
		this.overview = new Loaded(() => api.get('/api/classes/{class}/supervision', { params: { class: id } }));
	}

	may(action: string): boolean {
		return this.overview.value?.may.includes(action) ?? false;
	}

	member(person: string | undefined): Member | undefined {
		return this.overview.value?.members.find((one) => one.person.id === person);
	}

	name(person: string): string {
		return this.member(person)?.person.name ?? '';
	}

	said(question: Question, before?: string) {
		return api.get('/api/classes/{class}/said', { params: { class: this.id }, query: { ...question, before } });
	}

	/** Hiding needs a clause of the posting standard, which the authors read in their own language. */
	decide = (posts: string[], deed: Deed, reason = '', clause?: Clause): Promise<boolean> =>
		this.#do(() => api.post('/api/classes/{class}/decisions', { params: { class: this.id }, body: { posts, deed, clause, reason: reason.trim() || undefined } }));

	mute = (person: string, length: MuteLength, reason = ''): Promise<boolean> =>
		this.#do(() =>
			api.put('/api/classes/{class}/members/{person}/mute', { params: { class: this.id, person }, body: { for: length, reason: reason.trim() || undefined } })
		);

	remove = (person: string, reason: string): Promise<boolean> =>
		this.#do(() => api.post('/api/classes/{class}/members/{person}/removal', { params: { class: this.id, person }, body: { reason: reason.trim() } }));

	takeBack = (person: string): Promise<boolean> =>
		this.#do(() => api.delete('/api/classes/{class}/members/{person}/removal', { params: { class: this.id, person } }));

	keep = (rules: { locked?: boolean; reason?: string; needs_teacher?: boolean; quiet_hours?: boolean; first_posts?: number }): Promise<boolean> =>
		this.#do(() => api.patch('/api/classes/{class}/keeping', { params: { class: this.id }, body: rules }));

	note = (person: string | undefined, day: string, body: string): Promise<boolean> =>
		this.#do(() => api.post('/api/classes/{class}/notes', { params: { class: this.id }, body: { person, day, body } }));

	deleteNote = (note: string): Promise<boolean> =>
		this.#do(() => api.delete('/api/classes/{class}/notes/{note}', { params: { class: this.id, note } }));

	/** Reads again what is shown: something was done, here or elsewhere. */
	async refresh(): Promise<void> {
		await this.overview.reload();
		this.deeds++;
	}

	async #do(work: () => Promise<unknown>): Promise<boolean> {
		try {
			await work();
			await this.refresh();
			return true;
		} catch (thrown) {
			toast(sentence(thrown), { kind: 'error' });
			return false;
		}
	}
}
