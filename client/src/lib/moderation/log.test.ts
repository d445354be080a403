import { describe, expect, it } from 'vitest';
import { everything, kindsOf, queryOf, startOfDay } from './log';

describe('the days that the log is read by', () => {
	it('begin in the zone of who reads', () => {
		expect(new Date(startOfDay('2026-03-09', 'Asia/Shanghai')).toISOString()).toBe('2026-03-08T16:00:00.000Z');
		expect(new Date(startOfDay('2026-03-08', 'America/New_York')).toISOString()).toBe('2026-03-08T05:00:00.000Z');
	});
	it('are whole, also when the clocks change', () => {
		const query = queryOf({ ...everything(), since: '2026-03-08', until: '2026-03-08' }, 'America/New_York');
		expect([query.since, query.until]).toEqual(['2026-03-08T05:00:00.000Z', '2026-03-09T04:00:00.000Z']); // 23 hours
		expect(queryOf({ ...everything(), until: '2026-12-31' }, 'Asia/Taipei').until).toBe('2026-12-31T16:00:00.000Z');
	});
	it('are not asked for where none is chosen', () => expect(Object.values(queryOf(everything(), 'UTC')).every((value) => value === undefined)).toBe(true));
});

it('what was done is listed by what it was done to, whatever comes later too', () => {
	expect(kindsOf(['city.add', 'class.mute', 'class.remove', 'weather.change'])).toEqual([
		{ group: 'class', actions: ['class.mute', 'class.remove'] },
		{ group: 'city', actions: ['city.add'] },
		{ group: 'other', actions: ['weather.change'] }
	]);
});
