// The page's one session, made reactive. Everything it stands on is plain TypeScript.

import { createSubscriber } from 'svelte/reactivity';
import { draftsAreOf } from '$lib/composer/draft';
import { language } from '$lib/i18n';
import { openBrowserSocket, watchDevice, type ConnectionState } from './connection';
import { forgetKept } from './kept';
import type { Listeners } from './listeners';
import { Session } from './session';
import { openStorage } from './storage';
import type { Person } from './wire';

const rememberedPerson = 'person';

let current: Session | undefined;
let starting: Promise<Session> | undefined;
let state = $state<ConnectionState>('stopped');
let person = $state.raw<Person | undefined>(undefined);
let mustReload = $state(false);
let keepsOutbox = $state(true);

/** The connection's state. Reactive. */
export const connectionState = (): ConnectionState => state;

/** Who is signed in, as far as is known; undefined for a visitor. Reactive. */
export const currentPerson = (): Person | undefined => person;

/** Whether this page is too old for the server: only a reload helps. Reactive. */
export const needsReload = (): boolean => mustReload;

/** Whether what waits to be sent survives a reload. Reactive. */
export const outboxIsDurable = (): boolean => keepsOutbox;

/** Starts the session, once; later calls give the same one. */
export function startSession(): Promise<Session> {
	starting ??= start();
	return starting;
}

/** The session. Throws before startSession is done. */
export function session(): Session {
	if (!current) throw new Error('session: not started');
	return current;
}

/**
 * Makes a value of plain TypeScript reactive: `const rows = watched(posts.changed, () => posts.rows)`, then `rows()`
 * in a template or an effect.
 */
export function watched<T>(changed: Listeners<never> | Listeners<void>, read: () => T): () => T {
	const subscribe = createSubscriber((update) => (changed as Listeners<unknown>).add(update));
	return () => {
		subscribe();
		return read();
	};
}

async function start(): Promise<Session> {
	const made = new Session({
		open: openBrowserSocket,
		language,
		hasNetwork: () => navigator.onLine,
		storage: await openStorage(),
		person: recall()
	});
	person = made.person;
	leaveTo(person);
	keepsOutbox = made.outbox.isDurable;
	made.connection.changed.add((next) => {
		state = next;
		mustReload = next === 'stopped' && made.connection.stopReason === 'protocol';
	});
	made.outbox.changed.add(() => (keepsOutbox = made.outbox.isDurable));
	made.personChanged.add((next) => {
		leaveTo(next);
		person = next;
		remember(next);
	});
	watchDevice(made.connection);
	current = made;
	// Whoever comes without having been here may be signed in all the same (a district led them in): the socket waits to
	// hear who they are, see start.ts, instead of being opened twice.
	if (made.person) made.connection.start();
	return made;
}

/** Whoever comes finds nothing that somebody else left unsent or kept for reading here. */
function leaveTo(next: Person | undefined): void {
	draftsAreOf(next?.id);
	if (next) forgetKept(next.id);
}

function recall(): Person | undefined {
	try {
		return (JSON.parse(localStorage.getItem(rememberedPerson) ?? 'null') as Person | null) ?? undefined;
	} catch {
		return undefined;
	}
}

function remember(next: Person | undefined): void {
	try {
		if (next) localStorage.setItem(rememberedPerson, JSON.stringify(next));
		else localStorage.removeItem(rememberedPerson);
	} catch {
		// Without storage there are no copies either whose owner would have to be known.
	}
}
