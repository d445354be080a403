// What a person changes in the settings, and what others of their browsers see of it.
import { expect, test } from '../fixtures/people';

const password = 'many windows, one street 窗';

test('a change of language switches the page without a reload, and holds on the next device', async ({ people }) => {
	const { page, account } = await people.citizen('Polyglot', 'en');
	await page.goto('/settings');
	await page.evaluate(() => Object.assign(window, { stillHere: true }));
	await page.getByLabel('Language for pages and e-mails').selectOption('zh-Hant');
	await page.getByLabel('Name that others see').fill('通曉');
	await page.getByRole('button', { name: 'Save' }).click();
	await expect(page.getByRole('heading', { level: 1 })).toHaveText('設定');
	await expect(page.locator('html')).toHaveAttribute('lang', 'zh-Hant');
	await expect(page.getByRole('button', { name: '通曉' })).toBeVisible();
	expect(await page.evaluate(() => 'stillHere' in window)).toBe(true);

	const elsewhere = await people.visitor('en');
	await elsewhere.page.goto('/sign-in?next=/settings');
	await elsewhere.page.getByLabel('E-mail or sign-in name').fill(account.email);
	await elsewhere.page.getByLabel('Password', { exact: true }).fill(password);
	await elsewhere.page.keyboard.press('Enter');
	await expect(elsewhere.page.getByRole('heading', { level: 1 })).toHaveText('設定');
	// The picker in the header is the person's choice, too.
	await elsewhere.page.getByLabel('介面語言', { exact: true }).selectOption('zh-Hans');
	await expect(elsewhere.page.getByRole('heading', { level: 1 })).toHaveText('设置');
	await expect.poll(async () => ((await (await elsewhere.request.get('/api/me')).json()) as { language: string }).language).toBe('zh-Hans');
});

test('a login that is ended from another browser is signed out there within seconds, without a reload', async ({ people }) => {
	const here = await people.citizen('Two Places', 'en');
	const there = await people.again(here.account);
	await there.page.goto('/settings');
	await expect(there.page.getByLabel('Name that others see')).toHaveValue('Two Places');
	await there.page.evaluate(() => Object.assign(window, { stillHere: true }));

	await here.page.goto('/settings');
	await here.page.getByRole('button', { name: /^End the login/ }).click();
	await expect(here.page.getByText('The login has ended.')).toBeVisible();
	await expect(here.page.getByRole('button', { name: /^End the login/ })).toHaveCount(0);

	await expect(there.page.getByRole('heading', { name: 'Please sign in first.' })).toBeVisible({ timeout: 5_000 });
	await expect(there.page.getByRole('banner').getByRole('link', { name: 'Sign in' })).toBeVisible();
	expect(await there.page.evaluate(() => 'stillHere' in window)).toBe(true);
	expect(await there.page.evaluate(() => localStorage.getItem('person'))).toBeNull();
	await expect(here.page.getByLabel('Name that others see')).toHaveValue('Two Places');
});

test('signing out in one tab signs out the browser’s others, and signing in brings them back', async ({ people }) => {
	const { page, context, account } = await people.citizen('Tabs', 'en');
	const other = await context.newPage();
	await other.goto('/settings');
	await expect(other.getByLabel('Name that others see')).toHaveValue('Tabs');
	await page.goto('/settings');
	await page.evaluate(() => localStorage.setItem('draft:thread:1', 'not for the next one'));
	await page.getByRole('main').getByRole('button', { name: 'Sign out' }).click();
	await expect(page).toHaveURL(/\/$/);
	await expect(other.getByRole('heading', { name: 'Please sign in first.' })).toBeVisible({ timeout: 5_000 });
	expect(await page.evaluate(() => localStorage.getItem('draft:thread:1'))).toBeNull();

	await page.goto('/sign-in');
	await page.getByLabel('E-mail or sign-in name').fill(account.email);
	await page.getByLabel('Password', { exact: true }).fill(password);
	await page.keyboard.press('Enter');
	await expect(page).toHaveURL(/\/forum$/);
	await expect(other.getByLabel('Name that others see')).toHaveValue('Tabs');
});

test('an access token is shown once, reads, does not write, and ends when it is revoked', async ({ people, playwright, baseURL }) => {
	const { page } = await people.citizen('Scripts', 'en');
	await page.goto('/settings');
	await page.getByRole('button', { name: 'Create a token' }).click();
	await expect(page.getByLabel('What is it for?')).toBeFocused();
	await expect(page.getByLabel('What is it for?')).toHaveAccessibleDescription('Please fill this in.');
	await page.getByLabel('What is it for?').fill('Weekly report');
	await page.getByLabel('Valid for').selectOption('30');
	await page.locator('#tokens input[name=password]').fill('many windows, one street 窗');
	await page.getByRole('button', { name: 'Create a token' }).click();
	const token = await page.getByLabel('The token “Weekly report”').inputValue();
	expect(token).toMatch(/^tct_/);

	const script = await playwright.request.newContext({ baseURL, extraHTTPHeaders: { Authorization: `Bearer ${token}` } });
	expect(await (await script.get('/api/me')).json()).toMatchObject({ person: { name: 'Scripts' } });
	expect((await script.patch('/api/me', { data: { display_name: 'Somebody' } })).status()).toBe(403);

	await page.reload();
	await expect(page.getByText('Weekly report', { exact: true })).toBeVisible();
	expect(await page.content()).not.toContain(token);
	await page.getByRole('button', { name: 'Revoke the token “Weekly report”' }).click();
	await page.getByRole('dialog').getByRole('button', { name: 'Revoke' }).click();
	await expect(page.getByText('The token is revoked.')).toBeVisible();
	expect((await script.get('/api/me')).status()).toBe(401);
	await script.dispose();
});

test('a new password asks for the old one, says what is wrong at its field, and ends the other logins', async ({ people }) => {
	const here = await people.citizen('Careful', 'en');
	const there = await people.again(here.account);
	await there.page.goto('/settings');
	await expect(there.page.getByLabel('Name that others see')).toHaveValue('Careful');
	const { page } = here;
	await page.goto('/settings');
	const change = async (old: string, next: string) => {
		await page.locator('#password').getByLabel('Current password').fill(old);
		await page.getByLabel('New password', { exact: true }).fill(next);
		await page.getByRole('button', { name: 'Change the password' }).click();
	};
	await change('wrong', 'nine lanterns over a quiet lake');
	await expect(page.locator('#password').getByLabel('Current password')).toBeFocused();
	await expect(page.locator('#password').getByLabel('Current password')).toHaveAccessibleDescription('This is not your password.');
	await change(password, 'careful careful careful');
	await expect(page.getByLabel('New password', { exact: true })).toBeFocused();
	await change(password, 'nine lanterns over a quiet lake');
	await expect(page.getByText('Your password is changed.')).toBeVisible();
	await expect(page.locator('#password').getByLabel('Current password')).toHaveValue('');
	await expect(there.page.getByRole('heading', { name: 'Please sign in first.' })).toBeVisible({ timeout: 5_000 });
});
