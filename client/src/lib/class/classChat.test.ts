import { describe, expect, it } from 'vitest';
import { Listeners } from '../session/listeners';
import { disconnected } from '../session/problem';
import { FakeClock } from '../session/testing/fake-clock';
import type { Post, TopicSignal } from '../session/wire';
import { ClassChat, type ClassChatDeps } from './classChat';
import { maya, said, xiaoyu } from './testRows';

const post = (seq: number, more: Partial<Post> = {}) => said(seq, xiaoyu, undefined, more).post as Post;
const at = (seq: number) => ({ epoch: 'one', seq });
const event = (seq: number, data: Post) => ({ topic: 'class:c', seq, event: 'post.created', at: data.created_at, data });

function snapshot(posts: Post[], more: object = {}) {
	return {
		...{ class: { id: 'c', chat: { id: 'chat', read_seq: 1 }, schools: [] }, members: [{ person: xiaoyu, role: 'student' }] },
		...{ posts, earlier: false, seq: posts.length, epoch: 'one', may: ['post.create'] },
		...more
	};
}

/** A chat of Maya's, and the commands that it sent; `answer` is what the server does with them. */
function open(answer: (name: string, input: object) => unknown = () => ({})) {
	const sent: [string, object][] = [];
	const ownSignals = new Listeners<TopicSignal>();
	const outbox = { changed: new Listeners<string[]>(), entries: () => [], settle: async () => {} } as unknown as ClassChatDeps['outbox'];
	const call = (async (name: string, input: object) => {
		sent.push([name, input]);
		return answer(name, input);
	}) as ClassChatDeps['connection']['call'];
	const chat = new ClassChat({ outbox, connection: { call }, clock: new FakeClock(), self: () => maya.id, ownSignals });
	return { chat, sent, ownSignals };
}

const keys = (chat: ClassChat) => chat.rows.map(({ post }) => post?.seq);

describe('a class', () => {
	it('is shown from the device as it was left, with the reading mark, and goes on from there', () => {
		const first = open().chat;
		first.onSnapshot(snapshot([post(1), post(2)]), at(2));
		first.onEvent(event(3, post(3)));
		first.markRead(3);
		const saved = structuredClone(first.save());
		const { chat } = open();
		chat.restore(saved, at(3));
		expect(chat.info?.members[0]?.person.name).toBe('小雨');
		expect(chat.readTo).toBe(3);
		chat.onEvent(event(4, post(4)));
		expect(keys(chat)).toEqual([1, 2, 3, 4]);
	});

	it('leaves nothing behind for whoever reads next', () => {
		const { chat } = open();
		chat.onSnapshot(snapshot([post(1)]), at(1));
		chat.onPresent([xiaoyu]);
		chat.onReset('reader');
		expect([chat.info, chat.rows, chat.readTo, chat.presence.people, chat.save()]).toEqual([undefined, [], undefined, [], undefined]);
	});

	it('keeps showing what it has while a snapshot after a gap is on its way', () => {
		const { chat } = open();
		chat.onSnapshot(snapshot([post(1)]), at(1));
		chat.onReset('gap');
		expect(keys(chat)).toEqual([1]);
	});

	it('says why it is closed, and opens again', () => {
		const { chat } = open();
		chat.onSnapshot(snapshot([post(1)]), at(1));
		chat.onClosed({ type: 'about:blank', status: 404, code: 'not_found', title: '' });
		expect([chat.info, chat.problem?.code]).toEqual([undefined, 'not_found']);
		chat.onSnapshot(snapshot([post(1)]), at(1));
		expect(chat.problem).toBeUndefined();
		expect(keys(chat)).toEqual([1]);
	});

	it('tells a reading mark again that could not be told', async () => {
		let isAway = true;
		const { chat, sent } = open(() => {
			if (isAway) throw disconnected();
		});
		chat.onSnapshot(snapshot([post(1), post(2)]), at(2));
		chat.markRead(2);
		chat.markRead(1);
		await Promise.resolve();
		isAway = false;
		chat.onLive();
		await new Promise(setImmediate);
		chat.onLive();
		expect(sent).toEqual([['thread.read', { thread: 'chat', seq: 2 }], ['thread.read', { thread: 'chat', seq: 2 }]]);
	});

	it('takes over what was read on another device, never backwards', () => {
		const { chat, ownSignals } = open();
		chat.onSnapshot(snapshot([post(1), post(2)]), at(2));
		const read = (thread: string, seq: number) => ownSignals.tell({ topic: 'person:maya', signal: 'read', data: { thread, seq } });
		read('chat', 2);
		read('chat', 1);
		read('another', 9);
		expect(chat.readTo).toBe(2);
	});

	it('stops saying that somebody writes when the text is there', () => {
		const { chat } = open();
		chat.onSnapshot(snapshot([]), at(0));
		chat.onSignal({ topic: 'class:c', signal: 'typing', from: xiaoyu.id });
		expect(chat.typing.people).toEqual([xiaoyu.id]);
		chat.onEvent(event(1, post(1)));
		expect(chat.typing.people).toEqual([]);
	});

	it('reads back until it has found a message, and says when there is none', async () => {
		const pages: Record<number, object> = { 5: { posts: [post(3), post(4)], earlier: true }, 3: { posts: [post(1), post(2)], earlier: false } };
		const { chat } = open((_, input) => pages[(input as { before: number }).before]);
		chat.onSnapshot(snapshot([post(5)], { earlier: true }), at(5));
		expect(await chat.reach('p2')).toBe(true);
		expect(keys(chat)).toEqual([1, 2, 3, 4, 5]);
		expect(await chat.reach('nowhere')).toBe(false);
	});
});
