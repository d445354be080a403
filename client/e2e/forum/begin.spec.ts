import { look } from '../fixtures/look';
import { expect, test } from '../fixtures/people';

test('a newcomer begins a discussion from the front page: is led to sign in, comes back, chooses the board', async ({ people }) => {
	const grace = await people.citizen('Odette', 'en');
	const { page } = await people.visitor('en', { viewport: { width: 360, height: 740 } });
	await page.goto('/');
	await expect(page.locator('#page')).toHaveCount(0);
	await page.getByRole('link', { name: 'New discussion' }).click();
	await expect(page.getByRole('main').getByRole('link', { name: 'Register' })).toHaveAttribute('href', '/register?next=%2Fnew');
	await page.getByRole('main').getByRole('link', { name: 'Sign in' }).click();
	await page.locator('input[name=name]').fill(grace.account.email);
	await page.locator('input[type=password]').fill('many windows, one street 窗');
	await page.locator('input[type=password]').press('Enter');

	await expect(page).toHaveURL(/\/new$/);
	await expect(page.getByLabel('Board')).toBeFocused();
	await page.getByLabel('Title').fill('Where do you buy bread?');
	await page.getByLabel('Your text').fill('Asking for a friend in Hefei.');
	await look(page, 'the form');
	// Without a board it goes nowhere, and says what is missing.
	await page.getByRole('button', { name: 'Post the discussion' }).click();
	await expect(page.getByLabel('Board')).toBeFocused();
	await expect(page.getByLabel('Board')).toHaveAttribute('aria-invalid', 'true');
	await page.getByLabel('Board').selectOption('Culture');
	await page.reload();
	await expect(page.getByLabel('Board')).toHaveValue('culture');
	await page.getByRole('button', { name: 'Post the discussion' }).click();
	await expect(page).toHaveURL(/\/threads\//);
	await expect(page.getByRole('heading', { level: 1 })).toHaveText('Where do you buy bread?');
	await expect(page.getByRole('navigation', { name: 'You are here' }).or(page.locator('.breadcrumbs')).first()).toContainText('Culture');
	await page.goto('/new');
	await expect(page.getByLabel('Title'), 'nothing of it is left').toHaveValue('');
});
