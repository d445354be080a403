// Days as `2026-11-23`, by the calendar of a place. Pure functions.

/** The day at an instant, in a zone. */
export const dayAt = (at: number, zone: string): string =>
	new Intl.DateTimeFormat('en-CA', { timeZone: zone, year: 'numeric', month: '2-digit', day: '2-digit' }).format(at);

/** So many days after a day; fewer than 0: before it. */
export function plusDays(day: string, days: number): string {
	const at = new Date(`${day}T00:00:00Z`);
	at.setUTCDate(at.getUTCDate() + days);
	return at.toISOString().slice(0, 10);
}

/** Whether somebody who could have written since a time has been silent for so many days of 24 hours. */
export const isSilentFor = ({ since, last_post_at: last = since }: { since: string; last_post_at?: string }, days: number, now: number): boolean =>
	now - Math.max(Date.parse(since), Date.parse(last)) > days * 86_400_000;
