import { expect, test } from '@playwright/test';
import { look } from '../fixtures/look';

const pages = ['/', '/about', '/standard', '/nowhere', '/design'];
// Every language and both themes; a theme's contrasts are the same in each language.
const looks = [
	{ language: 'en', colorScheme: 'light' },
	{ language: 'zh-Hans', colorScheme: 'dark' },
	{ language: 'zh-Hant', colorScheme: 'light' }
] as const;

for (const path of pages) {
	test(`${path} has no accessibility violation`, async ({ browser }) => {
		for (const { language, colorScheme } of looks) {
			const context = await browser.newContext({ colorScheme, viewport: { width: 360, height: 740 }, reducedMotion: 'reduce' });
			await context.addInitScript((chosen) => localStorage.setItem('language', chosen), language);
			const page = await context.newPage();
			await page.goto(path);
			await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
			await expect(page.locator('html')).toHaveAttribute('lang', language);
			await look(page, `${path} in ${language}`);
			await context.close();
		}
	});
}

test('nothing breaks the content security policy, with everything opened once', async ({ page }) => {
	const complaints: string[] = [];
	page.on('console', (message) => /Content Security Policy/.test(message.text()) && complaints.push(message.text()));
	page.on('pageerror', (error) => complaints.push(error.message));
	await page.goto('/design');
	await page.getByRole('button', { name: 'Dialog' }).click();
	await expect(page.getByRole('dialog')).toBeVisible();
	await page.keyboard.press('Escape');
	await page.getByRole('button', { name: 'Settings' }).click();
	await page.getByRole('menuitem', { name: 'Quotation' }).click();
	await expect(page.getByRole('status').filter({ hasText: 'Quotation' })).toBeVisible();
	await page.getByRole('button', { name: 'Emoji' }).first().click();
	await page.getByRole('grid', { name: 'Emoji' }).waitFor();
	await page.getByRole('tab', { name: '中文' }).click();
	expect(complaints).toEqual([]);
});

test('an open dialog and an open menu have no accessibility violation', async ({ page }) => {
	await page.emulateMedia({ reducedMotion: 'reduce' });
	await page.goto('/design');
	await page.getByRole('button', { name: 'Dialog' }).click();
	await expect(page.getByRole('dialog')).toBeVisible();
	await look(page, 'a dialog', { within: '[role="dialog"]' });
	await page.keyboard.press('Escape');
	await expect(page.getByRole('button', { name: 'Dialog' })).toBeFocused();
	await page.getByRole('button', { name: 'Settings' }).press('Enter');
	await expect(page.getByRole('menu')).toBeVisible();
	await look(page, 'a menu', { within: '[role="menu"]' });
});

test('the language is switched without a reload and remembered for the server', async ({ page, context }) => {
	await page.goto('/');
	await page.evaluate(() => Object.assign(window, { stillHere: true }));
	await page.getByLabel('Language').selectOption('zh-Hant');
	await expect(page.getByRole('heading', { level: 1 })).toHaveText('遠隔重洋，同窗共讀');
	await expect(page.locator('html')).toHaveAttribute('lang', 'zh-Hant');
	expect(await page.evaluate(() => 'stillHere' in window)).toBe(true);
	expect((await context.cookies()).find((cookie) => cookie.name === 'language')).toMatchObject({ value: 'zh-Hant', sameSite: 'Lax' });
	await page.reload();
	await expect(page.getByRole('heading', { level: 1 })).toHaveText('遠隔重洋，同窗共讀');
});

test('the first visit takes the browser’s language and only its catalog', async ({ browser }) => {
	const context = await browser.newContext({ locale: 'zh-HK' });
	const page = await context.newPage();
	const texts: string[] = [];
	page.on('response', async (response) => {
		if (response.url().endsWith('.js')) texts.push(await response.text().catch(() => ''));
	});
	await page.goto('/', { waitUntil: 'networkidle' });
	await expect(page.locator('html')).toHaveAttribute('lang', 'zh-Hant');
	const all = texts.join('');
	expect(all).toContain('遠隔重洋');
	expect(all).not.toContain('远隔重洋');
	expect(all).not.toContain('an ocean apart');
	await context.close();
});

test('a chosen theme stays after a reload, from the first paint', async ({ page }) => {
	await page.goto('/');
	await page.getByLabel('Light or dark').selectOption('dark');
	await page.reload({ waitUntil: 'commit' });
	await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark');
});

test('the keyboard reaches the content past the header', async ({ page }) => {
	await page.goto('/');
	await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
	await page.keyboard.press('Tab');
	await expect(page.getByRole('link', { name: 'Skip to the content' })).toBeFocused();
	await page.keyboard.press('Enter');
	await page.keyboard.press('Tab');
	await expect(page.getByRole('link', { name: 'Read the forum' })).toBeFocused();
});
