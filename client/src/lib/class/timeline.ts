// What stands in the log, made from the rows: separators of days in the reader's zone, the line before what is new, and
// which messages go on where the same author left off. Pure functions.

import type { PostRow } from '../state/postList';

export type TimelineItem =
	| { kind: 'day'; key: string; at: number }
	| { kind: 'unread'; key: string }
	| { kind: 'message'; key: string; row: PostRow; isContinued: boolean };

export interface TimelineOptions {
	/** IANA zone in which days begin. */
	zone: string;
	/** The first message that was new when the reader came. */
	firstUnread?: string;
	/** The reader, who wrote what is under way. */
	self: string | undefined;
}

/** An author's messages within this time stand together. Milliseconds. */
const together = 5 * 60_000;

/** When a row was said, in milliseconds since 1970: by the server's clock, or by the device's while it is under way. */
export function saidAt(row: PostRow): number {
	return row.created_at ? Date.parse(row.created_at) : (row.entry?.createdAt ?? 0);
}

/** Who said it. What is under way is the reader's own. */
export const authorOf = (row: PostRow, self: string | undefined): string | undefined => row.author?.id ?? (row.entry ? self : undefined);

/** The message that a row answers. */
export const parentOf = (row: PostRow): string | undefined => row.post?.parent ?? row.entry?.input.parent;

export function timeline(rows: readonly PostRow[], { zone, firstUnread, self }: TimelineOptions): TimelineItem[] {
	const dayOf = days(zone);
	const items: TimelineItem[] = [];
	let last: PostRow | undefined;
	let lastDay = '';
	for (const row of rows) {
		const at = saidAt(row);
		// Days never go back: what is under way stands at the end, also where the device's clock is behind.
		const day = dayOf(at) > lastDay ? dayOf(at) : lastDay;
		const isNewDay = day !== lastDay;
		if (isNewDay) items.push({ kind: 'day', key: `day ${day}`, at });
		const isFirstUnread = firstUnread !== undefined && row.key === firstUnread;
		if (isFirstUnread) items.push({ kind: 'unread', key: 'unread' });
		const isContinued =
			last !== undefined &&
			!isNewDay &&
			!isFirstUnread &&
			authorOf(row, self) !== undefined &&
			authorOf(row, self) === authorOf(last, self) &&
			at - saidAt(last) < together &&
			!parentOf(row) &&
			isShown(row) &&
			isShown(last);
		items.push({ kind: 'message', key: row.key, row, isContinued });
		last = row;
		lastDay = day;
	}
	return items;
}

/** The key of the first message that was written by others and lies behind the reading mark. */
export function firstUnread(rows: readonly PostRow[], readTo: number | undefined, self: string | undefined): string | undefined {
	// Who never opened the chat has everything before them: a line above the first word would say nothing.
	if (readTo === undefined) return undefined;
	return rows.find((row) => isNews(row, self) && (row.post?.seq ?? 0) > readTo)?.key;
}

/** How many messages by others lie behind the reading mark, of those that are known here. */
export function countUnread(rows: readonly PostRow[], readTo: number | undefined, self: string | undefined): number {
	return rows.filter((row) => isNews(row, self) && (row.post?.seq ?? 0) > (readTo ?? 0)).length;
}

/** How many messages by others came after a row; all of them where it is not there any more. */
export function countAfter(rows: readonly PostRow[], key: string | undefined, self: string | undefined): number {
	const from = rows.findIndex((row) => row.key === key) + 1;
	return rows.slice(from).filter((row) => isNews(row, self)).length;
}

/** Readable, and said by somebody else. */
const isNews = (row: PostRow, self: string | undefined): boolean => row.post?.state === 'visible' && row.author?.id !== self;

/** Neither hidden nor deleted. */
export const isShown = (row: PostRow): boolean => !row.post || row.post.state === 'visible';

/** Days as `2026-11-23`, which order as text. */
function days(zone: string): (at: number) => string {
	const format = new Intl.DateTimeFormat('en-CA', { timeZone: zone, year: 'numeric', month: '2-digit', day: '2-digit' });
	return (at) => format.format(at);
}

/** How many days before `now` an instant's day is, in a zone: 0 is today, 1 yesterday. */
export function daysAgo(at: number, now: number, zone: string): number {
	const dayOf = days(zone);
	return Math.round((Date.parse(dayOf(now)) - Date.parse(dayOf(at))) / 86_400_000);
}
