import { tick } from 'svelte';
import { problemOf } from '../session/problem';
import type { Problem } from '../session/wire';
import { fieldSentence } from './sentence';

type Wrong = NonNullable<Problem['fields']>[number];

/** What stands in a form's fields, by name. A field that is missing, or a box that is not ticked, gives ''. */
export type Values = (name: string) => string;

/** A form's state between its fields and the server. Reactive. */
export class Form {
	/** The answer is awaited. */
	sending = $state(false);
	/** What the server refused, until the next try. */
	problem = $state.raw<Problem | undefined>();
	#wrong = $state.raw<readonly Wrong[]>([]);
	#labels = new Map<string, () => string>();

	/** The sentence at a field; undefined when nothing is wrong with it. */
	error(name: string): string | undefined {
		const found = this.#wrong.find((field) => plain(field.name) === name);
		return found && fieldSentence(found);
	}

	/** All that is wrong, in the form's order, for the summary above it. */
	get wrong(): { name: string; label: string; text: string }[] {
		const order = [...this.#labels.keys()];
		return this.#wrong
			.map((field) => ({ name: plain(field.name), text: fieldSentence(field) }))
			.map((field) => ({ ...field, label: this.#labels.get(field.name)?.() ?? field.name }))
			.sort((a, b) => order.indexOf(a.name) - order.indexOf(b.name));
	}

	/** A field tells its label, as the form is made: the summary has the order of the fields. */
	called(name: string, label: () => string): void {
		this.#labels.set(name, label);
	}

	/** The person changes a field: what was said about it is old. */
	changed(name: string): void {
		if (this.#wrong.some((field) => plain(field.name) === name)) {
			this.#wrong = this.#wrong.filter((field) => plain(field.name) !== name);
			if (this.#wrong.length === 0 && this.problem?.code === 'invalid') this.problem = undefined;
		}
	}

	/** Sends what the fields hold. On a refusal the first wrong field gets the focus, or the summary where there is none. */
	async submit(element: HTMLFormElement, send: (values: Values) => Promise<void>): Promise<void> {
		if (this.sending) return;
		this.sending = true;
		try {
			const missing = emptyFields(element);
			if (missing.length > 0) return await this.#refuse(element, incomplete(missing));
			const data = new FormData(element);
			await send((name) => String(data.get(name) ?? ''));
			this.problem = undefined;
			this.#wrong = [];
		} catch (thrown) {
			await this.#refuse(element, problemOf(thrown));
		} finally {
			this.sending = false;
		}
	}

	async #refuse(element: HTMLFormElement, problem: Problem): Promise<void> {
		this.problem = problem;
		this.#wrong = problem.fields ?? [];
		await tick();
		const first = element.querySelector<HTMLElement>('[aria-invalid="true"]') ?? element.querySelector<HTMLElement>('[data-summary]');
		first?.focus();
	}
}

/** The server names nested inputs by their path; a form's fields have its last part. */
const plain = (name: string): string => name.slice(name.lastIndexOf('.') + 1);

function emptyFields(element: HTMLFormElement): string[] {
	return [...element.elements]
		.filter((one): one is HTMLInputElement | HTMLSelectElement => (one instanceof HTMLInputElement || one instanceof HTMLSelectElement) && one.required && one.type !== 'checkbox')
		.filter((one) => one.value.trim() === '')
		.map((one) => one.name);
}

const incomplete = (names: string[]): Problem => ({
	...{ type: 'about:blank', code: 'invalid', status: 422, title: 'Fields are empty.' },
	fields: names.map((name) => ({ name, code: 'required', message: 'Please fill this in.' }))
});
