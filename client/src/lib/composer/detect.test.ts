import { describe, expect, it } from 'vitest';
import { detectLanguage } from './detect';

describe('the language of a text', () => {
	it.each([
		['Good morning from Columbus!', 'en'],
		['我们刚上完自习，你们吃早饭了吗？', 'zh-Hans'],
		['我們剛上完自習，你們吃早飯了嗎？', 'zh-Hant'],
		['你好', 'zh'],
		['我们用 GNOME 桌面记录数据', 'zh-Hans'],
		['The character 窗 means window, as you may know', 'en'],
		['今天我们学习了 photosynthesis and how plants make food 非常有意思', 'mixed']
	])('%s → %s', (text, want) => expect(detectLanguage(text)).toBe(want));

	it('does not count addresses, names and quotations', () => {
		expect(detectLanguage('https://example.org/some/long/english/path 看看这个')).toBe('zh-Hans');
		expect(detectLanguage('> We read it aloud together every evening\n我们也读')).toBe('zh-Hans');
		expect(detectLanguage('@maya_from_columbus 谢谢！')).toBe('zh-Hans');
	});

	it('is unknown without words', () => {
		expect(detectLanguage('')).toBeUndefined();
		expect(detectLanguage('🎉 123 ?!')).toBeUndefined();
	});
});
