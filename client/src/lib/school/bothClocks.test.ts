import { expect, it } from 'vitest';
import { bothClocks } from './bothClocks';
import { beginWith } from './begin';

const tuesday = { weekday: 2, from: '07:00', until: '09:00' };

it('shows hours by the clocks of both cities, across midnight and with summer time', () => {
	const winter = bothClocks(tuesday, 'Asia/Shanghai', 'America/New_York', Date.UTC(2026, 0, 7, 12)); // a Wednesday
	expect(winter).toEqual({ theirs: { start: '2026-01-13T07:00', end: '2026-01-13T09:00' }, ours: { start: '2026-01-12T18:00', end: '2026-01-12T20:00' } });
	const summer = bothClocks(tuesday, 'Asia/Shanghai', 'America/New_York', Date.UTC(2026, 6, 7, 2)); // Tuesday there already
	expect(summer.theirs.start).toBe('2026-07-07T07:00');
	expect(summer.ours).toEqual({ start: '2026-07-06T19:00', end: '2026-07-06T21:00' });
});

it('takes a day’s end for midnight', () => {
	expect(bothClocks({ weekday: 5, from: '22:00', until: '24:00' }, 'America/New_York', 'America/New_York', Date.UTC(2026, 0, 7, 12)).theirs.end).toBe('2026-01-10T00:00');
});

it('begins the description of a class with what the school and the last class tell', () => {
	expect(beginWith(undefined)).toEqual({ ageFrom: '', ageTo: '', size: '', subject: '', english: '', chinese: '' });
	const last = { age_from: 12, age_to: 14, size: 30, subject: 'environment', english_level: 'advanced', chinese_level: 'native' } as const;
	expect(beginWith(last)).toEqual({ ageFrom: '12', ageTo: '14', size: '30', subject: 'environment', english: 'advanced', chinese: 'native' });
});
