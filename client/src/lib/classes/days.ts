/** The day of an instant, in this device's time zone, as a date field has it; today's in a week where there is none. */
export function dayOf(instant: string | undefined): string {
	const day = instant === undefined ? new Date(Date.now() + 7 * 86_400_000) : new Date(instant);
	const two = (n: number) => String(n).padStart(2, '0');
	return `${day.getFullYear()}-${two(day.getMonth() + 1)}-${two(day.getDate())}`;
}

/** The last moment of a day, in this device's time zone. */
export const endOf = (day: string): string => new Date(`${day}T23:59:59`).toISOString();
