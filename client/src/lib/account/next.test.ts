import { describe, expect, it } from 'vitest';
import { safeNext, startOf } from './next';

const origin = 'https://tongchuang.example';

describe('where a person goes after signing in', () => {
	it.each(['/classes/1', '/threads/a?page=2#post', '/', '/settings'])('goes on to %s', (path) => {
		expect(safeNext(path, origin)).toBe(path);
	});

	it.each([
		'https://evil.example/', '//evil.example', '/\\evil.example', '\\\\evil.example', '/\t/evil.example', '/\n/evil.example',
		'javascript:alert(1)', 'classes', '', ' /classes', '/.//evil.example', '/a/..//evil.example', '/\u0000', null, undefined
	])('is never led away by %j', (path) => {
		expect(safeNext(path, origin)).toBeUndefined();
	});

	it('is not led back to the doors', () => {
		expect(safeNext('/sign-in?next=/forum', origin)).toBeUndefined();
		expect(safeNext('/reset-password', origin)).toBeUndefined();
	});

	it('begins where their life is', () => {
		expect(startOf('student')).toBe('/classes');
		expect(startOf('citizen')).toBe('/forum');
	});
});
