import { goto } from '$app/navigation';
import { api } from '$lib/api';
import { refreshMe } from '$lib/session/start';
import { safeNext, startOf } from './next';
import { isSlipCode } from './slipCode';

/**
 * Signs in, turns the page to the person, and leads on; or gives 'code' where the account asks for one first, see
 * giveCode, or 'slip' where a student came by a printed slip and is to choose a password first. Rejects with ProblemError; nothing changes then.
 */
export async function signIn(name: string, password: string, next?: string | null): Promise<'in' | 'code' | 'slip'> {
	const { second_step } = await api.post('/api/sign-in', { body: { name, password } });
	if (second_step) return 'code';
	if (isSlipCode(password) && (await refreshMe()).person?.role === 'student') return 'slip';
	await leadOn(next);
	return 'in';
}

/** Ends a sign-in that asked for a code: of the app, or a recovery code. Rejects with ProblemError. */
export async function giveCode(code: string, next?: string | null): Promise<void> {
	await api.post('/api/sign-in/second-step', { body: { code } });
	await leadOn(next);
}

/** Leaves for the district's provider, to sign in there or to connect the own account. Rejects with ProblemError. */
export async function visitDistrict(options: { next?: string; connect?: boolean }): Promise<void> {
	const { url } = await api.post('/api/district/begin', { body: options });
	location.assign(url);
}

async function leadOn(next?: string | null): Promise<void> {
	const me = await refreshMe();
	// Who has to set up a second step can do nothing before.
	if (me.two_step?.needed && !me.two_step.on) return goto('/settings#two-step');
	await goto(safeNext(next, location.origin) ?? startOf(me.person?.role));
}
