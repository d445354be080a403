import { beginThread, writePost } from '../fixtures/forum';
import { expect, test } from '../fixtures/people';

test('going back finds the place in the list and in the discussion', async ({ people }) => {
	const grace = await people.citizen('Grace', 'en', { viewport: { width: 360, height: 640 } });
	for (let i = 0; i < 14; i++) await beginThread(grace.request, `Street number ${i} ${Date.now()}`, 'x', 'urban-planning');
	await grace.page.goto('/boards/urban-planning');
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
	await expect(grace.page.getByRole('button', { name: 'Reply to the discussion' })).toBeVisible();
	// The client's list takes the place of the server's meanwhile: whichever line is there is brought into view.
	await expect(() => grace.page.getByText('Line 2.10', { exact: true }).scrollIntoViewIfNeeded({ timeout: 1_000 })).toPass();
	const there = await grace.page.evaluate(() => scrollY);
	await grace.page.getByRole('navigation').getByRole('link', { name: 'About' }).last().click();
	await expect(grace.page).toHaveURL(/about/);
	await grace.page.goBack();
	await expect(grace.page.getByText('Line 2.10', { exact: true })).toBeInViewport();
	expect(Math.abs((await grace.page.evaluate(() => scrollY)) - there)).toBeLessThan(5);
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
