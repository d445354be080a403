import { describe, expect, it } from 'vitest';
import { matchLanguage, matchTag } from './language';

describe('the interface language', () => {
	it.each([
		['en-GB', 'en'],
		['zh', 'zh-Hans'],
		['zh-CN', 'zh-Hans'],
		['zh-SG', 'zh-Hans'],
		['zh-TW', 'zh-Hant'],
		['zh-HK', 'zh-Hant'],
		['zh-MO', 'zh-Hant'],
		['zh_TW', 'zh-Hant'],
		['zh-Hans-HK', 'zh-Hans'],
		['zh-Hant-CN', 'zh-Hant'],
		['yue-HK', 'zh-Hant']
	])('reads %s as %s', (tag, want) => expect(matchTag(tag)).toBe(want));

	it('takes the first preferred language that it speaks', () => {
		expect(matchLanguage(['de-DE', 'zh-TW', 'en'])).toBe('zh-Hant');
	});

	it('falls back to English', () => {
		expect(matchLanguage(['de', 'fr'])).toBe('en');
		expect(matchLanguage([])).toBe('en');
	});
});
