// Two teachers discuss a pairing, one in English and one in Chinese, each seeing at once what the other writes: how to
// reach an adult is let through, an identity number waits for a coordinator. On a server of its own: what is said in the
// example schools' pairing stays in it.
import { expect, test, type Browser, type BrowserContextOptions, type Page } from '@playwright/test';
import { look } from '../fixtures/look';
import { OwnServer } from '../fixtures/ownServer';
import { post } from '../fixtures/people';

async function atThePairing(browser: Browser, baseURL: string, name: string, options: BrowserContextOptions): Promise<Page> {
	const context = await browser.newContext({ baseURL, reducedMotion: 'reduce', ...options });
	await post(context.request, '/api/sign-in', { name, password: 'share a window' });
	const page = await context.newPage();
	await page.goto('/pairings');
	await page.locator('a[href^="/pairings/"]:not([href$="/new"])').first().click();
	await expect(page.locator('#discussion textarea')).toBeVisible();
	return page;
}

async function write(page: Page, text: string): Promise<void> {
	const field = page.locator('#discussion textarea').last();
	await field.fill(text);
	await field.press('Control+Enter');
	await expect(field).toHaveValue('');
}

test('teachers of both schools discuss their pairing live, and what must wait for a coordinator waits', async ({ browser }) => {
	test.slow();
	const server = await OwnServer.start();
	try {
		const carver = await atThePairing(browser, server.url, 'ms-carver', { locale: 'en-US' });
		const chen = await atThePairing(browser, server.url, 'chen', { locale: 'zh-CN', colorScheme: 'dark', viewport: { width: 360, height: 720 } });
		const guan = await atThePairing(browser, server.url, 'guan', { locale: 'zh-CN' });

		await write(carver, 'Shall we measure our **rivers** in May? Write to me: carver@example.org');
		await expect(chen.locator('strong', { hasText: 'rivers' })).toBeVisible(); // live, and Markdown
		await write(chen, '好的，五月一起测。');
		await expect(carver.getByText('好的，五月一起测。')).toBeVisible(); // live
		await look(carver, 'a discussion');
		await look(chen, 'a discussion on a phone');

		await write(chen, '学生小李的身份证号是 11010519491231002X');
		await expect(chen.getByText('等待任一方学校的协调员查看')).toBeVisible();
		const held = guan.getByRole('article').filter({ hasText: '11010519491231002X' });
		await expect(held).toBeVisible(); // live, to those who keep the discussion
		await expect(carver.getByText('11010519491231002X')).toHaveCount(0);
		await held.getByRole('button', { name: '通过', exact: true }).click();
		await expect(carver.getByText('11010519491231002X')).toBeVisible(); // live

		// A post can be reported and taken back; a trace remains.
		const post = carver.getByRole('article').filter({ hasText: '11010519491231002X' });
		await post.locator('.more button').first().click();
		await carver.getByRole('button', { name: 'Report', exact: true }).click();
		await expect(carver.getByRole('dialog')).toBeVisible();
		await carver.keyboard.press('Escape');
		await chen.getByRole('article').filter({ hasText: '11010519491231002X' }).locator('.more button').first().click();
		await chen.locator('.menu-item-danger').first().click();
		await chen.getByRole('dialog').locator('.button-danger').click();
		await expect(carver.getByText('11010519491231002X')).toHaveCount(0); // live
	} finally {
		await server.stop();
	}
});
