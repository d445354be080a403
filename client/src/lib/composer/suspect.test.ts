import { describe, expect, it } from 'vitest';
import { suspects } from './suspect';

describe('what looks like contact details', () => {
	it('is found with its place, in both languages', () => {
		expect(suspects('Write to maya@example.org, or call 614-555-0199!')).toEqual(['maya@example.org', '614-555-0199']);
		expect(suspects('我的微信是 xiaoyu_2013，电话１３８００１３８０００')).toEqual(['微信是 xiaoyu_2013', '13800138000']);
		expect(suspects('my WeChat: panda88')).toEqual(['WeChat: panda88']);
	});
	it('is not a date, a year, a price or a word', () => {
		for (const text of ['2026-11-23 10:30', 'In 2026 we were 1,200', 'We use WeChat a lot', '我们用微信聊天', '3.14159']) expect(suspects(text)).toEqual([]);
	});
	it('is told in full once, and not without end', () => {
		expect(suspects('a@example.org a@example.org b@example.org c@example.org d@example.org')).toEqual(['a@example.org', 'b@example.org', 'c@example.org']);
	});
});
