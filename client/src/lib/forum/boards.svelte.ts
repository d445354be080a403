import { api } from '$lib/api';
import { problemOf } from '../session/problem';
import type { Problem } from '../session/wire';
import type { Board } from './shapes';

let known = $state.raw<readonly Board[]>();
let problem = $state.raw<Problem>();
let turn = 0;

/** The public boards with the threads written in last; undefined until they are read. Reactive. */
export const boards = (): readonly Board[] | undefined => known;

/** Why they cannot be read. Reactive. */
export const boardsProblem = (): Problem | undefined => (known ? undefined : problem);

/** Reads the boards again; what is known stays until then. */
export async function readBoards(): Promise<void> {
	const mine = ++turn;
	problem = undefined;
	try {
		const answer = await api.get('/api/boards');
		if (mine === turn) known = answer.boards;
	} catch (thrown) {
		if (mine === turn) problem = problemOf(thrown);
	}
}
