import { describe, expect, it } from 'vitest';
import type { components } from '../api/schema';
import { changesIn, stretches } from './weeks';

type Week = components['schemas']['SharedWeek'];

const week = (monday: string, overlaps: [string, string][], more: Partial<Week> = {}): Week => ({
	...{ monday, minutes: 0, shifted: false, changes: [] },
	overlaps: overlaps.map(([a, b]) => ({
		...{ start: '', end: '' },
		a: { start: a, end: `${a.slice(0, 11)}23:00` },
		b: { start: b, end: `${b.slice(0, 11)}12:00` }
	})),
	...more
});

describe('shared weeks', () => {
	it('are said once while they are alike', () => {
		const weeks = [
			week('2026-10-19', [['2026-10-19T19:30', '2026-10-20T07:30']]),
			week('2026-10-26', [['2026-10-26T19:30', '2026-10-27T07:30']], { changes: [{ side: 'a', on: '2026-11-01', minutes: -60 }] }),
			week('2026-11-02', [['2026-11-02T19:00', '2026-11-03T08:00']], { shifted: true }),
			week('2026-11-09', [['2026-11-09T19:00', '2026-11-10T08:00']]),
			week('2026-11-16', []),
			week('2026-11-23', [])
		];
		const found = stretches(weeks);
		expect(found.map(({ first, count, until }) => [first.monday, count, until])).toEqual([
			['2026-10-19', 2, '2026-11-01'],
			['2026-11-02', 2, '2026-11-15'],
			['2026-11-16', 2, '2026-11-29']
		]);
		expect(changesIn(found[0]!, weeks)).toHaveLength(1);
		expect(changesIn(found[1]!, weeks)).toHaveLength(0);
	});

	it('are told apart when a change of the clocks has shifted them, even where the hours look alike', () => {
		const weeks = [week('2026-10-26', []), week('2026-11-02', [], { shifted: true })];
		expect(stretches(weeks)).toHaveLength(2);
	});
});
