import type { ConnectionState } from '$lib/ui/Connection.svelte';

/** The signed-in person, as far as the frame around the pages needs to know them. */
export interface ShellPerson {
	name: string;
}

/**
 * What the frame shows and does. The account and session folders fill it; the frame knows neither of them.
 * Reactive.
 */
class Shell {
	/** undefined until it is known whether someone is signed in, null when nobody is. */
	person = $state<ShellPerson | null | undefined>(undefined);
	connection = $state<ConnectionState>('idle');
	/** Ends the login; set by the account folder. */
	signOut: () => Promise<void> = async () => {};
}

export const shell = new Shell();
