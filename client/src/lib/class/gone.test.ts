import { expect, test } from 'vitest';
import { canShowAgain, goneWords } from './gone';

test('a message that is gone says whose decision it was', () => {
	expect(goneWords({ state: 'hidden', hidden_for: ['keepers'] })).toBe('class.hidden_by_teacher');
	expect(goneWords({ state: 'hidden', hidden_for: ['keepers', 'moderators'] })).toBe('class.hidden_by_moderator');
	expect(goneWords({ state: 'hidden', hidden_for: ['moderators', 'consent'] })).toBe('class.hidden_by_consent');
	expect(goneWords({ state: 'deleted', hidden_for: ['account'] })).toBe('class.deleted_with_account');
	expect(goneWords({ state: 'deleted' })).toBe('class.was_deleted');
	expect(goneWords({ state: 'hidden' })).toBe('class.was_hidden');
	expect(goneWords({ state: 'visible' })).toBeUndefined();
});

test('only what no other decision covers is shown again', () => {
	expect(canShowAgain({ state: 'hidden', hidden_for: ['keepers'] })).toBe(true);
	for (const by of [['keepers', 'moderators'], ['consent'], ['moderators'], []] as const) expect(canShowAgain({ state: 'hidden', hidden_for: [...by] })).toBe(false);
	expect(canShowAgain({ state: 'deleted', hidden_for: ['account'] })).toBe(false);
});
