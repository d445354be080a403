// What stands in the place of a message that readers do not see any more: whose decision it was, and never whose name.

import type { Post, PostGone } from '../session/wire';

/** Whose hiding covers a message, as the server tells it (hidden_for). */
type By = NonNullable<PostGone['hidden_for']>[number];
type Gone = Pick<Post | PostGone, 'state' | 'hidden_for'>;

/** Where several cover it, the one that is named: the first of these. */
const first: readonly By[] = ['account', 'consent', 'moderators', 'keepers'];
const words = {
	keepers: 'class.hidden_by_teacher',
	moderators: 'class.hidden_by_moderator',
	consent: 'class.hidden_by_consent',
	account: 'class.deleted_with_account'
} as const;

/** The catalog's key of the sentence; undefined for a message that is shown, or waits. */
export function goneWords({ state, hidden_for: by }: Gone): (typeof words)[By] | 'class.was_hidden' | 'class.was_deleted' | undefined {
	if (state !== 'hidden' && state !== 'deleted') return undefined;
	const named = first.find((one) => by?.includes(one));
	return named ? words[named] : state === 'hidden' ? 'class.was_hidden' : 'class.was_deleted';
}

/** Whether those who keep the place can show it again: nobody else's decision covers it. */
export const canShowAgain = ({ state, hidden_for: by }: Gone): boolean => state === 'hidden' && by?.length === 1 && by[0] === 'keepers';
