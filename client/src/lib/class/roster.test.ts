import { expect, it } from 'vitest';
import type { ClassInfo } from './classChat';
import { rosters } from './roster';
import { maya, xiaoyu } from './testRows';

const names = (en: string) => ({ en, 'zh-Hans': en, 'zh-Hant': en });
const school = (id: string) => ({ id, names: names(id), city: { id, slug: id, country: 'US', time_zone: 'UTC', names: names(id) } });
const teacher = { id: 'carver', name: 'Ms. Carver', role: 'teacher' as const, school: 'columbus' };
const info = {
	class: { schools: [school('columbus'), school('hefei')] },
	members: [{ person: maya, role: 'student' }, { person: teacher, role: 'teacher' }, { person: xiaoyu, role: 'student' }],
	may: []
} as unknown as ClassInfo;

const shown = (present: (typeof maya)[]) => rosters(info, present).map(({ here, people }) => [here, ...people.map(({ member }) => member.person.name)]);

it('lists each school, teachers first, and before them who is here', () => {
	expect(shown([])).toEqual([[0, 'Ms. Carver', 'Maya'], [0, '小雨']]);
	expect(shown([maya])).toEqual([[1, 'Maya', 'Ms. Carver'], [0, '小雨']]);
});

it('takes in who joined the class since', () => {
	const lele = { id: 'lele', name: '乐乐', role: 'student' as const, school: 'hefei' };
	expect(shown([lele])[1]).toEqual([1, '乐乐', '小雨']);
});
