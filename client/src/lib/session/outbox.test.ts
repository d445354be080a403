import { describe, expect, it } from 'vitest';
import { settled } from './testing/fake-clock';
import { FakeServer, problem } from './testing/fake-server';
import { FakeBrowser, lines, mei, thread, tom, type Tab } from './testing/tab';

async function signedIn(hasStorage = true) {
	const server = new FakeServer();
	server.person = mei;
	const browser = new FakeBrowser(server, hasStorage);
	const open = async () => {
		const tab = await browser.tab();
		tab.session.connection.start();
		const { follower: posts } = tab.openThread();
		await settled();
		return { tab, posts };
	};
	return { server, browser, open };
}

const bodies = (server: FakeServer) => [...server.posts.values()].map(({ body }) => body);
const sends = (server: FakeServer) => server.sent('post.create').map((frame) => frame.in.client_id);
const states = (tab: Tab) => tab.session.outbox.entries().map(({ state }) => state);

describe('a send', () => {
	it('is shown at once as sending, then as stored, and leaves the outbox', async () => {
		const { server, open } = await signedIn();
		const { tab, posts } = await open();
		const keys = new Set<string | undefined>();
		posts.changed.add(() => keys.add(posts.rows[0]?.key));
		const sent = tab.say('hello');
		expect(lines(posts)).toEqual(['hello [sending]']);
		await sent;
		await settled();
		expect(lines(posts)).toEqual(['hello']);
		expect(states(tab)).toEqual([]);
		expect(keys.size).toBe(1);
		expect(bodies(server)).toEqual(['hello']);
	});

	it('is stored once when the line breaks between commit and acknowledgement', async () => {
		const { server, browser } = await signedIn();
		const tab = await browser.tab();
		tab.session.connection.start();
		await settled();
		let breaks = 1;
		server.fault = (frame) => (frame.do === 'post.create' && breaks-- > 0 ? 'cut after' : undefined);
		await tab.say('once');
		await browser.clock.pass(2_000);
		expect(states(tab)).toEqual(['stored']); // until a list has it
		const { follower: posts } = tab.openThread();
		await settled();
		expect(sends(server)).toHaveLength(2);
		expect(new Set(sends(server)).size).toBe(1);
		expect(bodies(server)).toEqual(['once']);
		expect(lines(posts)).toEqual(['once']);
		expect(states(tab)).toEqual([]);
	});

	it.each(['cut before', 'cut after', 'lose'] as const)('survives five times “%s”, in order', async (what) => {
		const { server, browser, open } = await signedIn();
		const { tab, posts } = await open();
		let faults = 5;
		server.fault = (frame) => (frame.do === 'post.create' && faults-- > 0 ? what : undefined);
		for (const body of ['one', 'two', 'three']) await tab.say(body);
		await browser.clock.pass(300_000);
		expect(bodies(server)).toEqual(['one', 'two', 'three']);
		expect(lines(posts)).toEqual(['one', 'two', 'three']);
		expect(states(tab)).toEqual([]);
	});

	it('waits offline and through a reload, and arrives once and in order; what others said meanwhile is there', async () => {
		const { server, browser, open } = await signedIn();
		const { tab } = await open();
		server.post(tom, thread, 'before');
		await browser.clock.pass(1_001);
		server.isDown = true;
		server.cut();
		for (const body of ['one', 'two', 'three']) await tab.say(body);
		tab.close();
		server.post(tom, thread, 'meanwhile');

		const again = await open();
		await settled();
		expect(lines(again.posts)).toEqual(['before', 'one [sending]', 'two [sending]', 'three [sending]']);
		server.isDown = false;
		await browser.clock.pass(20_000);
		expect(lines(again.posts)).toEqual(['before', 'meanwhile', 'one', 'two', 'three']);
		expect(bodies(server)).toEqual(['before', 'meanwhile', 'one', 'two', 'three']);
		expect(new Set(sends(server)).size).toBe(3);
	});

	it('that was stored before a reload is not shown twice after it', async () => {
		const { server, browser, open } = await signedIn();
		const { tab } = await open();
		server.fault = (frame) => (frame.do === 'post.create' ? 'cut after' : undefined);
		await tab.say('once');
		await settled();
		tab.close();
		server.fault = () => undefined;
		const { posts, tab: next } = await open();
		await browser.clock.pass(1_000);
		expect(lines(posts)).toEqual(['once']);
		expect(states(next)).toEqual([]);
		expect(bodies(server)).toEqual(['once']);
	});
});

describe('a refusal', () => {
	it.each([400, 403, 404, 409, 413, 422])('with status %i is kept for its author, and holds up nothing', async (status) => {
		const { server, open } = await signedIn();
		const { tab, posts } = await open();
		server.fault = (frame) => (frame.in.body === 'bad' ? problem(status, 'some.reason') : undefined);
		await tab.say('bad');
		await tab.say('good');
		await settled();
		expect(lines(posts)).toEqual(['good', 'bad [failed]']);
		expect(posts.rows[1]?.entry?.problem?.code).toBe('some.reason');
		tab.close();
		const { tab: next } = await open();
		expect(states(next)).toEqual(['failed']);
		expect(server.sent('post.create')).toHaveLength(2);
	});

	it('can be tried again under the same id, or thrown away', async () => {
		const { server, open } = await signedIn();
		const { tab, posts } = await open();
		server.fault = (frame) => (frame.do === 'post.create' ? problem(403, 'suspended') : undefined);
		const { key } = await tab.say('text');
		const { key: other } = await tab.say('other');
		await settled();
		server.fault = () => undefined;
		await tab.session.outbox.retry(key);
		await tab.session.outbox.discard(other);
		await settled();
		expect(lines(posts)).toEqual(['text']);
		expect(sends(server)).toEqual([key, other, key]);
	});

	it('as a conflict is tried again under a new id, and so is a changed text', async () => {
		for (const [status, body] of [
			[409, undefined],
			[422, 'changed']
		] as const) {
			const { server, open } = await signedIn();
			const { tab, posts } = await open();
			server.fault = (frame) => (frame.do === 'post.create' ? problem(status, 'reason') : undefined);
			const { key } = await tab.say('text');
			await settled();
			server.fault = () => undefined;
			await tab.session.outbox.retry(key, body);
			await settled();
			expect(lines(posts)).toEqual([body ?? 'text']);
			expect(new Set(sends(server)).size).toBe(2);
		}
	});

	it.each([
		[429, 7],
		[503, 2]
	])('with status %i waits as long as it was told, then goes on by itself in order', async (status, seconds) => {
		const { server, browser, open } = await signedIn();
		const { tab } = await open();
		let refusals = 1;
		server.fault = (frame) => (frame.do === 'post.create' && refusals-- > 0 ? problem(status, 'wait', seconds) : undefined);
		await tab.say('one');
		await tab.say('two');
		await browser.clock.pass(seconds * 1000 - 1);
		expect(server.sent('post.create')).toHaveLength(1);
		expect(states(tab)).toEqual(['sending', 'sending']);
		await browser.clock.pass(seconds * 1000 + 1);
		expect(bodies(server)).toEqual(['one', 'two']);
	});

	it('of one thread does not hold up another', async () => {
		const { server, open } = await signedIn();
		const { tab } = await open();
		server.fault = (frame) => (frame.in.body === 'here' ? problem(503, 'unavailable', 5) : undefined);
		await tab.say('here');
		await tab.session.outbox.send({ thread: 'another', body: 'there' });
		await settled();
		expect(bodies(server)).toEqual(['there']);
	});

	it('that is the server’s own fault is tried five times, then kept for its author', async () => {
		const { server, browser, open } = await signedIn();
		const { tab } = await open();
		server.fault = (frame) => (frame.in.body === 'poison' ? problem(500, 'internal') : undefined);
		await tab.say('poison');
		await tab.say('after it');
		await browser.clock.pass(60_000);
		expect(states(tab)).toEqual(['failed']);
		expect(server.sent('post.create').filter((f) => f.in.body === 'poison')).toHaveLength(5);
		expect(bodies(server)).toEqual(['after it']);
	});
});

describe('the outbox of a person', () => {
	it('is not sent by whoever signs in next, and goes on when its person comes back', async () => {
		const { server, browser, open } = await signedIn();
		const { tab, posts } = await open();
		server.isDown = true;
		server.cut();
		await tab.say('from Mei');
		server.isDown = false;
		server.person = tom;
		await tab.session.changePerson(tom);
		await browser.clock.pass(20_000);
		expect(tab.session.connection.state).toBe('online');
		expect(lines(posts)).toEqual([]);
		await tab.say('from Tom');
		await settled();
		expect(lines(posts)).toEqual(['from Tom']);

		server.person = mei;
		await tab.session.changePerson(mei);
		await browser.clock.pass(1_000);
		expect([...server.posts.values()].map(({ body, author }) => `${body} by ${author.name}`)).toEqual([
			'from Tom by Tom',
			'from Mei by Mei'
		]);
	});

	it('is not sent when the cookie became somebody else’s without this tab being told', async () => {
		const { server, browser, open } = await signedIn();
		const { tab } = await open();
		let ended = 0;
		tab.session.loginEnded.add(() => ended++);
		server.isDown = true;
		server.cut();
		await tab.say('from Mei');
		server.isDown = false;
		server.person = tom; // in another tab
		await browser.clock.pass(20_000);
		expect(tab.session.connection.state).toBe('online');
		expect(server.sent('post.create')).toEqual([]);
		expect(tab.session.person).toBeUndefined();
		expect(ended).toBe(1);
		await expect(tab.say('nobody')).rejects.toThrow();
	});

	it('is not sent before the server has recognised its person on this very connection', async () => {
		const { server, browser, open } = await signedIn();
		let isSilent = true;
		server.fault = ({ in: { topic } }) => (isSilent && topic === `person:${mei.id}` ? 'lose' : undefined);
		const { tab } = await open();
		await tab.say('first');
		await settled();
		expect(server.sent('post.create')).toEqual([]);
		isSilent = false;
		await browser.clock.pass(32_000); // it is asked again
		expect(bodies(server)).toEqual(['first']);

		isSilent = true;
		server.person = tom;
		server.cut();
		await browser.clock.pass(1_000);
		expect(tab.session.connection.state).toBe('online');
		await tab.say('second');
		await settled();
		expect(bodies(server)).toEqual(['first']);
	});

	it('waits when the login ended', async () => {
		const { server, browser, open } = await signedIn();
		const { tab } = await open();
		let ended = 0;
		tab.session.loginEnded.add(() => ended++);
		server.cut(4001, 'signed out');
		await browser.clock.pass(60_000);
		expect(ended).toBe(1);
		expect(tab.session.connection.state).toBe('stopped');
		expect(tab.session.person).toBeUndefined();
	});

	it('is one for all tabs: each shows it, one sends it', async () => {
		const { server, browser, open } = await signedIn();
		const a = await open();
		const b = await open();
		server.isDown = true;
		server.cut();
		await a.tab.say('one');
		await b.tab.say('two');
		await settled();
		expect(lines(a.posts)).toEqual(['one [sending]', 'two [sending]']);
		expect(lines(b.posts)).toEqual(['one [sending]', 'two [sending]']);
		server.isDown = false;
		await browser.clock.pass(20_000);
		expect(sends(server)).toHaveLength(2);
		expect(bodies(server)).toEqual(['one', 'two']);
		for (const { tab, posts } of [a, b]) {
			expect(lines(posts)).toEqual(['one', 'two']);
			expect(states(tab)).toEqual([]);
		}
	});

	it('is not sent again by a tab that did not hear that another had sent it', async () => {
		const { server, browser, open } = await signedIn();
		server.isDown = true;
		const a = await open();
		await a.tab.say('one');
		browser.isDeaf = true;
		const b = await browser.tab();
		expect(states(b)).toEqual(['sending']);
		server.isDown = false;
		await browser.clock.pass(20_000);
		expect(states(a.tab)).toEqual([]);
		b.session.connection.start();
		await settled();
		expect(sends(server)).toHaveLength(1);
		expect(states(b)).toEqual([]);
	});

	it('is taken over by another tab when the one that sends is closed', async () => {
		const { server, browser, open } = await signedIn();
		const a = await open();
		const b = await open();
		let lost = 1;
		server.fault = (frame) => (frame.do === 'post.create' && lost-- > 0 ? 'lose' : undefined);
		await a.tab.say('one');
		await settled();
		a.tab.close();
		await browser.clock.pass(1_000);
		expect(bodies(server)).toEqual(['one']);
		expect(lines(b.posts)).toEqual(['one']);
	});

	it('lives in memory where the device keeps nothing, and says so', async () => {
		const { server, browser, open } = await signedIn(false);
		const { tab, posts } = await open();
		expect(tab.session.outbox.isDurable).toBe(false);
		server.cut();
		await tab.say('one');
		await browser.clock.pass(2_000);
		expect(lines(posts)).toEqual(['one']);
		expect(bodies(server)).toEqual(['one']);
	});

	it('goes on in memory when the device refuses later, and says so', async () => {
		const { server, browser, open } = await signedIn();
		const { tab, posts } = await open();
		const { outbox } = tab.session;
		expect(outbox.isDurable).toBe(true);
		browser.refuse();
		await tab.say('one');
		await settled();
		expect(outbox.isDurable).toBe(false);
		expect(lines(posts)).toEqual(['one']);
		expect(bodies(server)).toEqual(['one']);
	});
});
