import { backoff, ceiling } from './backoff';
import type { Random } from './clock';
import type { LineEnd } from './line';
import { closeCodes } from './wire';

/** Why the connection does not come back by itself. */
export type StopReason = 'asked' | 'protocol' | 'unauthenticated';

/** `firm`: the server asked for the wait, so that even a network's return does not cut it short. */
export type Comeback = { stop: StopReason } | { wait: number; firm: boolean };

/** After this attempt number a wait is up to 4 s: where a server asked for rest, the first quick tries are left out. */
const restedAttempt = 3;
/** The longest wait a server's hint can ask for, in milliseconds; beyond it the hint is a mistake. */
const longestHint = 60_000;

/**
 * What a line's end means: whether to come back, and after how many milliseconds. `attempt` counts the tries since the
 * last stable connection, from 0.
 */
export function comeback(end: LineEnd, attempt: number, random: Random): Comeback {
	const hint = retryHint(end.reason);
	switch (end.code) {
		case closeCodes.protocol:
			return { stop: 'protocol' };
		case closeCodes.unauthenticated:
			return { stop: 'unauthenticated' };
		case closeCodes.slow:
			// We were slow, not the server: what was missed is waiting. A second time in a row is a reason for patience.
			return { wait: attempt === 0 ? 0 : backoff(attempt, random, hint), firm: false };
		case closeCodes.rate:
		case closeCodes.tryLater:
			return { wait: backoff(Math.max(attempt, restedAttempt), random, Math.max(hint, ceiling(0))), firm: true };
		default:
			return { wait: backoff(attempt, random, hint), firm: hint > 0 };
	}
}

/** The milliseconds of a close reason `{"retry_after":ms}`; 0 without one. */
function retryHint(reason: string): number {
	try {
		const hint: unknown = (JSON.parse(reason) as { retry_after?: unknown } | null)?.retry_after;
		return typeof hint === 'number' && hint > 0 ? Math.min(hint, longestHint) : 0;
	} catch {
		return 0;
	}
}
