import { expect, it } from 'vitest';
import { dayAt, isSilentFor, plusDays } from './days';

it('knows that two schools are on two days at once', () => {
	const at = Date.parse('2026-11-23T16:30:00Z');
	expect(dayAt(at, 'America/New_York')).toBe('2026-11-23');
	expect(dayAt(at, 'Asia/Shanghai')).toBe('2026-11-24');
});
it('counts days over months and changes of the clocks', () => {
	expect(plusDays('2026-10-31', 1)).toBe('2026-11-01');
	expect(plusDays('2026-11-02', -2)).toBe('2026-10-31');
	expect(plusDays('2028-02-28', 1)).toBe('2028-02-29');
});
it('takes for silent who could have spoken for so long', () => {
	const now = Date.parse('2026-11-23T12:00:00Z');
	const long = '2026-09-01T08:00:00Z';
	expect(isSilentFor({ since: long }, 7, now)).toBe(true);
	expect(isSilentFor({ since: long, last_post_at: '2026-11-16T11:59:00Z' }, 7, now)).toBe(true);
	expect(isSilentFor({ since: long, last_post_at: '2026-11-16T12:01:00Z' }, 7, now)).toBe(false);
	expect(isSilentFor({ since: '2026-11-23T11:57:00Z' }, 7, now)).toBe(false); // the class is three minutes old
	expect(isSilentFor({ since: '2026-11-20T08:00:00Z', last_post_at: '2026-10-01T08:00:00Z' }, 7, now)).toBe(false); // came back
});
