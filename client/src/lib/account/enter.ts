import { goto } from '$app/navigation';
import { api } from '$lib/api';
import { refreshMe } from '$lib/session/start';
import { safeNext, startOf } from './next';

/** Signs in, turns the page to the person, and leads on. Rejects with ProblemError; nothing changes then. */
export async function signIn(name: string, password: string, next?: string | null): Promise<void> {
	await api.post('/api/sign-in', { body: { name, password } });
	const me = await refreshMe();
	await goto(safeNext(next, location.origin) ?? startOf(me.person?.role));
}
