import type { components } from '../api/schema';

type Week = components['schemas']['SharedWeek'];

/** Weeks that follow one another and are alike: the same hours of the same days, and no change of the clocks. */
export interface Stretch {
	/** The first week's, with all that is said of it. */
	first: Week;
	count: number;
	/** Its last day, a Sunday. */
	until: string;
}

/** Puts weeks that are alike together, so that a term is read in a few lines. */
export function stretches(weeks: readonly Week[]): Stretch[] {
	const found: Stretch[] = [];
	for (const week of weeks) {
		const last = found.at(-1);
		if (last && !week.shifted && pattern(week) === pattern(last.first)) {
			last.count++;
			last.until = sunday(week.monday);
		} else {
			found.push({ first: week, count: 1, until: sunday(week.monday) });
		}
	}
	return found;
}

/** The clock changes in the weeks of a stretch, wherever in it they fall. */
export function changesIn(stretch: Stretch, weeks: readonly Week[]): Week['changes'] {
	return weeks.filter(({ monday }) => monday >= stretch.first.monday && monday <= stretch.until).flatMap(({ changes }) => changes);
}

function pattern({ monday, overlaps }: Week): string {
	const from = Date.parse(`${monday}T00:00Z`);
	const minutes = (written: string) => (Date.parse(`${written}Z`) - from) / 60_000;
	return overlaps.map(({ a, b }) => [a.start, a.end, b.start, b.end].map(minutes).join()).join(';');
}

function sunday(monday: string): string {
	return new Date(Date.parse(`${monday}T00:00Z`) + 6 * 86_400_000).toISOString().slice(0, 10);
}
