import type { Level, Search, Subject } from './words';

type Known = Pick<Search, 'age_from' | 'age_to' | 'size' | 'subject' | 'english_level' | 'chinese_level'>;

/** With what the description of a class begins: as its school's last one; nothing is chosen for a first one. */
export function beginWith(last: Known | undefined) {
	return {
		ageFrom: String(last?.age_from ?? ''),
		ageTo: String(last?.age_to ?? ''),
		size: String(last?.size ?? ''),
		subject: (last?.subject ?? '') as Subject | '',
		english: (last?.english_level ?? '') as Level | '',
		chinese: (last?.chinese_level ?? '') as Level | ''
	};
}
