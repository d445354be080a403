import type { Problem } from './wire';

/** A command that was refused, or that could not be said to have been received. */
export class ProblemError extends Error {
	readonly problem: Problem;

	constructor(problem: Problem) {
		super(`${problem.code}: ${problem.title}`);
		this.name = 'ProblemError';
		this.problem = problem;
	}

	get code(): string {
		return this.problem.code;
	}
}

// The client's own: status 0, because no server said them. Their titles are for logs; pages show `error.<code>`.

/** The connection broke, or there is none: whether the command was carried out is unknown. */
export const disconnected = (): ProblemError =>
	new ProblemError({ type: 'about:blank', code: 'disconnected', status: 0, title: 'The connection broke.' });

/** No answer came in time over a living connection: whether the command was carried out is unknown. */
export const unanswered = (): ProblemError =>
	new ProblemError({ type: 'about:blank', code: 'unanswered', status: 0, title: 'No answer came.' });

/** It was not sent, because the server would not have read it. */
export const tooLarge = (): ProblemError =>
	new ProblemError({ type: 'about:blank', code: 'frame.unsendable', status: 413, title: 'This is too long to be sent.' });

/** The problem in whatever was thrown; what is not a ProblemError is a mistake of ours. */
export function problemOf(thrown: unknown): Problem {
	if (thrown instanceof ProblemError) return thrown.problem;
	return { type: 'about:blank', code: 'internal', status: 500, title: String(thrown) };
}

/** Whether the same request may succeed later without anybody changing anything. */
export function isPassing(problem: Problem): boolean {
	const { status } = problem;
	return status === 0 || status === 408 || status === 425 || status === 429 || status >= 500;
}
