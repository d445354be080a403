// Signing in by a code of an authenticator app, and by a recovery code, through the pages alone.
import type { Page } from '@playwright/test';
import { lookInBothLights } from '../fixtures/look';
import { expect, test } from '../fixtures/people';
import { codeOf } from '../fixtures/twoStep';

const password = 'many windows, one street 窗';

async function givePassword(page: Page, email: string): Promise<void> {
	await page.goto('/sign-in?next=/settings');
	await page.getByLabel('E-mail or sign-in name').fill(email);
	await page.getByLabel('Password', { exact: true }).fill(password);
	await page.keyboard.press('Enter');
	await expect(page.getByRole('heading', { level: 1, name: 'One more step' })).toBeVisible();
}

test('a person sets two-step sign-in up, signs in by a code, and by a recovery code', async ({ people }) => {
	test.slow();
	const { page, account } = await people.citizen('Careful', 'en', { viewport: { width: 360, height: 760 } });
	await page.goto('/settings');
	const section = page.getByRole('region', { name: 'Two-step sign-in' });
	await section.getByRole('button', { name: 'Set it up' }).click();
	await section.getByLabel('Current password').fill(password);
	await section.getByRole('button', { name: 'Set it up' }).click();
	await expect(section.getByRole('img', { name: 'QR code' })).toBeVisible();
	const secret = (await section.getByRole('code').textContent()) ?? '';
	await section.getByLabel('The code that the app shows').fill('000000');
	await section.getByRole('button', { name: 'Turn it on' }).click();
	await expect(section.getByLabel('The code that the app shows')).toHaveAccessibleDescription('This code is not right, or has been used already.');
	await lookInBothLights(page, 'the second step');
	await section.getByLabel('The code that the app shows').fill(codeOf(secret));
	await section.getByRole('button', { name: 'Turn it on' }).click();
	await expect(section.getByRole('listitem')).toHaveCount(10);
	const recovery = (await section.getByRole('listitem').first().textContent()) ?? '';
	await section.getByRole('button', { name: 'I have kept them' }).click();
	await expect(section).toContainText('10 recovery codes are left.');

	const other = await people.visitor('en');
	await givePassword(other.page, account.email);
	await lookInBothLights(other.page, 'the code');
	await expect(other.page.getByLabel('Code', { exact: true })).toBeFocused();
	await other.page.keyboard.type(codeOf(secret, 1));
	await other.page.keyboard.press('Enter');
	await expect(other.page.getByRole('heading', { level: 1, name: 'Settings' })).toBeVisible();

	const without = await people.visitor('en');
	await givePassword(without.page, account.email);
	await without.page.getByRole('button', { name: 'Use a recovery code' }).click();
	await without.page.getByLabel('Recovery code').fill(recovery.toLowerCase());
	await without.page.keyboard.press('Enter');
	await expect(without.page.getByText('9 recovery codes are left.')).toBeVisible();
});

test('who has chosen no language gets the pages in their own', async ({ people }) => {
	const { account } = await people.citizen('雅文', 'zh-Hant');
	const { page } = await people.visitor('en');
	await page.goto('/sign-in');
	await page.getByLabel('E-mail or sign-in name').fill(account.email);
	await page.getByLabel('Password', { exact: true }).fill(password);
	await page.keyboard.press('Enter');
	await expect(page).toHaveURL(/forum/);
	await expect(page.locator('html')).toHaveAttribute('lang', 'zh-Hant');
});
