import { describe, expect, it } from 'vitest';
import { maya, said, sending, xiaoyu } from './testRows';
import { countAfter, countUnread, daysAgo, firstUnread, timeline, type TimelineItem } from './timeline';

const shape = (items: TimelineItem[]) =>
	items.map((item) => (item.kind === 'message' ? (item.isContinued ? `+${item.key}` : item.key) : item.kind === 'day' ? item.key : '--new--'));

describe('the log', () => {
	// 23:30 and 0:30 in Hefei; the same morning in Columbus.
	const rows = [said(1, xiaoyu, '2026-11-23T15:30:00Z'), said(2, maya, '2026-11-23T16:30:00Z')];

	it('is parted where a day begins for its reader', () => {
		expect(shape(timeline(rows, { zone: 'Asia/Shanghai', self: 'maya' }))).toEqual(['day 2026-11-23', 'p1', 'day 2026-11-24', 'p2']);
		expect(shape(timeline(rows, { zone: 'America/New_York', self: 'maya' }))).toEqual(['day 2026-11-23', 'p1', 'p2']);
	});

	it('knows days of 23 and of 25 hours', () => {
		const night = [said(1, maya, '2026-11-01T03:59:00Z'), said(2, maya, '2026-11-01T04:00:00Z'), said(3, maya, '2026-11-02T04:59:00Z'), said(4, maya, '2026-11-02T05:00:00Z')];
		expect(shape(timeline(night, { zone: 'America/New_York', self: 'x' }))).toEqual(
			['day 2026-10-31', 'p1', 'day 2026-11-01', 'p2', 'p3', 'day 2026-11-02', 'p4']
		);
	});

	it('never goes back a day for a device whose clock is behind', () => {
		const late = [...rows, sending('mine', '2026-11-20T00:00:00Z')];
		expect(shape(timeline(late, { zone: 'UTC', self: 'maya' }))).toEqual(['day 2026-11-23', 'p1', 'p2', '+mine']);
	});

	it('lets an author go on without saying the name again, for five minutes', () => {
		const run = [said(1, maya, '2026-11-23T12:00:00Z'), said(2, maya, '2026-11-23T12:04:59Z'), said(3, maya, '2026-11-23T12:10:00Z'), said(4, xiaoyu, '2026-11-23T12:10:01Z')];
		expect(shape(timeline(run, { zone: 'UTC', self: 'x' })).slice(1)).toEqual(['p1', '+p2', 'p3', 'p4']);
	});

	it('names the author again after a reply, a hidden message and the line before the new', () => {
		const run = [said(1, maya), said(2, maya, undefined, { parent: 'p1' }), said(3, maya), said(4, maya, undefined, { state: 'hidden' }), said(5, maya)];
		expect(shape(timeline(run, { zone: 'UTC', self: 'x', firstUnread: 'p3' })).slice(1)).toEqual(['p1', 'p2', '--new--', 'p3', 'p4', 'p5']);
	});
});

describe('what is unread', () => {
	const rows = [said(1, xiaoyu), said(3, maya), said(4, xiaoyu), said(6, xiaoyu, undefined, { state: 'hidden' }), said(7, xiaoyu), sending('mine', '2026-11-23T12:00:00Z')];

	it('begins with the first of somebody else behind the mark', () => {
		expect(firstUnread(rows, 1, 'maya')).toBe('p4');
		expect(firstUnread(rows, 4, 'maya')).toBe('p7');
		expect(firstUnread(rows, 7, 'maya')).toBeUndefined();
	});
	it('has no line for who comes for the first time, but counts all', () => {
		expect(firstUnread(rows, undefined, 'maya')).toBeUndefined();
		expect(countUnread(rows, undefined, 'maya')).toBe(3);
	});
	it('counts neither own nor hidden messages', () => {
		expect(countUnread(rows, 1, 'maya')).toBe(2);
		expect(countUnread(rows, 1, 'xiaoyu')).toBe(1);
	});
	it('is counted from where the reader left the end', () => {
		expect(countAfter(rows, 'p4', 'maya')).toBe(1);
		expect(countAfter(rows, 'gone', 'maya')).toBe(3);
	});
});

it('counts days by the calendar of the reader, not by hours', () => {
	const late = Date.parse('2026-11-23T15:30:00Z'); // 23:30 in Hefei
	const soonAfter = late + 3_600_000;
	expect(daysAgo(late, soonAfter, 'Asia/Shanghai')).toBe(1);
	expect(daysAgo(late, soonAfter, 'America/New_York')).toBe(0);
});
