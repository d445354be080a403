// Replies open a thread beside the chat. It is flat: whatever answers a message, or answers an answer to it, stands
// below it in the order of its places.

import type { PostRow } from '../state/postList';
import { parentOf } from './timeline';

/** The message with which the thread of a message begins; its own id where it answers none, or none that is known. */
export function rootOf(rows: readonly PostRow[], id: string): string {
	const parents = new Map(rows.flatMap((row) => (row.post?.parent ? [[row.post.id, row.post.parent] as const] : [])));
	let at = id;
	for (let next = parents.get(at); next !== undefined; next = parents.get(at)) at = next;
	return at;
}

/** Everything below a message, in order, what is under way included. */
export function repliesTo(rows: readonly PostRow[], root: string): PostRow[] {
	const below = new Set([root]);
	return rows.filter((row) => {
		const parent = parentOf(row);
		if (parent === undefined || !below.has(parent)) return false;
		if (row.post) below.add(row.post.id);
		return true;
	});
}

/** How many readable replies stand below each message that begins a thread. */
export function countReplies(rows: readonly PostRow[]): Map<string, number> {
	const roots = new Map<string, string>();
	const counts = new Map<string, number>();
	// A reply comes after what it answers, so one walk finds every root.
	for (const { post } of rows) {
		if (!post?.parent) continue;
		const root = roots.get(post.parent) ?? post.parent;
		roots.set(post.id, root);
		if (post.state === 'visible') counts.set(root, (counts.get(root) ?? 0) + 1);
	}
	return counts;
}
