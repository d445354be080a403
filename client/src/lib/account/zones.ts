import type { Language } from '$lib/i18n';

export interface Zone {
	/** IANA name, as it is kept. */
	id: string;
	/** What the reader's language calls its time. */
	name: string;
	/** Everything it may be searched by, folded. */
	words: string;
}

// The zones of most who come here stand first.
const usual = [
	'Asia/Shanghai', 'Asia/Taipei', 'Asia/Hong_Kong',
	'America/New_York', 'America/Chicago', 'America/Denver', 'America/Phoenix', 'America/Los_Angeles'
];

// Words that are searched and never shown: cities of the sister-city pairs and large ones, which the zone is not named for.
const also: Record<string, string> = {
	'Asia/Shanghai':
		'beijing peking hefei chengdu chongqing nanjing wuhan xian guangzhou shenzhen harbin lhasa liuzhou baoding changsha changzhou 北京 上海 合肥 成都 重庆 重慶 南京 武汉 武漢 西安 广州 廣州 深圳 哈尔滨 哈爾濱 拉萨 拉薩 柳州 保定 长沙 長沙 常州',
	'Asia/Taipei': 'kaohsiung 台北 臺北 高雄 台湾 臺灣',
	'Asia/Hong_Kong': '香港 xianggang',
	'America/New_York': 'columbus cincinnati charlotte boston washington atlanta ohio eastern 纽约 紐約 哥伦布 哥倫布 辛辛那提 夏洛特 华盛顿 華盛頓 波士顿 波士頓',
	'America/Chicago': 'minneapolis st. paul saint st. louis rockford dallas houston central 芝加哥 圣路易斯 聖路易 明尼阿波利斯 明尼亞波利斯 圣保罗 聖保羅 罗克福德 羅克福德',
	'America/Denver': 'boulder mountain 丹佛 博尔德 波德',
	'America/Phoenix': 'arizona 菲尼克斯 凤凰城 鳳凰城',
	'America/Los_Angeles': 'seattle san francisco portland pacific 洛杉矶 洛杉磯 旧金山 舊金山 西雅图 西雅圖'
};

/** The browser's own zone. */
export const deviceZone = (): string => Intl.DateTimeFormat().resolvedOptions().timeZone ?? 'UTC';

// Each name costs a formatter, and there are some hundred: they are made once.
const made = new Map<string, Zone | undefined>();

/** All zones that this browser knows, with names in a language: the given ones first, then the usual, then the rest. */
export function zonesIn(language: Language, first: readonly string[]): Zone[] {
	const ids = new Set([...first, ...usual, ...Intl.supportedValuesOf('timeZone'), 'UTC']);
	return [...ids].flatMap((id) => zoneIn(language, id) ?? []);
}

/** One zone with its name in a language; undefined for one that this browser does not know. */
export function zoneIn(language: Language, id: string): Zone | undefined {
	const key = `${language} ${id}`;
	if (!made.has(key)) made.set(key, make(language, id));
	return made.get(key);
}

/** The place that an IANA name is made of, and its difference to Greenwich at a time: “New York · GMT-5”. */
export function placeOf(id: string, at: Date): string {
	const city = (id.split('/').at(-1) ?? id).replaceAll('_', ' ');
	return `${city} · ${called('en', id, 'shortOffset', at)}`;
}

function make(language: Language, id: string): Zone | undefined {
	try {
		const short = called(language, id, 'shortGeneric');
		// The short form names the place (Germany Time, 德国时间); where it is an abbreviation (ET), or a name that the
		// browser has not in Chinese (New York时间), the long one is clearer.
		const isPlace = language === 'en' ? /\s/.test(short) : !/\p{Script=Latin}/u.test(short);
		const name = isPlace ? short : called(language, id, 'longGeneric');
		return { id, name, words: fold(`${id} ${short} ${name} ${also[id] ?? ''}`) };
	} catch {
		return undefined;
	}
}

function called(language: Language, timeZone: string, timeZoneName: 'shortGeneric' | 'longGeneric' | 'shortOffset', at?: Date): string {
	const parts = new Intl.DateTimeFormat(language, { timeZone, timeZoneName }).formatToParts(at);
	return parts.find((part) => part.type === 'timeZoneName')?.value ?? timeZone;
}

/** The zones that hold every word of the query; all for an empty one. */
export function findZones(zones: readonly Zone[], query: string): Zone[] {
	const words = fold(query).split(/[\s,，、/]+/).filter(Boolean);
	return zones.filter((zone) => words.every((word) => zone.words.includes(word)));
}

// “Zürich” is found by “zurich”.
const fold = (text: string): string => text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase().replaceAll('_', ' ');
