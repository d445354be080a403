// What a page does once, whatever it shows: learns who is signed in, opens the socket, and keeps the frame around the
// pages true to both.

import { goto } from '$app/navigation';
import { api } from '$lib/api';
import { forgetDrafts } from '$lib/composer/draft';
import { isLanguage, language, setLanguage, setTimeZone, t, type Language } from '$lib/i18n';
import { shell } from '$lib/shell/shell.svelte';
import { toast } from '$lib/ui/toasts.svelte';
import type { components } from '../api/schema';
import type { ConnectionState } from './connection';
import { forgetKept } from './kept';
import { problemOf } from './problem';
import type { Session } from './session';
import { startSession } from './session.svelte';
import type { Person } from './wire';

type Me = components['schemas']['AccountMe'];

let begun: Promise<Session> | undefined;
/** Whether the server has said who is signed in, since this page was loaded or the login ended. */
let isKnown = false;

/** A visitor has chosen a language on this page, and nobody has signed in since. */
let hasChosen = false;

/** The server no longer knows who was here. */
let isLost = false;
/** They asked for it themselves, in this tab. */
let hasLeft = false;

/** Begins; called once by the outermost layout, harmless when called again. */
export function startPage(): Promise<Session> {
	begun ??= begin();
	return begun;
}

/**
 * Reads again who is signed in, and turns the page and the socket to that person: after signing in or out, and when
 * the server says that something about the person has changed. Rejects with ProblemError; nothing changes then.
 */
export async function refreshMe(): Promise<Me> {
	const session = await startPage();
	const me = await api.get('/api/me');
	isKnown = true;
	if (me.person) hasLeft = shell.loginEnded = false;
	else if (!hasLeft && (isLost || session.person)) shell.loginEnded = true;
	isLost = false;
	if (me.time_zone) setTimeZone(me.time_zone);
	show(me.person ?? undefined, true, me.classes);
	const isOther = me.person?.id !== session.person?.id;
	// Whoever comes gets the pages in their own language, unless they have just chosen one here; later switches on this
	// page are theirs, see keepLanguage.
	if (isOther && !hasChosen && isLanguage(me.language)) await setLanguage(me.language).catch(() => {});
	if (isOther) hasChosen = false;
	// A new name or role is a new person to whoever reads it from the session.
	const hasChanged = isOther || JSON.stringify(me.person ?? undefined) !== JSON.stringify(session.person);
	if (hasChanged || session.connection.state === 'stopped') await session.changePerson(me.person ?? undefined);
	if (me.person) await keepShellOffline();
	return me;
}

async function begin(): Promise<Session> {
	const session = await startSession();
	if (session.person) show(session.person, false);
	session.connection.changed.add((state) => connectionBecame(session, state));
	session.loginEnded.add(() => {
		isKnown = false;
		isLost = true;
		show(undefined, true);
		void learn();
	});
	session.ownEvents.add(({ event }) => {
		if (event === 'access.changed') void learn();
	});
	// A page that was loaded offline learns it when the server is there.
	session.connection.welcomed.add(() => {
		if (!isKnown) void learn();
	});
	// Another tab signed in or out: `person` is what it remembers for the next page, see session.svelte.ts.
	addEventListener('storage', ({ key }) => {
		if (key === 'person') void learn();
	});
	shell.signOut = signOut;
	shell.keepLanguage = keepLanguage;
	shell.connection = shown(session.connection.state);
	// Not awaited: who waits for the page must not wait for the network.
	queueMicrotask(async () => {
		await learn();
		if (!isKnown) session.connection.start(); // does nothing where it runs
	});
	return session;
}

async function learn(): Promise<void> {
	try {
		await refreshMe();
	} catch (thrown) {
		// Without an answer the page goes on as whoever was here last: their copies are theirs to read.
		if (problemOf(thrown).status !== 0) shell.person ??= null;
		else if (shell.person === undefined) show(undefined, true);
	}
}

function show(person: Person | undefined, isCertain: boolean, classes = 0): void {
	if (person) shell.person = { name: person.name, administers: person.role === 'administrator', hasClasses: classes > 0 };
	else if (isCertain) shell.person = null;
}

function connectionBecame(session: Session, state: ConnectionState): void {
	shell.connection = shown(state);
	if (state !== 'stopped' || session.connection.stopReason !== 'protocol') return;
	toast(t('error.hello.protocol'), { kind: 'error', action: { text: t('ui.reload'), run: () => location.reload() } });
}

function shown(state: ConnectionState): typeof shell.connection {
	return state === 'connecting' || state === 'stopped' ? 'idle' : state;
}

/** The login is about to end because its owner wishes it: nobody has to be told. */
export function leave(): void {
	hasLeft = true;
}

/** Signs out here and, by the socket, in the browser's other tabs. Without a network it says so and changes nothing. */
async function signOut(): Promise<void> {
	leave();
	try {
		await api.post('/api/sign-out');
	} catch (thrown) {
		if (problemOf(thrown).status !== 401) {
			hasLeft = false;
			return toast(t('connection.sign_out_failed'), { kind: 'error' });
		}
	}
	// A classroom's computer: the next person finds nothing of this one.
	forgetDrafts();
	forgetKept();
	show(undefined, true);
	await goto('/');
	await learn();
}

/** The language chosen on the page is the person's from now on: for letters, and on their other devices. */
async function keepLanguage(chosen: Language): Promise<void> {
	if (!shell.person) hasChosen = true;
	// Without an answer the choice still holds on this device.
	if (shell.person && language() === chosen) await api.patch('/api/me', { body: { language: chosen } }).catch(() => {});
}

/** People who are signed in may have something to read or to send without a network; a visitor gets no such copy. */
async function keepShellOffline(): Promise<void> {
	if (import.meta.env.DEV || !('serviceWorker' in navigator)) return;
	await navigator.serviceWorker.register('/service-worker.js').catch(() => {});
}
