// Where the log stands after it has changed. Pure functions of what the browser measures, all in CSS pixels.

export interface View {
	/** How far it is scrolled. */
	top: number;
	/** How much of it is seen. */
	height: number;
	/** All of it. */
	whole: number;
}

/** A reader so close to the end reads the end: a line's height, and the parts of pixels that zoom makes. */
const slack = 40;

/** Whether the reader is at the end. */
export const isAtEnd = ({ top, height, whole }: View): boolean => whole - top - height <= slack;

/** A message that was seen before the change, by the distance of its upper edge from the log's beginning. */
export interface Anchor {
	before: number;
	after: number;
}

export interface Change {
	/** The reader was at the end before, or has just sent something. */
	follows: boolean;
	before: View;
	/** The same message before and after; undefined when none of those seen is left. */
	anchor?: Anchor;
	/** The view after the change, still scrolled as before. */
	after: View;
}

/** How far to scroll so that the reader sees the end, where they were at it, and otherwise what they saw before. */
export function scrollAfter({ follows, before, anchor, after }: Change): number {
	const end = Math.max(0, after.whole - after.height);
	if (follows) return end;
	const moved = anchor ? anchor.after - anchor.before : 0;
	return Math.min(end, Math.max(0, before.top + moved));
}

/** Where to begin: at the line before what is new, with a little of what was read above it, or at the end. */
export function scrollAtFirst(view: View, unreadAt: number | undefined): number {
	const end = Math.max(0, view.whole - view.height);
	return unreadAt === undefined ? end : Math.min(end, Math.max(0, unreadAt - view.height / 4));
}

/** The place of the last message whose lower edge has been on the screen; undefined when none is. */
export function seenTo(messages: Iterable<{ seq: number; bottom: number }>, { top, height }: View): number | undefined {
	let seen: number | undefined;
	for (const { seq, bottom } of messages) if (bottom <= top + height + 1) seen = Math.max(seen ?? 0, seq);
	return seen;
}
