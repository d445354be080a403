import { mount, unmount } from 'svelte';
import type { components } from '$lib/api';
import { startWholeLanguage } from '$lib/i18n';

/** What is to be reported. */
export interface About {
	object: components['schemas']['CreateReport']['object'];
	id: string;
	/** Whether it happened in a class: then its teachers get the report. */
	inClass?: boolean;
	/** Whether a teacher said it, or is it: then moderators get it, without the reporter having to say so. */
	isTeachers?: boolean;
	/** What gets the focus when the dialog closes. */
	returnTo?: () => HTMLElement | null | undefined;
}

/** The public post that a moderator decides about. */
export interface ToDecide {
	id: string;
	state: 'visible' | 'held' | 'hidden';
}

/** Opens the dialog that asks for the reason of a report. It is loaded when it is needed, and asks for a sign-in itself. */
export async function askReport(about: About): Promise<void> {
	const { default: ReportDialog } = await import('./ReportDialog.svelte');
	await shown((target, onclose) => mount(ReportDialog, { target, props: { about, onclose } }));
}

/** Opens the dialog in which a moderator decides about a public post, or takes back what hides it. Resolves when it closes: whether something was decided. */
export async function askDecision(about: ToDecide): Promise<boolean> {
	// It speaks of what the first pages never say.
	const [{ default: DecideDialog }] = await Promise.all([import('./DecideDialog.svelte'), startWholeLanguage()]);
	return (await shown<boolean>((target, onclose) => mount(DecideDialog, { target, props: { about, onclose } }))) ?? false;
}

/** Shows a dialog until it closes. */
function shown<Outcome = void>(show: (target: HTMLElement, onclose: (outcome?: Outcome) => void) => Record<string, unknown>): Promise<Outcome | undefined> {
	return new Promise((resolve) => {
		const target = document.createElement('div');
		document.body.append(target);
		const dialog = show(target, (outcome) => {
			void unmount(dialog);
			target.remove();
			resolve(outcome);
		});
	});
}
