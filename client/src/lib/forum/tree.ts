// A thread's posts as one flat list in reading order: a discussion may be a thousand answers deep, a page's elements may
// not.

import type { PostRow } from '../state/postList';
import type { Id } from '../session/wire';

/** Deeper posts stay at this indent, and say whom they answer; at 360 px there is no room for more. */
export const deepestIndent = 3;

export interface TreeNode {
	/** The row's key: the same before and after it is stored. */
	key: string;
	row: PostRow;
	/** The server's id, once there is one. */
	id?: Id;
	/** The place in the thread; undefined while it is on its way. */
	seq?: number;
	parent?: TreeNode;
	/** Whether it answers a post, known or not. */
	isReply: boolean;
	/** 0 for what answers no other. */
	depth: number;
	/** 0 … deepestIndent */
	indent: number;
	/** How many posts stand below it, at any depth. */
	below: number;
}

/** All rows in reading order: each followed by what answers it, oldest first. */
export function readingOrder(rows: readonly PostRow[]): TreeNode[] {
	const nodes = rows.map(makeNode);
	const byId = new Map(nodes.flatMap((node) => (node.id ? [[node.id, node] as const] : [])));
	const children = new Map<TreeNode | undefined, TreeNode[]>();
	for (const node of nodes) {
		const to = parentOf(node.row);
		const parent = to === undefined ? undefined : byId.get(to);
		node.parent = parent === node ? undefined : parent;
		const siblings = children.get(node.parent);
		if (siblings) siblings.push(node);
		else children.set(node.parent, [node]);
	}
	const ordered: TreeNode[] = [];
	const open = [...(children.get(undefined) ?? [])].reverse();
	for (let node = open.pop(); node; node = open.pop()) {
		if (node.parent) node.depth = node.parent.depth + 1;
		node.indent = Math.min(node.depth, deepestIndent);
		ordered.push(node);
		for (const child of [...(children.get(node) ?? [])].reverse()) open.push(child);
	}
	for (const node of [...ordered].reverse()) if (node.parent) node.parent.below += node.below + 1;
	return ordered;
}

/** What is left when the branches below the `collapsed` keys are folded away. */
export function unfolded(ordered: readonly TreeNode[], collapsed: ReadonlySet<string>): TreeNode[] {
	if (collapsed.size === 0) return [...ordered];
	const hidden = new Set<TreeNode>();
	return ordered.filter((node) => {
		const folded = node.parent && (hidden.has(node.parent) || collapsed.has(node.parent.key));
		if (folded) hidden.add(node);
		return !folded;
	});
}

/** The keys above a node, which have to be unfolded so that it is shown. */
export function above(node: TreeNode): string[] {
	const keys: string[] = [];
	for (let at = node.parent; at; at = at.parent) keys.push(at.key);
	return keys;
}

const parentOf = ({ post, entry }: PostRow): Id | undefined => (post ? post.parent : entry?.input.parent);

function makeNode(row: PostRow): TreeNode {
	return {
		key: row.key,
		row,
		id: row.post?.id ?? row.entry?.stored?.id,
		seq: row.post?.seq ?? row.entry?.stored?.seq,
		isReply: parentOf(row) !== undefined,
		depth: 0,
		indent: 0,
		below: 0
	};
}
