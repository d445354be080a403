import type { Level, Search, Subject } from './words';

type Known = Pick<Search, 'age_from' | 'age_to' | 'size' | 'subject' | 'english_level' | 'chinese_level'>;

const chinese = ['CN', 'TW', 'HK', 'MO', 'SG'];
const english = ['US', 'GB', 'CA', 'AU', 'NZ', 'IE', 'SG'];

/** With what the description of a class begins: as its school's last one, else what the school's country tells. */
export function beginWith(country: string, last: Known | undefined) {
	return {
		ageFrom: String(last?.age_from ?? ''),
		ageTo: String(last?.age_to ?? ''),
		size: String(last?.size ?? ''),
		subject: (last?.subject ?? 'language') as Subject,
		english: (last?.english_level ?? (english.includes(country) ? 'native' : 'intermediate')) as Level,
		chinese: (last?.chinese_level ?? (chinese.includes(country) ? 'native' : 'beginner')) as Level
	};
}
