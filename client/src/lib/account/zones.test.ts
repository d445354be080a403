import { describe, expect, it } from 'vitest';
import { findZones, placeOf, zoneIn, zonesIn } from './zones';

const winter = new Date('2026-01-15T12:00:00Z');
const ids = (language: 'en' | 'zh-Hans' | 'zh-Hant', query: string) => findZones(zonesIn(language, []), query).map((zone) => zone.id);

describe('the search for a time zone', () => {
	it.each([
		['en', 'beijing', 'Asia/Shanghai'],
		['en', 'Columbus', 'America/New_York'],
		['en', 'new york', 'America/New_York'],
		['en', 'germany', 'Europe/Berlin'],
		['en', 'sao paulo', 'America/Sao_Paulo'],
		['zh-Hans', '北京', 'Asia/Shanghai'],
		['zh-Hans', '合肥', 'Asia/Shanghai'],
		['zh-Hans', '德国', 'Europe/Berlin'],
		['zh-Hant', '台灣', 'Asia/Taipei'],
		['zh-Hant', '紐約', 'America/New_York'],
		['en', 'america central', 'America/Chicago'],
		['en', 'ＢＥＩＪＩＮＧ', 'Asia/Shanghai']
	] as const)('in %s finds by “%s” %s', (language, query, id) => expect(ids(language, query)).toContain(id));

	it('finds nothing where nothing is', () => expect(ids('en', 'atlantis')).toEqual([]));

	it('offers everything for an empty search, what is usual first, and each once', () => {
		const all = zonesIn('en', ['Europe/Berlin']).map((zone) => zone.id);
		expect(all.slice(0, 2)).toEqual(['Europe/Berlin', 'Asia/Shanghai']);
		expect(new Set(all).size).toBe(all.length);
		expect(all).toContain('UTC');
	});

	it('names a zone in the reader’s language, with the difference of the season', () => {
		expect(zoneIn('en', 'America/New_York')?.name).toBe('Eastern Time');
		expect(zoneIn('en', 'Europe/Berlin')?.name).toBe('Germany Time');
		expect(zoneIn('zh-Hans', 'Asia/Shanghai')?.name).toBe('中国时间');
		expect(placeOf('America/New_York', winter)).toBe('New York · GMT-5');
		expect(placeOf('America/New_York', new Date('2026-07-15T12:00:00Z'))).toBe('New York · GMT-4');
	});

	it('leaves out what the browser does not know', () => expect(zoneIn('en', 'Mars/Olympus')).toBeUndefined());
});
