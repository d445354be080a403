import { describe, expect, it } from 'vitest';
import { deviceOf } from './device';
import { linkParts } from './linkParts';
import { tokenOf } from './link';

describe('a browser’s own words', () => {
	it.each([
		['Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/126.0.0.0 Safari/537.36 Edg/126.0.0.0', 'Edge', 'Windows'],
		['Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0', 'Firefox', 'Linux'],
		['Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.5 Mobile/15E148 Safari/604.1', 'Safari', 'iPhone'],
		['Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Mobile/15E148 MicroMessenger/8.0.49(0x1800312c) NetType/WIFI', 'WeChat', 'iPhone'],
		['Mozilla/5.0 (Linux; Android 12; HarmonyOS; NOH-AN00) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/114.0.5735.196 HuaweiBrowser/15.0.4.312 Mobile Safari/537.36', 'Huawei Browser', 'HarmonyOS'],
		['Mozilla/5.0 (X11; CrOS x86_64 14541.0.0) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/126.0.0.0 Safari/537.36', 'Chrome', 'ChromeOS'],
		['curl/8.5.0', undefined, undefined]
	])('%s', (userAgent, browser, system) => expect(deviceOf(userAgent)).toEqual({ browser, system }));
});

describe('a letter’s links', () => {
	it('are cut out of the text, whole and without what follows', () => {
		const parts = linkParts('Open https://t.example/confirm#ABC123\n\nor 打开 https://t.example/x。');
		expect(parts.filter((part) => part.isLink).map((part) => part.text)).toEqual(['https://t.example/confirm#ABC123', 'https://t.example/x']);
		expect(parts.map((part) => part.text).join('')).toBe('Open https://t.example/confirm#ABC123\n\nor 打开 https://t.example/x。');
	});

	it('make no link of anything but http', () => {
		expect(linkParts('javascript:alert(1) data:text/html,x').some((part) => part.isLink)).toBe(false);
	});

	it('carry their token behind the #', () => {
		expect(tokenOf('#ABC')).toBe('ABC');
		expect(tokenOf('')).toBe('');
		expect(tokenOf('#%E0%A4%A')).toBe('%E0%A4%A');
	});
});
