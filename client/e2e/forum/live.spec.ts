import { expect, test } from '../fixtures/people';
import { beginThread, writePost } from '../fixtures/forum';

test('a post crosses in both directions between an English and a Chinese page, and an edit follows it', async ({ people }) => {
	const [grace, lan] = await Promise.all([people.citizen('Grace Miller', 'en'), people.citizen('周岚', 'zh-Hans')]);
	const thread = await beginThread(grace.request, 'A shelf of picture books', 'Who would read them aloud?');
	for (const { page } of [grace, lan]) {
		await page.goto(`/threads/${thread}`);
		await expect(page.getByText('Who would read them aloud?')).toBeVisible();
	}

	await lan.page.getByRole('button', { name: '回复 Grace Miller' }).click();
	await lan.page.getByRole('textbox').fill('我可以帮忙朗读！');
	await lan.page.getByRole('textbox').press('Control+Enter');
	await expect(grace.page.getByText('我可以帮忙朗读！')).toBeVisible({ timeout: 3_000 });
	await expect(lan.page.getByText('我可以帮忙朗读！')).toHaveCount(1);
	await expect(grace.page.locator('.post-body', { hasText: '朗读' })).toHaveAttribute('lang', 'zh-Hans');
	await expect(lan.page.getByRole('article', { name: '周岚' }), 'the focus goes to what was written').toBeFocused();

	await grace.page.getByRole('button', { name: 'Reply to 周岚' }).click();
	await grace.page.getByRole('textbox').fill('Wonderful, **thank you**!');
	await grace.page.getByRole('button', { name: 'Reply', exact: true }).click();
	await expect(lan.page.getByText('Wonderful, thank you!')).toBeVisible({ timeout: 3_000 });

	const own = grace.page.getByRole('article').filter({ hasText: 'Wonderful' });
	await own.getByRole('button', { name: 'More about the post' }).click();
	await grace.page.getByRole('button', { name: 'Edit' }).click();
	await grace.page.getByRole('textbox').fill('Wonderful, see you on Friday!');
	await grace.page.getByRole('button', { name: 'Save' }).click();
	await expect(lan.page.getByText('see you on Friday!')).toBeVisible({ timeout: 3_000 });
	await lan.page.getByRole('button', { name: '已编辑' }).click();
	await expect(lan.page.getByRole('dialog').locator('del').first()).toContainText('thank');
	await expect(lan.page.getByRole('dialog').locator('ins').filter({ hasText: 'Friday' })).toHaveCount(1);
});

test('a new discussion waits above the list until the reader asks for it', async ({ people }) => {
	const [grace, lan] = await Promise.all([people.citizen('Grace Miller', 'en'), people.citizen('周岚', 'zh-Hans')]);
	await beginThread(grace.request, 'An older discussion on music', 'Choirs, perhaps?', 'music');
	await lan.page.goto('/boards/music');
	await expect(lan.page.getByRole('link', { name: 'An older discussion on music' }).first()).toBeVisible();
	await grace.page.goto('/boards/music');
	await grace.page.getByRole('link', { name: 'New discussion', exact: true }).first().click();
	const title = `Songs that travel ${Date.now()}`;
	await grace.page.getByLabel('Title').fill(title);
	await grace.page.getByLabel('Your text').fill('Which one did you learn from your grandmother?');
	await grace.page.getByRole('button', { name: 'Post the discussion' }).click();
	await expect(grace.page).toHaveURL(/\/threads\//);
	await expect(grace.page.getByRole('heading', { level: 1, name: title })).toBeVisible();

	await expect(lan.page.getByRole('link', { name: title })).toHaveCount(0);
	await lan.page.getByRole('button', { name: /个新讨论/ }).click();
	await expect(lan.page.getByRole('link', { name: title })).toBeFocused();
});

test('what was read on one device is read on the other', async ({ people }) => {
	const grace = await people.citizen('Grace Miller', 'en');
	const writer = await people.citizen('林佳蓉', 'zh-Hant');
	const title = `A second look ${Date.now()}`;
	const thread = await beginThread(writer.request, title, 'First.', 'books');
	const phone = await people.again(grace.account);
	const row = (page: typeof phone.page) => page.getByRole('listitem').filter({ hasText: title });
	await phone.page.goto('/boards/books');
	await expect(row(phone.page).getByText('New', { exact: true })).toBeVisible();

	await grace.page.goto(`/threads/${thread}`);
	await expect(row(phone.page).getByText('New', { exact: true })).toHaveCount(0, { timeout: 8_000 });

	await grace.page.goto('/about');
	await writePost(writer.request, thread, 'Second.');
	await phone.page.reload();
	await expect(row(phone.page).getByText('has unread posts')).toHaveCount(1);
	await phone.page.goto(`/threads/${thread}`);
	await expect(phone.page.getByText('New since your last visit', { exact: true })).toBeVisible();
	await grace.page.goto('/boards/books');
	await expect(row(grace.page).getByText('has unread posts')).toHaveCount(0, { timeout: 8_000 });
});

test('a post that comes where the reader does not look is announced and moves nothing', async ({ people }) => {
	const [grace, lan] = await Promise.all([people.citizen('Grace Miller', 'en', { viewport: { width: 360, height: 640 } }), people.citizen('周岚', 'zh-Hans')]);
	const thread = await beginThread(grace.request, 'A long one', Array.from({ length: 12 }, (_, i) => `Paragraph ${i}.`).join('\n\n'));
	const first = await writePost(grace.request, thread, Array.from({ length: 12 }, (_, i) => `Line ${i}.`).join('\n\n'));
	await writePost(grace.request, thread, Array.from({ length: 30 }, (_, i) => `End ${i}.`).join('\n\n'));
	await grace.page.goto(`/threads/${thread}`);
	await expect(grace.page.getByRole('button', { name: 'Reply to the discussion' })).toBeVisible();
	const mark = grace.page.getByText('End 20.', { exact: true });
	await mark.scrollIntoViewIfNeeded();
	const before = await mark.boundingBox();
	await writePost(lan.request, thread, '一条新回复', first);
	await expect(grace.page.getByText('一条新回复')).toBeAttached({ timeout: 3_000 });
	const pill = grace.page.getByRole('button', { name: '1 new post' });
	await expect(pill).toBeVisible();
	await expect(grace.page).toHaveTitle(/^\(1\) A long one/);
	const after = await mark.boundingBox();
	expect(Math.abs(after!.y - before!.y), 'what is read stays where it is').toBeLessThan(2);
	await pill.click();
	await expect(grace.page.getByText('一条新回复')).toBeInViewport();
	await expect(pill).toHaveCount(0);
	await expect(grace.page).toHaveTitle(/^A long one/);
});
