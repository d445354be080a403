import type { Hours } from './words';

/**
 * Weekly hours with more of them, in order: on one day (1 is Monday), or from Monday to Friday (0). What cannot be is
 * named instead.
 */
export function addHours(hours: readonly Hours[], day: number, from: string, until: string): Hours[] | 'required' | 'ends_before_start' | 'overlap' {
	if (!from || !until) return 'required';
	// A clock's midnight at the end of a day.
	const end = until === '00:00' ? '24:00' : until;
	if (end <= from) return 'ends_before_start';
	const added = (day === 0 ? [1, 2, 3, 4, 5] : [day]).map((weekday) => ({ weekday, from, until: end }));
	const overlaps = added.some((one) => hours.some((other) => other.weekday === one.weekday && other.from < one.until && one.from < other.until));
	if (overlaps) return 'overlap';
	return [...hours, ...added].sort((a, b) => a.weekday - b.weekday || a.from.localeCompare(b.from));
}
