import { describe, expect, it } from 'vitest';
import { personalOf, strength } from './strength';

// The same examples as the server's own test have to be judged the same way: server/account/password/password_test.go.
describe('a password as it is typed', () => {
	it('meets nothing while it is empty', () => {
		expect(strength('', ['Maya'])).toEqual({ long: false, varied: false, impersonal: false });
	});

	it('counts characters, not bytes or halves of an emoji', () => {
		expect(strength('九个汉字一共九个字', []).long).toBe(false);
		expect(strength('十个汉字一共是十个字', []).long).toBe(true);
		expect(strength('🪟🪟🪟🪟🪟🪟🪟🪟🪟', []).long).toBe(false);
	});

	it.each(['aaaaaaaaaa', '1234567890', 'qwertyuiop', '9876543210', 'abcabcabcabc', 'asdfghjkl;', '0987654321', 'a a a a a a a', 'abcdefghijkl', '一丁丂七丄丅丆万丈三'])(
		'sees the simple row in %s',
		(password) => expect(strength(password, []).varied).toBe(false)
	);

	it.each(['many windows, one street', '窗外的雨一直下到天亮', 'correct horse'])('sees none in %s', (password) => {
		expect(strength(password, []).varied).toBe(true);
	});

	it('finds its owner in it, however it is written', () => {
		const personal = personalOf('Ruth.Carver@example.org', '李明');
		expect(strength('RUTH.CARVER forever', personal).impersonal).toBe(false);
		expect(strength('ruth. carver forever', personal).impersonal).toBe(false);
		expect(strength('窗外的李明在看雨呢吗', personal).impersonal).toBe(false);
		expect(strength('many windows, one street', personal).impersonal).toBe(true);
		expect(strength('many windows, one street', ['', 'one']).impersonal).toBe(true);
	});
});
