import { MediaQuery } from 'svelte/reactivity';
import type { Language } from '$lib/i18n';
import type { ConnectionState } from '$lib/ui/Connection.svelte';

/** The signed-in person, as far as the frame around the pages needs to know them. */
export interface ShellPerson {
	name: string;
	/** Sees what only an administrator may. */
	administers?: boolean;
	/** Belongs to a class now: also a guest speaker, whose role does not tell. */
	hasClasses?: boolean;
}

/**
 * What the frame shows and does. The account and session folders fill it; the frame knows neither of them.
 * Reactive.
 */
class Shell {
	/** undefined until it is known whether someone is signed in, null when nobody is. */
	person = $state<ShellPerson | null | undefined>(undefined);
	/** Whoever was signed in on this page is not any more, and did not ask for it here. */
	loginEnded = $state(false);
	connection = $state<ConnectionState>('idle');
	/** Remembers a choice of language for a person who is signed in. */
	keepLanguage: (language: Language) => Promise<void> = async () => {};
	/** Ends the login. */
	signOut: () => Promise<void> = async () => {};
}

export const shell = new Shell();

/** Whether the page is as narrow as a phone, where the header has room for little; the same width as in tongchuang.css. */
export const onPhone = new MediaQuery('max-width: 47.99rem');

/** Whether somebody is signed in here, or was when the page began and nothing else is known yet. Reactive. */
export const expectsPerson = (): boolean =>
	shell.person === undefined ? document.documentElement.dataset.person !== undefined : shell.person !== null;
