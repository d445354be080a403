// What two schools said to each other, and what happened between them, in the order of time.

import { deepestIndent, type TreeNode } from '../forum/tree';
import type { PostRow } from '../state/postList';
import type { Person } from '../session/wire';
import type { PairingStep } from './shapes';

export type Moment = { key: string; step: PairingStep; node?: undefined } | { key: string; node: TreeNode; step?: undefined };

/**
 * Posts in their places, each step before the first post that came after it. A post that answers another says so instead
 * of standing below it. What is still on its way comes last.
 */
export function timeline(steps: readonly PairingStep[], order: readonly TreeNode[], me?: Person): Moment[] {
	const nodes = [...order].sort((a, b) => (a.seq ?? Infinity) - (b.seq ?? Infinity) || 0);
	const waiting = [...steps].sort((a, b) => Date.parse(a.at) - Date.parse(b.at));
	const moments: Moment[] = [];
	for (const node of nodes) {
		const at = node.row.created_at === undefined ? Infinity : Date.parse(node.row.created_at);
		while (waiting[0] && Date.parse(waiting[0].at) <= at) moments.push(ofStep(waiting.shift()!));
		// Deep enough for its head to name whom it answers (PostHead).
		moments.push({ key: node.key, node: { ...node, row: ofReader(node.row, me), indent: 0, below: 0, depth: node.isReply ? deepestIndent + 1 : 0 } });
	}
	return [...moments, ...waiting.map(ofStep)];
}

// What waits for approval comes without its author's name; one's own is known.
const ofReader = (row: PostRow, me?: Person): PostRow => (me && row.author?.id === me.id ? { ...row, author: me } : row);

const ofStep = (step: PairingStep): Moment => ({ key: step.id, step });
