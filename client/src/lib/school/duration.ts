import { t } from '$lib/i18n';

/** “2 h 30 min”, in the reader's language. */
export function duration(minutes: number): string {
	const hours = Math.floor(minutes / 60);
	const rest = minutes % 60;
	if (hours === 0) return t('school.minutes', { Minutes: rest });
	return rest === 0 ? t('school.hours_long', { Hours: hours }) : t('school.hours_minutes', { Hours: hours, Minutes: rest });
}
