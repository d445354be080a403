import type { PostHistory } from './shapes';

/** A step of a post's history: from one text to the next that is shown, or texts in between that are not. */
export type Change = { revision: number; missing: true } | { revision: number; missing: false; at: string; before: string; after: string; language: string };

/** A text that a post has or had. */
interface Text {
	revision: number;
	body: string;
	language: string;
}

/**
 * A post's history as it is told, the newest change first: that is the one people ask about. An earlier text that was
 * never for this reader is missing from the numbers, and its place says so.
 */
export function changesOf({ post, revisions }: { post: Text; revisions: PostHistory['revisions'] }): Change[] {
	const changes: Change[] = [];
	let after: Text = post;
	for (const one of [...revisions].reverse()) {
		if (one.revision < after.revision - 1) changes.push({ revision: after.revision - 1, missing: true });
		changes.push({ revision: one.revision, missing: false, at: one.replaced_at, before: one.body, after: after.body, language: after.language });
		after = one;
	}
	if (after.revision > 1) changes.push({ revision: after.revision - 1, missing: true });
	return changes;
}
