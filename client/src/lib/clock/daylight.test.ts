import { expect, it } from 'vitest';
import { isDay } from './daylight';

it('is night in Columbus while Hefei has lessons', () => {
	const at = Date.parse('2026-11-23T02:00:00Z'); // 21:00 in Columbus, 10:00 in Hefei
	expect(isDay('America/New_York', at)).toBe(false);
	expect(isDay('Asia/Shanghai', at)).toBe(true);
});

it('counts midnight as night and six as day', () => {
	expect(isDay('UTC', Date.parse('2026-11-23T00:00:00Z'))).toBe(false);
	expect(isDay('UTC', Date.parse('2026-11-23T06:00:00Z'))).toBe(true);
	expect(isDay('UTC', Date.parse('2026-11-23T18:00:00Z'))).toBe(false);
});
