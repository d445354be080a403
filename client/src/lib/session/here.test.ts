import { describe, expect, it } from 'vitest';
import { Presence } from './presence';
import { ServerTime } from './server-time';
import { FakeClock } from './testing/fake-clock';
import { mei, tom } from './testing/tab';
import { TypingIn, TypingOut } from './typing';

const topic = 'class:1';

describe('who is here', () => {
	it('follows the list of the subscription and the signals after it', () => {
		const presence = new Presence();
		let changes = 0;
		presence.changed.add(() => changes++);
		presence.set([mei]);
		presence.signal({ topic, signal: 'presence', data: { here: [tom] } });
		presence.signal({ topic, signal: 'typing', from: tom.id });
		expect(presence.people).toEqual([mei, tom]);
		presence.signal({ topic, signal: 'presence', data: { gone: [mei.id] } });
		expect(presence.people).toEqual([tom]);
		expect(presence.isHere(mei.id)).toBe(false);
		presence.set([]); // a new subscription knows better
		expect(presence.people).toEqual([]);
		expect(changes).toBe(4);
	});
});

describe('typing', () => {
	it('is said at most every 3 s, and at once for the next text', async () => {
		const clock = new FakeClock();
		let said = 0;
		const out = new TypingOut(clock, () => said++);
		for (let n = 0; n < 60; n++) {
			out.typed();
			await clock.pass(100);
		}
		expect(said).toBe(2);
		out.sent();
		out.typed();
		expect(said).toBe(3);
	});

	it('of others is shown for 5 s after the last that was heard, and no longer than until their text', async () => {
		const clock = new FakeClock();
		const typing = new TypingIn(clock, () => mei.id);
		const hear = (from: string) => typing.signal({ topic, signal: 'typing', from });
		hear(mei.id);
		expect(typing.people).toEqual([]);
		hear(tom.id);
		await clock.pass(4_000);
		hear(tom.id);
		await clock.pass(4_999);
		expect(typing.people).toEqual([tom.id]);
		await clock.pass(1);
		expect(typing.people).toEqual([]);
		hear(tom.id);
		typing.stopped(tom.id);
		expect(typing.people).toEqual([]);
		expect(clock.next).toBeUndefined();
	});
});

describe('the server’s time', () => {
	it('is the device’s, put right by the welcome and half of the way', () => {
		const clock = new FakeClock();
		const time = new ServerTime(clock);
		expect(time.now()).toBe(clock.now());
		time.heard(new Date(clock.now() + 60_000).toISOString(), 400);
		expect(time.offset).toBe(60_200);
		time.heard('no time', 0);
		expect(time.offset).toBe(60_200);
	});
});
