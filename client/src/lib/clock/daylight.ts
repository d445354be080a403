// Six to six: what a class thinks of as day. Sunrise would need coordinates, and says less.
const dawn = 6;
const dusk = 18;

/** Whether it is day in an IANA time zone at an instant (milliseconds since 1970). */
export function isDay(zone: string, at: number): boolean {
	const hour = Number(new Intl.DateTimeFormat('en-GB', { timeZone: zone, hour: '2-digit', hourCycle: 'h23' }).format(at));
	return hour >= dawn && hour < dusk;
}
