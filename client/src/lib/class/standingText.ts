import { formatDateTime, formatTime, hasText, t, timeZone } from '$lib/i18n';
import type { ClassStanding } from './standing.svelte';
import { daysAgo } from './timeline';

/** Why one cannot write now, and until when, as a sentence; for who reads it beforehand. */
export function standingText({ why = '', until }: ClassStanding, now = Date.now()): string {
	if (!until) {
		const key = `error.${why}`;
		return hasText(key) ? t(key) : t('class.may_not_write');
	}
	const isToday = daysAgo(Date.parse(until), now, timeZone()) === 0;
	const at = isToday ? formatTime(until) : formatDateTime(until);
	return why === 'quiet_hours' ? t('standing.quiet_until', { At: at }) : t('standing.muted_until', { At: at });
}
