import { describe, expect, it } from 'vitest';
import { addHours } from './hours';

describe('weekly hours', () => {
	it('are added for a day, or for the five days of school', () => {
		expect(addHours([], 3, '08:00', '09:30')).toEqual([{ weekday: 3, from: '08:00', until: '09:30' }]);
		const week = addHours([{ weekday: 2, from: '13:00', until: '15:00' }], 0, '08:00', '12:00');
		expect(week).toHaveLength(6);
		expect((week as { weekday: number; from: string }[]).map(({ weekday, from }) => weekday + from)).toEqual(['108:00', '208:00', '213:00', '308:00', '408:00', '508:00']);
	});

	it('end at midnight at the latest, after they begin, and beside each other', () => {
		expect(addHours([], 1, '22:00', '00:00')).toEqual([{ weekday: 1, from: '22:00', until: '24:00' }]);
		expect(addHours([], 1, '10:00', '09:00')).toBe('ends_before_start');
		expect(addHours([], 1, '10:00', '')).toBe('required');
		const monday = [{ weekday: 1, from: '08:00', until: '10:00' }];
		expect(addHours(monday, 0, '09:00', '11:00')).toBe('overlap');
		expect(addHours(monday, 1, '10:00', '11:00')).toHaveLength(2);
	});
});
