import { language, t, timeZone } from './i18n.svelte';

/** What the server sends (RFC 3339), or a Date, or milliseconds since 1970. */
export type Instant = string | number | Date;

function toDate(instant: Instant): Date {
	return instant instanceof Date ? instant : new Date(instant);
}

// Making an Intl formatter costs far more than using it, and a thread shows hundreds of times.
const formatters = new Map<string, Intl.DateTimeFormat>();

function formatter(options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
	const key = language() + JSON.stringify(options);
	let made = formatters.get(key);
	if (!made) formatters.set(key, (made = new Intl.DateTimeFormat(language(), language() === 'zh-Hant' ? plainClock(options) : options)));
	return made;
}

/** Taiwan's short style says “清晨7:34” and “中午12:10”; by its parts it is 上午 and 下午, as clocks there have it. */
function plainClock({ dateStyle, timeStyle, ...rest }: Intl.DateTimeFormatOptions): Intl.DateTimeFormatOptions {
	if (!timeStyle) return { dateStyle, ...rest };
	return { ...(dateStyle && { year: 'numeric', month: dateStyle === 'short' ? 'numeric' : 'long', day: 'numeric' }), ...(dateStyle === 'full' && { weekday: 'long' }), hour: 'numeric', minute: '2-digit', ...rest };
}

/** Date and time in the reader's language and zone. Reactive. */
export function formatDateTime(
	instant: Instant,
	options: Intl.DateTimeFormatOptions = { dateStyle: 'medium', timeStyle: 'short' }
): string {
	return formatter({ timeZone: timeZone(), ...options }).format(toDate(instant));
}

/** The day alone, in the reader's language and zone. Reactive. */
export function formatDate(instant: Instant): string {
	return formatDateTime(instant, { dateStyle: 'long' });
}

/** The clock time alone, in the reader's language and zone. Reactive. */
export function formatTime(instant: Instant): string {
	return formatDateTime(instant, { timeStyle: 'short' });
}

/** Weekday and time in another place's IANA zone, for the two cities of a class. Reactive. */
export function formatTimeIn(zone: string, instant: Instant = Date.now()): string {
	return formatDateTime(instant, { timeZone: zone, weekday: 'short', hour: 'numeric', minute: '2-digit' });
}

export function formatNumber(value: number, options?: Intl.NumberFormatOptions): string {
	return new Intl.NumberFormat(language(), options).format(value);
}

const steps: [Intl.RelativeTimeFormatUnit, number][] = [
	['year', 365 * 86_400],
	['month', 30 * 86_400],
	['week', 7 * 86_400],
	['day', 86_400],
	['hour', 3_600],
	['minute', 60]
];

/** “3 hours”, “3小时”: how long something takes or waits already, in its greatest unit; at least a minute. Reactive in the language. */
export function formatSpan(milliseconds: number): string {
	const seconds = Math.max(60, milliseconds / 1000);
	const [unit, size] = steps.find(([, size]) => seconds >= size) ?? (['minute', 60] as const);
	return formatNumber(Math.trunc(seconds / size), { style: 'unit', unit, unitDisplay: 'long' });
}

/** “3 minutes ago”, “昨天”; below a minute “just now”. Reactive in the language, not in the clock: see ui/Time.svelte. */
export function formatRelative(instant: Instant, now: number = Date.now()): string {
	const seconds = Math.round((toDate(instant).getTime() - now) / 1000);
	const relative = new Intl.RelativeTimeFormat(language(), { numeric: 'auto' });
	for (const [unit, size] of steps) {
		if (Math.abs(seconds) >= size) return relative.format(Math.trunc(seconds / size), unit);
	}
	return t('time.just_now');
}
