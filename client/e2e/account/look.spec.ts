// Every page of an account: no accessibility violation in light and dark, nothing wider than a phone, no breach of the
// content policy, in the three languages.
import type { Page } from '@playwright/test';
import { expectRoomForFingers, look } from '../fixtures/look';
import { expect, test, type Language } from '../fixtures/people';

const outside = ['/standard', '/sign-in', '/register', '/confirm', '/confirm#X', '/forgot-password', '/reset-password#X', '/reset-password', '/first-administrator#X', '/settings'];

function complaintsOf(page: Page): string[] {
	const complaints: string[] = [];
	page.on('console', (message) => /Content Security Policy/.test(message.text()) && complaints.push(message.text()));
	page.on('pageerror', (error) => complaints.push(error.message));
	return complaints;
}

const looks: { language: Language; colorScheme: 'light' | 'dark'; width: number }[] = [
	{ language: 'en', colorScheme: 'light', width: 360 },
	{ language: 'zh-Hans', colorScheme: 'dark', width: 360 },
	{ language: 'zh-Hant', colorScheme: 'light', width: 1280 }
];

for (const { language, colorScheme, width } of looks) {
	for (const path of outside) {
		test(`${path} in ${language}, ${colorScheme}, ${width} px`, async ({ people }) => {
			const { page } = await people.visitor(language, { colorScheme, viewport: { width, height: 720 } });
			const complaints = complaintsOf(page);
			await page.goto(path);
			await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
			await look(page, path);
			if (width === 360) await expectRoomForFingers(page, path);
			expect(complaints).toEqual([]);
		});
	}

	test(`a registration with errors and the list of zones in ${language}, ${colorScheme}, ${width} px`, async ({ people }) => {
		const { page } = await people.visitor(language, { colorScheme, viewport: { width, height: 720 } });
		const complaints = complaintsOf(page);
		await page.goto('/register');
		await page.getByRole('main').getByRole('button').last().click();
		await expect(page.getByRole('alert')).toBeVisible();
		await page.getByRole('main').getByRole('combobox').last().click();
		await expect(page.getByRole('listbox').getByRole('option').first()).toBeVisible();
		await look(page, 'the registration');
		expect(complaints).toEqual([]);
	});

	test(`the settings and the outbox in ${language}, ${colorScheme}, ${width} px`, async ({ people }) => {
		test.slow();
		const { page } = await people.administrator({ colorScheme, viewport: { width, height: 720 } });
		const complaints = complaintsOf(page);
		await page.addInitScript((chosen) => localStorage.setItem('language', chosen), language);
		await page.goto('/settings');
		await expect(page.locator('#logins li').first()).toBeVisible();
		await look(page, '/settings');
		await page.locator('#tokens input[name=name]').fill('axe');
		await page.locator('#tokens input[name=password]').fill('many windows, one street 窗');
		await page.locator('#tokens button[type=submit]').click();
		await expect(page.locator('#tokens .note')).toBeVisible();
		await look(page, '/settings with a new token');
		await page.locator('#delete button').click();
		await expect(page.getByRole('dialog')).toBeVisible();
		await look(page, '/settings with the dialog');
		await page.keyboard.press('Escape');
		await expect(page.locator('#delete button')).toBeFocused();
		await page.goto('/outbox');
		await expect(page.locator('.members .button').first()).toBeVisible();
		await look(page, '/outbox');
		expect(complaints).toEqual([]);
	});
}
