import type { Random } from './clock';

/** First step and longest wait in milliseconds (docs/protocol.md, “Coming back”). */
export const backoffBase = 500;
export const backoffCap = 20_000;

/** The longest wait of the attempt with this number (from 0), in milliseconds. */
export function ceiling(attempt: number): number {
	return Math.min(backoffCap, backoffBase * 2 ** Math.min(attempt, 30));
}

/**
 * How long to wait before the attempt with this number (from 0), in milliseconds: anything up to the ceiling, so that
 * a whole school does not return in one instant (“full jitter”, Brooker, AWS Architecture Blog 2015). What the
 * server asked for is kept on top: never earlier, and spread over as long again.
 */
export function backoff(attempt: number, random: Random, atLeast = 0): number {
	return atLeast + random() * Math.max(ceiling(attempt), atLeast);
}
