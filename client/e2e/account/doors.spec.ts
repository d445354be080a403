// The pages before the sign-in: what is refused, what is said, and where one ends up.
import { expect, test } from '../fixtures/people';

test('a wrong password is refused in one sentence, and the right one leads on within the site', async ({ people }) => {
	const { account } = await people.citizen('Door', 'en');
	const { page } = await people.visitor('en');
	await page.goto(`/sign-in?next=${encodeURIComponent('//example.org/')}`);
	await page.getByRole('button', { name: 'Sign in' }).click();
	await expect(page.getByLabel('E-mail or sign-in name')).toBeFocused();
	await expect(page.getByLabel('E-mail or sign-in name')).toHaveAccessibleDescription('Please fill this in.');
	await page.getByLabel('E-mail or sign-in name').fill(account.email);
	await page.getByLabel('Password', { exact: true }).fill('not the password');
	await page.keyboard.press('Enter');
	await expect(page.getByRole('alert')).toContainText('is not correct');
	await expect(page.getByRole('alert')).toBeFocused();
	// The sentence follows the language.
	await page.getByLabel('Language', { exact: true }).selectOption('zh-Hans');
	await expect(page.getByRole('alert')).toContainText('密码不正确');
	await page.getByLabel('密码', { exact: true }).fill('many windows, one street 窗');
	await page.keyboard.press('Enter');
	// Nobody is led to another site; and the language that was chosen here stays, whatever the account's is.
	await expect(page).toHaveURL(/\/forum$/);
	await expect(page.locator('html')).toHaveAttribute('lang', 'zh-Hans');
});

test('without a network the form says so, keeps what was typed, and works afterwards', async ({ people }) => {
	const { account } = await people.citizen('Tunnel', 'en');
	const { page, context } = await people.visitor('en');
	await page.goto('/sign-in?next=/settings');
	await page.getByLabel('E-mail or sign-in name').fill(account.email);
	await page.getByLabel('Password', { exact: true }).fill('many windows, one street 窗');
	await context.setOffline(true);
	await page.keyboard.press('Enter');
	await expect(page.getByRole('alert')).toContainText('The connection broke');
	await context.setOffline(false);
	await page.getByRole('button', { name: 'Sign in' }).click();
	await expect(page.getByRole('heading', { level: 1 })).toHaveText('Settings');
});

test('everything wrong with a registration is said at its field and above the form', async ({ people }) => {
	const { page } = await people.visitor('en');
	await page.goto('/register');
	await page.getByLabel('E-mail address').fill('nobody');
	await page.getByLabel('Name that others see').fill('Ada');
	await page.getByLabel('Password', { exact: true }).fill('1234567890');
	await page.getByRole('button', { name: 'Register' }).click();
	await expect(page.getByLabel('E-mail address')).toBeFocused();
	await expect(page.getByLabel('E-mail address')).toHaveAccessibleDescription('This is not an e-mail address.');
	await expect(page.getByLabel('Password', { exact: true })).toHaveAccessibleDescription(/simple pattern/);
	await expect(page.getByLabel('I am an adult')).toHaveAccessibleDescription(/Only adults/);
	const summary = page.getByRole('alert');
	await expect(summary.getByRole('listitem')).toHaveCount(3);
	await summary.getByRole('button', { name: 'Password' }).click();
	await expect(page.getByLabel('Password', { exact: true })).toBeFocused();
	await page.getByLabel('Password', { exact: true }).fill('lanterns over a lake');
	await expect(summary.getByRole('listitem')).toHaveCount(2);
	await expect(page.getByText('At least 10 characters')).toHaveText(/done/);
});

test('the time zone is found by the keyboard, and Escape leaves it as it was', async ({ people }) => {
	const { page } = await people.visitor('zh-Hans', { timezoneId: 'America/New_York' });
	await page.goto('/register');
	const zone = page.getByRole('combobox', { name: '时区' });
	await expect(zone).toHaveValue(/^(北美东部|纽约)时间/);
	await zone.fill('合肥');
	await expect(page.getByRole('listbox').getByRole('option')).toHaveCount(1);
	await page.keyboard.press('Escape');
	await expect(zone).toHaveValue(/New York/);
	await page.keyboard.press('ArrowDown');
	await page.keyboard.press('ArrowDown');
	await expect(zone).toHaveAttribute('aria-activedescendant', /-1$/);
	await page.keyboard.press('Enter');
	await expect(zone).toHaveValue(/^中国时间/);
	await zone.fill('亚特兰蒂斯');
	await page.keyboard.press('Enter');
	await zone.blur();
	await expect(zone).toHaveValue(/^中国时间/);
});

test('the first administrator’s page makes an account and signs it in', async ({ people }) => {
	const { account } = await people.citizen('Pretend', 'en');
	const { page } = await people.visitor('en');
	let asked: unknown;
	// The one true link was used by the first test that came; the server's own part has tests of its own.
	await page.route('**/api/first-administrator', async (route) => {
		asked = route.request().postDataJSON();
		await route.fulfill({ json: {} });
	});
	await page.goto('/first-administrator#TOKENOFTHEFIRSTLINK');
	await page.getByLabel('E-mail address').fill(account.email);
	await page.getByLabel('Name that others see').fill('Pretend');
	await page.getByLabel('Password', { exact: true }).fill('many windows, one street 窗');
	await page.getByLabel('I am an adult').check();
	await page.getByRole('button', { name: 'Make the account' }).click();
	await expect(page.getByRole('heading', { level: 1 })).toHaveText('Settings');
	expect(asked).toMatchObject({ token: 'TOKENOFTHEFIRSTLINK', register: { email: account.email, display_name: 'Pretend', adult: true, language: 'en' } });
	await page.unroute('**/api/first-administrator');
	await page.goto('/first-administrator#TOKENOFTHEFIRSTLINK');
	await page.getByRole('button', { name: 'Make Pretend the administrator' }).click();
	await expect(page.getByRole('alert')).toBeVisible();
});

test('the outbox is the administrator’s alone', async ({ people }) => {
	const { page } = await people.citizen('Curious', 'en');
	await page.goto('/outbox');
	await expect(page.getByRole('alert')).toContainText('You may not do this.');
	await page.getByRole('button', { name: /Your account/ }).click();
	await expect(page.getByRole('link', { name: 'E-mails not sent' })).toHaveCount(0);
	const visitor = await people.visitor('en');
	await visitor.page.goto('/outbox');
	await expect(visitor.page.getByRole('link', { name: 'Sign in' }).last()).toHaveAttribute('href', '/sign-in?next=%2Foutbox');
});
