// What stands before the client has come, and when it cannot come; and what is said when a login ends under a page.
import { look } from '../fixtures/look';
import { expect, test } from '../fixtures/people';

const phone = { viewport: { width: 360, height: 740 } };

test('while the client is on its way the page says so in the reader’s language, and gives way to it', async ({ people }) => {
	const { page } = await people.visitor('zh-Hant', phone);
	const complaints: string[] = [];
	page.on('console', (message) => /Content Security Policy/.test(message.text()) && complaints.push(message.text()));
	let letThrough = () => {};
	const held = new Promise<void>((resolve) => (letThrough = resolve));
	await page.route('**/_app/immutable/entry/*', async (route) => {
		await held;
		await route.continue();
	});
	await page.goto('/classes', { waitUntil: 'commit' });
	await expect(page.locator('.brand-name')).toHaveText('同窗');
	await expect(page.getByText('載入中')).toBeVisible();
	await expect(page.getByText('頁面沒有載入成功')).toBeHidden();
	await look(page, 'the frame', { within: '#page' });
	const header = await page.locator('.site-header').boundingBox();
	letThrough();
	await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
	await expect(page.locator('#page')).toHaveCount(0);
	expect(await page.locator('.site-header').boundingBox(), 'the header stays where it is').toEqual(header);
	expect(complaints).toEqual([]);
});

test('a client that cannot come leaves no empty page', async ({ people }) => {
	const { page } = await people.visitor('en', phone);
	await page.route('**/_app/immutable/entry/*', (route) => route.abort());
	await page.goto('/classes');
	await expect(page.getByText('The page could not be loaded.')).toBeVisible();
	await expect(page.getByText('Loading')).toBeHidden();
	await look(page, 'the frame', { within: '#page' });
	await page.unroute('**/_app/immutable/entry/*');
	await page.getByRole('link', { name: 'Reload' }).click();
	await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
});

test('a visitor’s header is one row on a phone', async ({ people }) => {
	for (const language of ['en', 'zh-Hans', 'zh-Hant'] as const) {
		for (const javaScriptEnabled of [true, false]) {
			const { page } = await people.visitor(language, { ...phone, javaScriptEnabled });
			for (const path of ['/', '/forum', '/about']) {
				await page.goto(path);
				if (javaScriptEnabled) await expect(page.locator('#page')).toHaveCount(0);
				expect((await page.locator('.site-header').boundingBox())!.height, `${path} in ${language}`).toBeLessThan(60);
			}
		}
	}
});

test('whose login was ended is told so, and comes back to the page by signing in', async ({ people }) => {
	const { page, request, account } = await people.citizen('Odette', 'en', phone);
	await page.goto('/settings?from=here');
	await expect(page.locator('#logins li').first()).toBeVisible();
	// Not by the page's own button, which says what it does.
	await request.post('/api/sign-out');
	await expect(page.getByText('Your login was ended. Sign in again to go on.')).toBeVisible();
	await look(page, 'the ended login');
	await page.getByRole('alert').filter({ hasText: 'Your login was ended' }).getByRole('link', { name: 'Sign in' }).click();
	await page.getByLabel('E-mail').or(page.locator('input[name=name]')).first().fill(account.email);
	await page.locator('input[type=password]').fill('many windows, one street 窗');
	await page.locator('input[type=password]').press('Enter');
	await expect(page).toHaveURL(/\/settings\?from=here$/);
	await expect(page.getByText('Your login was ended')).toHaveCount(0);
	// Who leaves by the page's button knows it.
	await page.getByRole('main').getByRole('button', { name: 'Sign out' }).click();
	await expect(page.getByRole('link', { name: 'Register' }).first()).toBeVisible();
	await expect(page.getByText('Your login was ended')).toHaveCount(0);
});
