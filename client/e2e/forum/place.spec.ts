import { beginThread, writePost } from '../fixtures/forum';
import { expect, test } from '../fixtures/people';

test('going back finds the place in the list and in the discussion', async ({ people }) => {
	const grace = await people.citizen('Grace Miller', 'en', { viewport: { width: 360, height: 640 } });
	for (let i = 0; i < 14; i++) await beginThread(grace.request, `Street number ${i} ${Date.now()}`, 'x', 'urban-planning');
	await grace.page.goto('/boards/urban-planning');
	await expect(grace.page.locator('#page')).toHaveCount(0); // the client has taken over from the server's page
	const row = grace.page.locator('.thread').nth(11);
	await row.scrollIntoViewIfNeeded();
	await expect(row).toBeVisible();
	const before = await grace.page.evaluate(() => scrollY);
	expect(before).toBeGreaterThan(100);
	await row.getByRole('link').click();
	await expect(grace.page).toHaveURL(/\/threads\//);
	await expect(grace.page.getByRole('heading', { level: 1 })).toBeVisible();
	await grace.page.goBack();
	await expect(row).toBeInViewport();
	expect(Math.abs((await grace.page.evaluate(() => scrollY)) - before)).toBeLessThan(5);

	const thread = await beginThread(grace.request, 'A long way', 'x', 'urban-planning');
	for (let i = 0; i < 4; i++) await writePost(grace.request, thread, Array.from({ length: 20 }, (_, k) => `Line ${i}.${k}`).join('\n\n'));
	await grace.page.goto(`/threads/${thread}`);
	await expect(grace.page.locator('#page')).toHaveCount(0);
	await grace.page.getByText('Line 2.10', { exact: true }).scrollIntoViewIfNeeded();
	const there = await grace.page.evaluate(() => scrollY);
	await grace.page.getByRole('navigation').getByRole('link', { name: 'About' }).last().click();
	await expect(grace.page).toHaveURL(/about/);
	await grace.page.goBack();
	await expect(grace.page.getByText('Line 2.10', { exact: true })).toBeInViewport();
	expect(Math.abs((await grace.page.evaluate(() => scrollY)) - there)).toBeLessThan(5);
});

test('on a slow line the text that one reads stays, and stays where it is', async ({ people }) => {
	const grace = await people.citizen('Grace Miller', 'en', { viewport: { width: 360, height: 640 } });
	const thread = await beginThread(grace.request, 'Slowly', Array.from({ length: 60 }, (_, k) => `Line ${k}`).join('\n\n'), 'education');
	const { page } = await people.visitor('en', { viewport: { width: 360, height: 640 } });
	// What the server says comes late: over the socket, and to a page that goes without one.
	let answer = () => {};
	const answered = new Promise<void>((done) => (answer = done));
	let begin = () => {};
	const asked = new Promise<void>((reached) => (begin = reached));
	await page.route('**/api/threads/**', async (route) => {
		await answered;
		await route.continue();
	});
	await page.routeWebSocket(/socket/, (socket) => {
		begin();
		const server = socket.connectToServer();
		server.onMessage((said) => void answered.then(() => socket.send(said)));
	});
	await page.goto(`/threads/${thread}`);
	const line = page.getByText('Line 30', { exact: true });
	await line.scrollIntoViewIfNeeded();
	await asked;
	await expect(line).toBeInViewport();
	const place = (await line.boundingBox())!.y;
	answer();
	await expect(page.locator('#page')).toHaveCount(0);
	await expect(line).toBeInViewport();
	expect(Math.abs((await line.boundingBox())!.y - place)).toBeLessThan(120);
});

test('an author corrects the language of a text without changing it', async ({ people }) => {
	const lan = await people.citizen('周岚', 'zh-Hans');
	const thread = await beginThread(lan.request, '一个字', '在');
	await lan.page.goto(`/threads/${thread}`);
	const post = lan.page.getByRole('article').first();
	await expect(post.locator('.post-body')).toHaveAttribute('lang', /zh/);
	await post.getByRole('button', { name: '更多操作' }).click();
	await lan.page.getByRole('button', { name: '编辑' }).click();
	await lan.page.getByRole('article').getByRole('combobox').selectOption('zh-Hant');
	await lan.page.getByRole('button', { name: '保存' }).click();
	await expect(post.locator('.post-body')).toHaveAttribute('lang', 'zh-Hant');
	await expect(post.locator('.post-body')).toHaveText('在');
});
