import { describe, expect, it } from 'vitest';
import { whole } from './said';
import type { TopicEvent } from './wire';
import vectors from './testing/said.json';

describe('what an event says of a post', () => {
	// The server's own test holds its side to the same file.
	for (const { name, event, post } of vectors as { name: string; event: TopicEvent; post: unknown }[])
		it(`is whole again: ${name}`, () => expect(whole(event).data).toEqual(post));

	it('stays as it came when the post was hidden since', () => {
		const gone: TopicEvent = { topic: 'thread:t', seq: 4, event: 'post.created', at: '2026-11-23T08:00:00Z', data: { id: 'p', thread: 't', seq: 4, state: 'hidden' } };
		expect(whole(gone)).toBe(gone);
	});
});
