import { describe, expect, it } from 'vitest';
import { backoffCap, ceiling } from './backoff';
import { comeback } from './comeback';
import { Connection, type ConnectionState } from './connection';
import { FakeClock, settled } from './testing/fake-clock';
import { FakeServer, problem } from './testing/fake-server';

function setUp(random = 0.5) {
	const server = new FakeServer();
	const clock = new FakeClock();
	const device = { hasNetwork: true, random };
	const connection = new Connection({
		open: server.open,
		language: () => 'zh-Hans',
		clock,
		random: () => device.random,
		hasNetwork: () => device.hasNetwork
	});
	const states: ConnectionState[] = [];
	connection.changed.add((state) => states.push(state));
	return { server, clock, device, connection, states };
}

async function online(random?: number) {
	const all = setUp(random);
	all.connection.start();
	await settled();
	expect(all.connection.state).toBe('online');
	return all;
}

describe('the connection', () => {
	it('says hello first, in the reader’s language, and lets commands follow without waiting', async () => {
		const { server, connection, states } = setUp();
		connection.start();
		const answer = connection.call('ping', {});
		await expect(answer).resolves.toEqual({});
		expect(server.received.map((frame) => frame.do)).toEqual(['hello', 'ping']);
		expect(server.received[0]?.in).toEqual({ protocol: 1, language: 'zh-Hans' });
		expect(states).toEqual(['connecting', 'online']);
	});

	it('gives a refusal to whoever asked', async () => {
		const { server, connection } = await online();
		server.fault = () => problem(429, 'rate.posts', 3);
		await expect(connection.call('ping', {})).rejects.toMatchObject({ code: 'rate.posts', problem: { retry_after: 3 } });
	});

	it('rejects what is open when it breaks, and what is asked while it is away', async () => {
		const { server, connection } = await online();
		server.fault = () => 'cut after';
		await expect(connection.call('ping', {})).rejects.toMatchObject({ code: 'disconnected' });
		await expect(connection.call('ping', {})).rejects.toMatchObject({ code: 'disconnected' });
	});

	it('gives up on an answer that does not come over a living line', async () => {
		const { server, clock, connection } = await online();
		server.fault = ({ id, do: what }) => (what === 'ping' && id === '2' ? 'lose' : undefined);
		const answer = connection.call('ping', {}).catch((error: unknown) => error);
		await clock.pass(31_000);
		expect(await answer).toMatchObject({ code: 'unanswered' });
		expect(connection.state).toBe('online');
	});

	it('does not send a frame that the server would not read', async () => {
		const { server, connection } = await online();
		const body = '\n'.repeat(40_000); // two bytes each in JSON
		const input = { thread: 't', client_id: 'c', body };
		await expect(connection.call('post.create', input)).rejects.toMatchObject({ problem: { status: 413 } });
		expect(server.sent('post.create')).toEqual([]);
	});

	it('asks after 20 s of silence, and comes back when 10 s more bring nothing', async () => {
		const { server, clock, connection, states } = await online();
		await clock.pass(19_999);
		expect(server.sent('ping')).toHaveLength(0);
		await clock.pass(2);
		expect(server.sent('ping')).toHaveLength(1);
		await clock.pass(19_000);
		expect(connection.state).toBe('online'); // it was answered

		server.isMute = true;
		await clock.pass(1_001); // 20 s after the answer
		expect(server.sent('ping')).toHaveLength(2);
		await clock.pass(9_990);
		expect(connection.state).toBe('online');
		server.isMute = false;
		await clock.pass(20);
		expect(connection.state).toBe('reconnecting');
		await clock.pass(500);
		expect(states).toEqual(['connecting', 'online', 'reconnecting', 'online']);
	});

	it('does not ping a line on which others talk', async () => {
		const { server, clock } = await online();
		for (let n = 0; n < 10; n++) {
			await clock.pass(15_000);
			server.live[0]?.frame({ topic: 'class:1', signal: 'typing' });
			await settled();
		}
		expect(server.sent('ping')).toHaveLength(0);
	});

	it('gives up on a server that takes the connection and says nothing', async () => {
		const { server, clock, connection } = setUp();
		server.isMute = true;
		connection.start();
		await clock.pass(15_001);
		expect(connection.state).toBe('reconnecting');
	});

	it('waits longer with each failure, up to the cap, and begins anew after a stable connection', async () => {
		const { server, clock, connection } = await online(0.999);
		server.isDown = true;
		await clock.pass(10_001);
		server.cut();
		await settled();
		const waits: number[] = [];
		for (let n = 0; n < 8; n++) {
			waits.push(Math.round(clock.next ?? 0));
			await clock.pass(clock.next ?? 0);
		}
		expect(waits).toEqual([500, 999, 1998, 3996, 7992, 15984, 19980, 19980]);
		server.isDown = false;
		await clock.pass(20_000);
		expect(connection.state).toBe('online');
		await clock.pass(9_000);
		server.cut(); // too soon to call it stable
		await settled();
		expect(clock.next).toBeGreaterThan(19_000);
		await clock.pass(20_000);
		await clock.pass(10_001);
		server.cut();
		await settled();
		expect(clock.next).toBeLessThanOrEqual(500);
	});

	it('spreads the return of many over the whole wait', () => {
		const waits = (attempt: number, reason = '', code = 1006) =>
			[0, 0.25, 0.999].map((r) => comeback({ code, reason }, attempt, () => r)).map((c) => ('wait' in c ? c.wait : c.stop));
		expect(waits(3)).toEqual([0, 1000, 3996]);
		expect(waits(0, '{"retry_after":2000}', 1012)).toEqual([2000, 2500, 3998]);
		expect(waits(0, 'no JSON', 1012)).toEqual([0, 125, 499.5]);
		expect(waits(0, '{"retry_after":-5}', 1012)).toEqual([0, 125, 499.5]);
		expect(ceiling(1000)).toBe(backoffCap);
	});

	it('keeps to the hint of a restarting server, even when the network returns meanwhile', async () => {
		const { server, clock, connection } = await online(0);
		server.cut(1012, '{"retry_after":3000}');
		await settled();
		expect(clock.next).toBe(3000);
		connection.check();
		expect(clock.next).toBe(3000);
		await clock.pass(3000);
		expect(connection.state).toBe('online');
	});

	it('comes back at once when it was too slow, but not again and again', async () => {
		const { server, clock, connection } = await online();
		server.cut(4002, 'too slow');
		await clock.pass(0);
		expect(connection.state).toBe('online');
		server.cut(4002, 'too slow');
		await settled();
		expect(clock.next).toBe(500); // half of the second step
	});

	it('rests after a flood', async () => {
		const { server, clock } = await online(0);
		server.cut(4003, 'too many messages');
		await settled();
		expect(clock.next).toBe(500);
		expect(comeback({ code: 4003, reason: '' }, 0, () => 0.5)).toEqual({ wait: 2500, firm: true });
	});

	it.each([
		[4000, 'protocol'],
		[4001, 'unauthenticated']
	] as const)('stays away after %i', async (code, reason) => {
		const { server, clock, connection } = await online();
		server.cut(code, '');
		await settled();
		expect(connection.state).toBe('stopped');
		expect(connection.stopReason).toBe(reason);
		connection.check();
		await clock.pass(120_000);
		expect(server.sockets).toHaveLength(1);
		connection.start();
		await settled();
		expect(connection.state).toBe('online');
	});

	it.each([1001, 1006, 1009, 1013, 4008, 4009, 4010, 4999])('comes back after %i', async (code) => {
		const { server, clock, connection } = await online();
		server.cut(code, '');
		await clock.pass(5_000);
		expect(connection.state).toBe('online');
	});

	it('is offline while the device has no network, and comes back with it', async () => {
		const { server, clock, device, connection, states } = await online(0.9);
		device.hasNetwork = false;
		server.isDown = true;
		server.cut();
		await clock.pass(60_000);
		expect(states.at(-1)).toBe('offline');
		device.hasNetwork = true;
		server.isDown = false;
		connection.check();
		expect(connection.state).toBe('reconnecting');
		await clock.pass(500);
		expect(connection.state).toBe('online');
	});

	it('asks at once when the device wakes up', async () => {
		const { server, clock, connection } = await online();
		server.isMute = true;
		connection.check();
		connection.check();
		await clock.pass(9_999);
		expect(server.sent('ping')).toHaveLength(1);
		await clock.pass(2);
		expect(connection.state).toBe('reconnecting');
	});

	it('says soon that it is offline when the device says so', async () => {
		const { server, clock, device, connection, states } = await online();
		device.hasNetwork = false;
		server.isMute = true;
		connection.check();
		await clock.pass(2_001);
		expect(states.at(-1)).toBe('offline');
	});

	it('leaves for good when it is told to, and hears nothing of the old line afterwards', async () => {
		const { server, clock, connection } = await online();
		connection.restart();
		await settled();
		expect(server.live).toHaveLength(1);
		expect(connection.state).toBe('online');
		connection.stop();
		await clock.pass(60_000);
		expect(server.live).toHaveLength(0);
		expect(server.sockets).toHaveLength(2);
		expect(clock.next).toBeUndefined();
	});

	it('is not confused by frames that make no sense', async () => {
		const { server, connection } = await online();
		for (const nonsense of [null, 5, [], 'text', { id: 'never asked', ok: {} }, { topic: 'x' }]) {
			server.live[0]?.frame(nonsense);
		}
		await expect(connection.call('ping', {})).resolves.toEqual({});
	});
});
