import { chatField, expect, openChat, test, unique } from '../fixtures/classmates';

test('at a shared computer the next student finds no draft of the one before', async ({ classmates }) => {
	const maya = await classmates.join('maya');
	await openChat(maya);
	const word = unique();
	await chatField(maya.page).fill(`not for Theo ${word}`);
	await expect.poll(() => maya.page.evaluate((w) => JSON.stringify(localStorage).includes(w), word)).toBe(true);
	// The browser is closed and its cookie gone; nobody has pressed "sign out".
	await maya.context.clearCookies();
	await maya.page.goto('/sign-in');
	await maya.page.getByLabel('E-mail or sign-in name').fill('theo');
	await maya.page.getByLabel('Password', { exact: true }).fill('share a window');
	await maya.page.getByRole('button', { name: 'Sign in', exact: true }).click();
	await maya.page.waitForURL('**/classes');
	await openChat({ ...maya, name: 'theo' } as typeof maya);
	await expect(chatField(maya.page)).toHaveValue('');
	expect(await maya.page.evaluate((w) => JSON.stringify(localStorage).includes(w), word)).toBe(false);
});
