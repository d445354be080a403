// An account's life, through the pages alone: registered, confirmed by the letter, used, and deleted.
import { expect, test, type Company } from '../fixtures/people';
import type { Page } from '@playwright/test';

const password = 'nine lanterns over a quiet lake';
let count = 0;
const address = () => `life.${Date.now()}.${process.pid}.${++count}@example.org`;

async function register(page: Page, email: string, name: string): Promise<void> {
	await page.goto('/register');
	await page.getByLabel('E-mail address').fill(email);
	await page.getByLabel('Name that others see').fill(name);
	await page.getByLabel('Password', { exact: true }).fill(password);
	await page.getByRole('combobox', { name: 'Time zone' }).fill('beijing');
	await page.keyboard.press('Enter');
	await expect(page.getByRole('combobox', { name: 'Time zone' })).toHaveValue(/^China Time/);
	await page.getByLabel('I am an adult').check();
	await page.getByRole('button', { name: 'Register' }).click();
	await expect(page.getByRole('heading', { level: 1, name: 'Check your mail' })).toBeVisible();
	await expect(page.getByText(email)).toBeVisible();
}

/** The link of the newest letter to an address, as the administrator sees it on the page of the outbox. */
async function letterTo(people: Company, email: string, subject: string): Promise<string> {
	const { page } = await people.administrator();
	await page.goto('/outbox');
	const letter = page.getByRole('article').filter({ hasText: email }).filter({ has: page.getByRole('heading', { name: subject }) }).first();
	await expect(async () => {
		await page.getByRole('button', { name: 'Look for new ones' }).click();
		await expect(letter).toBeVisible({ timeout: 1_000 });
	}).toPass();
	return (await letter.getByRole('link').first().getAttribute('href')) ?? '';
}

async function signIn(page: Page, email: string, secret: string): Promise<void> {
	await page.goto('/sign-in?next=/settings');
	await page.getByLabel('E-mail or sign-in name').fill(email);
	await page.getByLabel('Password', { exact: true }).fill(secret);
	await page.keyboard.press('Enter');
	await expect(page.getByRole('heading', { level: 1, name: 'Settings' })).toBeVisible();
}

test('a person registers, confirms by the letter, signs in, and deletes the account', async ({ people }) => {
	test.slow();
	const email = address();
	const { page } = await people.visitor('en');
	await register(page, email, 'Weiming');
	await page.goto(await letterTo(people, email, 'Please confirm your e-mail address'));
	await page.getByRole('button', { name: 'Confirm' }).click();
	await expect(page.getByRole('heading', { level: 1 })).toHaveText('Your address is confirmed');
	expect(page.url()).not.toContain('#');
	await page.getByRole('main').getByRole('link', { name: 'Sign in' }).click();

	await signIn(page, email, password);
	await expect(page.getByText(email)).toBeVisible();
	await expect(page.getByRole('combobox', { name: 'Time zone' })).toHaveValue(/^China Time/);

	await page.getByRole('button', { name: 'Delete the account…' }).click();
	const dialog = page.getByRole('dialog');
	await dialog.getByLabel('It is deleted, too').check();
	await dialog.getByLabel('Current password').fill('not the password');
	await dialog.getByRole('button', { name: 'Delete for good' }).click();
	await expect(dialog.getByLabel('Current password')).toBeFocused();
	await expect(dialog.getByLabel('Current password')).toHaveAccessibleDescription('This is not your password.');
	await dialog.getByLabel('Current password').fill(password);
	await dialog.getByRole('button', { name: 'Delete for good' }).click();
	await expect(page.getByText('Your account is deleted.')).toBeVisible();
	await expect(page.getByRole('banner').getByRole('link', { name: 'Sign in' })).toBeVisible();
	expect(await page.evaluate(() => localStorage.getItem('person'))).toBeNull();

	await page.goto('/sign-in');
	await page.getByLabel('E-mail or sign-in name').fill(email);
	await page.getByLabel('Password', { exact: true }).fill(password);
	await page.keyboard.press('Enter');
	await expect(page.getByRole('alert')).toContainText('is not correct');
});

test('a confirming link works once, and a new letter can be had after a reload', async ({ people }) => {
	const email = address();
	const { page } = await people.visitor('en');
	await register(page, email, 'Once');
	await page.reload();
	await expect(page.getByText(email)).toBeVisible();
	await page.getByRole('button', { name: 'Send the e-mail again' }).click();
	await expect(page.getByText('the e-mail is on its way')).toBeVisible();
	const link = await letterTo(people, email, 'Please confirm your e-mail address');
	await page.goto(link);
	await page.getByRole('button', { name: 'Confirm' }).click();
	await expect(page.getByRole('heading', { level: 1 })).toHaveText('Your address is confirmed');
	await page.goto('/about');
	await page.goto(link);
	await page.getByRole('button', { name: 'Confirm' }).click();
	await expect(page.getByRole('heading', { level: 1 })).toHaveText('This link does not work');
	await expect(page.getByRole('alert')).toContainText('has been used already');
});

test('a forgotten password is set anew by the letter, and the old one is worth nothing', async ({ people }) => {
	const member = await people.citizen('Forgetful', 'en');
	const { page } = await people.visitor('en');
	await page.goto('/sign-in');
	await page.getByRole('link', { name: 'Forgotten your password?' }).click();
	await page.getByLabel('E-mail address').fill(member.account.email);
	await page.getByRole('button', { name: 'Send the link' }).click();
	await expect(page.getByText(`If ${member.account.email} has an account`)).toBeVisible();

	await member.page.goto('/settings');
	await expect(member.page.getByRole('heading', { name: 'Logins' })).toBeVisible();
	await page.goto(await letterTo(people, member.account.email, 'Set a new password'));
	await page.getByLabel('New password', { exact: true }).fill('password123');
	await page.getByRole('button', { name: 'Set a new password' }).click();
	await expect(page.getByLabel('New password', { exact: true })).toBeFocused();
	await expect(page.getByLabel('New password', { exact: true })).toHaveAccessibleDescription(/easy to guess/);
	await page.getByLabel('New password', { exact: true }).fill(password);
	await page.getByRole('button', { name: 'Set a new password' }).click();
	await expect(page.getByRole('heading', { level: 1 })).toHaveText('Your new password is set');
	// Whoever had the old one is out, without a reload.
	await expect(member.page.getByRole('heading', { name: 'Please sign in first.' })).toBeVisible({ timeout: 5_000 });
	await signIn(page, member.account.email, password);
});
