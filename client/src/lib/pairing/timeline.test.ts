import { expect, it } from 'vitest';
import type { TreeNode } from '../forum/tree';
import type { PairingStep } from './shapes';
import { timeline } from './timeline';

const step = (id: string, minute: number) => ({ id, at: `2026-03-01T08:${String(minute).padStart(2, '0')}:00Z` }) as PairingStep;
const post = (key: string, seq?: number, minute = 0, isReply = false) =>
	({ key, seq, isReply, depth: 0, indent: 2, below: 3, row: seq === undefined ? {} : { created_at: step('', minute).at } }) as unknown as TreeNode;
const keys = (...of: Parameters<typeof timeline>) => timeline(...of).map(({ key }) => key);

it('steps stand between the posts, by time, and what is being sent comes last', () => {
	const steps = [step('opened', 20), step('proposed', 1)];
	const posts = [post('letter', 1, 1), post('answer', 3, 30, true), post('between', 2, 10), post('on its way')];
	expect(keys(steps, posts)).toEqual(['proposed', 'letter', 'between', 'opened', 'answer', 'on its way']);
});

it('a step that is newer than all that was said is the last', () => {
	expect(keys([step('proposed', 1), step('withdrawn', 50)], [post('letter', 1, 1)])).toEqual(['proposed', 'letter', 'withdrawn']);
});

it('an answer does not stand below what it answers, and says whom it answers', () => {
	const [moment] = timeline([], [post('answer', 2, 5, true)]);
	expect(moment?.node).toMatchObject({ indent: 0, below: 0 });
	expect(moment?.node?.depth).toBeGreaterThan(3);
});
