import { beforeAll, expect, test, vi } from 'vitest';
import { setLanguage, startWholeLanguage } from '$lib/i18n';
import { noticeSentence } from './sentence';

beforeAll(async () => {
	vi.stubGlobal('document', { documentElement: { dataset: {} } });
	vi.stubGlobal('location', { protocol: 'http:' });
	await setLanguage('en');
	await startWholeLanguage();
});

test("a moderator's reason stands in the reader's language, whatever language the moderator uses", async () => {
	const notice = { kind: 'moderation.hide', data: { Clause: 'attacks', Note: '对人不对事' } };
	expect(noticeSentence(notice)).toContain('No personal attacks.');
	await setLanguage('zh-Hans');
	expect(noticeSentence(notice)).toContain('不得人身攻击。');
	await setLanguage('en');
});

test('an instant is shown as a date, not as a number', () => {
	expect(noticeSentence({ kind: 'moderation.suspend', data: { Clause: 'attacks', Note: '', Until: '2026-12-01T10:00:00Z' } })).toContain('Dec 1, 2026');
});

test('a kind that this page does not know still says something', () => {
	expect(noticeSentence({ kind: 'nobody.knows', data: {} })).toBe('Something changed that concerns you.');
});
