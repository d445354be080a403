import { describe, expect, it } from 'vitest';
import type { Outbox } from '../session/outbox';
import type { Post, ThreadPage } from './shapes';
import { ThreadTopic } from './threadTopic';

const outbox = { changed: { add: () => () => {} }, entries: () => [], settle: async () => {} } as unknown as Outbox;
const post = (id: string, seq: number, more: Partial<Post> = {}): Post => ({
	...{ id, seq, thread: 't', author: { id: 'a', name: 'Grace', role: 'citizen' }, body: id, html: `<p>${id}</p>`, language: 'en' },
	...{ state: 'visible', revision: 1, reply_count: 0, created_at: '2026-01-01T00:00:00Z' },
	...more
});
const page = (posts: Post[], may: string[] = []): ThreadPage => ({
	thread: { id: 't', board: 'music', topic: 'thread:t', title: 'T', language: 'en', post_count: posts.length, last_post_seq: posts.length, last_post_at: '', created_at: '' },
	...{ posts, seq: posts.length, epoch: 'e', may }
});
const at = (seq: number) => ({ epoch: 'e', seq });
const event = (seq: number, kind: string, data: unknown) => ({ topic: 'thread:t', seq, event: kind, at: '', data });
const bodies = (topic: ThreadTopic) => topic.rows.map(({ post }) => (post && 'body' in post ? post.body : post?.state));

describe("a thread's topic", () => {
	it('shows an answered edit before its event, and never over a later one', () => {
		const topic = new ThreadTopic('t', outbox);
		topic.onSnapshot(page([post('a', 1)]), at(1));
		topic.edited(post('a', 1, { revision: 2, body: 'second' }));
		expect(bodies(topic)).toEqual(['second']);
		topic.onEvent(event(2, 'post.edited', post('a', 1, { revision: 3, body: 'third' })));
		expect(bodies(topic)).toEqual(['third']);
	});

	it('never shows the text of a hidden post, though its edit was just answered', () => {
		const topic = new ThreadTopic('t', outbox);
		topic.onSnapshot(page([post('a', 1)]), at(1));
		topic.edited(post('a', 1, { revision: 2, body: 'second' }));
		topic.onEvent(event(2, 'post.hidden', { id: 'a', thread: 't', seq: 1, state: 'hidden' }));
		expect(bodies(topic)).toEqual(['hidden']);
	});

	it('counts what is written while it is open', () => {
		const topic = new ThreadTopic('t', outbox);
		topic.onSnapshot(page([post('a', 1)]), at(1));
		topic.onEvent(event(2, 'post.created', post('b', 2)));
		expect(topic.about?.thread).toMatchObject({ post_count: 2, last_post_seq: 2 });
	});

	it('counts nothing twice when the thread was read again before its events came', () => {
		const topic = new ThreadTopic('t', outbox);
		topic.onSnapshot(page([post('a', 1)]), at(1));
		topic.renew(page([post('a', 1), post('b', 2)]));
		topic.onEvent(event(2, 'post.created', post('b', 2)));
		expect(topic.about?.thread.post_count).toBe(2);
	});

	it('forgets everything when it is closed to the reader', () => {
		const topic = new ThreadTopic('t', outbox);
		topic.onSnapshot(page([post('a', 1)]), at(1));
		topic.onClosed({ type: 'about:blank', code: 'not_found', status: 404, title: '' });
		expect([topic.about, topic.rows, topic.save()]).toEqual([undefined, [], undefined]);
	});

	it('comes back from the device as it was, and knows that its rights may be old', () => {
		const topic = new ThreadTopic('t', outbox);
		topic.onSnapshot(page([post('a', 1)], ['post.create']), at(1));
		const again = new ThreadTopic('t', outbox);
		again.restore(structuredClone(topic.save()), at(1));
		expect(bodies(again)).toEqual(['a']);
		expect(again.isRestored).toBe(true);
		again.renew(page([], []));
		expect([again.isRestored, again.about?.may, bodies(again)]).toEqual([false, [], ['a']]);
	});
});
