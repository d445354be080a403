// Weekly hours by the clocks of two cities, as they stand this week.

import type { Hours } from './words';

export interface Stretch {
	/** By the wall, without a zone: 2026-03-02T08:00. */
	start: string;
	end: string;
}

const minute = 60_000;
const day = 86_400_000;

/** The wall's time in a zone at an instant, as if that wall were in UTC. */
function wallAt(instant: number, zone: string): number {
	const parts = new Intl.DateTimeFormat('en-US', { timeZone: zone, hourCycle: 'h23', year: 'numeric', month: 'numeric', day: 'numeric', hour: 'numeric', minute: 'numeric' }).formatToParts(instant);
	const of = (type: Intl.DateTimeFormatPartTypes) => Number(parts.find((part) => part.type === type)?.value);
	return Date.UTC(of('year'), of('month') - 1, of('day'), of('hour'), of('minute'));
}

/** The instant at which a zone's wall shows a time; of one that a clock's change leaves out, one nearby. */
function instantOf(wall: number, zone: string): number {
	let instant = wall;
	for (let turn = 0; turn < 2; turn++) instant += wall - wallAt(instant, zone);
	return instant;
}

const written = (wall: number): string => new Date(wall).toISOString().slice(0, 16);

/** When hours of one zone next come, by its clock and by another's. */
export function bothClocks(hours: Hours, theirs: string, ours: string, now: number): { theirs: Stretch; ours: Stretch } {
	const today = Math.floor(wallAt(now, theirs) / day) * day;
	const weekday = new Date(today).getUTCDay() || 7; // 7 is Sunday, as in Hours
	const on = today + ((hours.weekday - weekday + 7) % 7) * day;
	const at = (clock: string) => on + (Number(clock.slice(0, 2)) * 60 + Number(clock.slice(3, 5))) * minute;
	const [start, end] = [at(hours.from), at(hours.until)];
	const there = (wall: number) => written(Math.round(wallAt(instantOf(wall, theirs), ours) / minute) * minute);
	return { theirs: { start: written(start), end: written(end) }, ours: { start: there(start), end: there(end) } };
}
