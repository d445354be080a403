import { describe, expect, it } from 'vitest';
import { settled } from './testing/fake-clock';
import { FakeServer, problem } from './testing/fake-server';
import { FakeBrowser, lines, mei, thread, tom } from './testing/tab';
import type { Follower } from './topic';
import type { TopicEvent } from './wire';

const topic = `thread:${thread}`;

/** Writes down what it is told. */
class Diary implements Follower {
	readonly told: string[] = [];
	onSnapshot = (_: unknown, { seq }: { seq: number }) => this.told.push(`snapshot ${seq}`);
	onEvent = ({ seq }: TopicEvent) => this.told.push(`event ${seq}`);
	onReset = (reason: string) => this.told.push(`reset ${reason}`);
	onClosed = ({ code }: { code: string }) => this.told.push(`closed ${code}`);
	onLive = () => this.told.push('live');
	onEnd = () => this.told.push('end');
}

async function follow() {
	const server = new FakeServer();
	server.post(tom, thread, 'one');
	const browser = new FakeBrowser(server);
	const tab = await browser.tab();
	tab.session.connection.start();
	await settled();
	const opened = tab.session.topics.open(topic, () => new Diary());
	await settled();
	const { told } = opened.follower;
	expect(told).toEqual(['snapshot 1', 'live']);
	told.length = 0;
	return { server, browser, tab, opened, told };
}

describe('a followed topic', () => {
	it('brings the snapshot, then every event once and in order', async () => {
		const { server, told } = await follow();
		for (const body of ['two', 'three']) server.post(tom, thread, body);
		server.live[0]?.frame(server.log(topic)[1]); // once more
		await settled();
		expect(told).toEqual(['event 2', 'event 3']);
	});

	it('is one subscription for everyone who has it open', async () => {
		const { server, tab, opened, told } = await follow();
		const second = tab.session.topics.open(topic, () => new Diary());
		expect(second.follower).toBe(opened.follower);
		opened.close();
		opened.close();
		server.post(tom, thread, 'two');
		await settled();
		expect(told).toEqual(['event 2']);
		second.close();
		await settled();
		expect(told).toEqual(['event 2', 'end']);
		expect(server.sent('subscribe')).toHaveLength(1);
		expect(server.sent('unsubscribe')).toHaveLength(1);
	});

	it('resumes where it was, after five breaks in a row', async () => {
		const { server, browser, told } = await follow();
		for (let n = 2; n <= 6; n++) {
			server.cut();
			await settled();
			server.post(tom, thread, `text ${n}`); // while we are away
			await browser.clock.pass(20_000);
		}
		expect(told.filter((line) => line !== 'live')).toEqual(['event 2', 'event 3', 'event 4', 'event 5', 'event 6']);
		expect(server.sent('subscribe').map((frame) => frame.in.since)).toEqual([undefined, 1, 2, 3, 4, 5]);
	});

	it('asks again for what is missing instead of applying what comes after it', async () => {
		const { server, told } = await follow();
		server.live[0]?.topics.clear(); // the server loses one
		server.post(tom, thread, 'lost');
		server.live[0]?.topics.add(topic);
		server.post(tom, thread, 'three');
		await settled();
		expect(told.filter((line) => line !== 'live')).toEqual(['event 2', 'event 3']);
		expect(server.sent('subscribe')[1]?.in).toEqual({ topic, since: 1, epoch: 'epoch-1' });
	});

	it('lets nothing of the old subscription in while it asks for what is missing', async () => {
		const { server, told } = await follow();
		server.live[0]?.topics.clear();
		for (const body of ['two', 'three', 'four']) server.post(tom, thread, body);
		const [, two, three, four] = server.log(topic);
		for (const late of [three, two, four]) server.live[0]?.frame(late);
		await settled();
		expect(told).toEqual(['live', 'event 2', 'event 3', 'event 4']);
	});

	it('takes a snapshot when a gap does not close', async () => {
		const { server, told } = await follow();
		const [first] = server.log(topic);
		for (let n = 0; n < 4; n++) {
			server.live[0]?.frame({ ...first, seq: 9 });
			await settled();
		}
		expect(told.filter((line) => line !== 'live')).toEqual(['reset gap', 'snapshot 1']);
	});

	it('begins anew with another epoch, when it is ahead of the log, or too far behind', async () => {
		for (const [reason, change] of [
			['epoch', (s: FakeServer) => (s.epoch = 'epoch-2')],
			['ahead', (s: FakeServer) => s.logs.set(topic, [])],
			['too_old', (s: FakeServer) => (s.oldest = 100)]
		] as const) {
			const { server, browser, told } = await follow();
			change(server);
			server.cut();
			await browser.clock.pass(1_000);
			expect(told).toEqual([`reset ${reason}`, `snapshot ${server.log(topic).length}`, 'live']);
		}
	});

	it('tells when it is closed, keeps no copy, and hears nothing until it is opened again', async () => {
		const { server, browser, tab, opened, told } = await follow();
		server.live[0]?.frame({ topic, closed: problem(403, 'forbidden') });
		await settled();
		server.post(tom, thread, 'two');
		server.cut();
		await browser.clock.pass(1_000);
		expect(told).toEqual(['closed forbidden']);
		expect(tab.session.connection.state).toBe('online');
		opened.reopen();
		await settled();
		expect(told).toEqual(['closed forbidden', 'snapshot 2', 'live']);
	});

	it('asks again by itself after a passing refusal, no sooner than it was told', async () => {
		const { server, browser, tab } = await follow();
		let refusals = 2;
		server.fault = (frame) => (frame.do === 'subscribe' && refusals-- > 0 ? problem(503, 'unavailable', 2) : undefined);
		const { follower } = tab.session.topics.open('thread:other', () => new Diary());
		await browser.clock.pass(1_999);
		expect(server.sent('subscribe')).toHaveLength(2);
		await browser.clock.pass(1_100);
		expect(server.sent('subscribe')).toHaveLength(3);
		await browser.clock.pass(4_000);
		expect(follower.told).toEqual(['snapshot 0', 'live']);
	});

	it('loses no event between the snapshot and what is live', async () => {
		const { server, tab } = await follow();
		const { follower } = tab.session.topics.open('thread:other', () => new Diary());
		for (let n = 0; n < 10; n++) {
			server.post(tom, 'other', `text ${n}`);
			await new Promise((resolve) => setImmediate(resolve)); // between any two steps of the subscription
		}
		await settled();
		const [snapshot = '', live, ...events] = follower.told;
		const begun = Number(snapshot.replace('snapshot ', ''));
		expect(live).toBe('live');
		expect(begun).toBeLessThan(5);
		expect(events).toEqual(server.log('thread:other').slice(begun).map(({ seq }) => `event ${seq}`));
	});
});

describe('what the device keeps of a topic', () => {
	it('is shown at once after a reload without a connection, and resumed from', async () => {
		const server = new FakeServer();
		server.person = mei;
		server.post(tom, thread, 'one');
		const browser = new FakeBrowser(server);
		const before = await browser.tab();
		before.session.connection.start();
		before.openThread();
		await settled();
		server.post(tom, thread, 'two');
		await browser.clock.pass(1_001);
		before.close();

		server.isDown = true;
		server.post(tom, thread, 'three');
		const after = await browser.tab();
		after.session.connection.start();
		const { follower } = after.openThread();
		await settled();
		expect(lines(follower)).toEqual(['one', 'two']);
		server.isDown = false;
		await browser.clock.pass(20_000);
		expect(lines(follower)).toEqual(['one', 'two', 'three']);
		expect(server.sent('subscribe').filter((f) => f.in.topic === topic).map((f) => f.in.since)).toEqual([undefined, 2]);
	});

	it('is gone with the person who read it', async () => {
		const server = new FakeServer();
		server.person = mei;
		server.post(tom, thread, 'for the class alone');
		const browser = new FakeBrowser(server);
		const tab = await browser.tab();
		tab.session.connection.start();
		const { follower } = tab.openThread();
		await browser.clock.pass(1_001);
		expect(lines(follower)).toEqual(['for the class alone']);

		server.fault = (frame) => (frame.do === 'subscribe' && frame.in.topic === topic ? problem(403, 'forbidden') : undefined);
		server.person = undefined;
		await tab.session.changePerson(undefined);
		expect(lines(follower)).toEqual([]);
		await settled();
		tab.close();
		const next = await browser.tab(mei); // even under her name
		expect(lines(next.openThread().follower)).toEqual([]);
		await settled();
		expect(lines(next.openThread().follower)).toEqual([]);
	});

	it('leaves the page and the device when access ends', async () => {
		const server = new FakeServer();
		server.person = mei;
		server.post(tom, thread, 'for the class alone');
		const browser = new FakeBrowser(server);
		const tab = await browser.tab();
		tab.session.connection.start();
		const { follower } = tab.openThread();
		await browser.clock.pass(1_001);
		server.live[0]?.frame({ topic, closed: problem(403, 'forbidden') });
		await settled();
		expect(lines(follower)).toEqual([]);
		tab.close();
		const next = await browser.tab();
		const again = next.openThread();
		await settled();
		expect(lines(again.follower)).toEqual([]);
	});
});
