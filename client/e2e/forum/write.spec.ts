import { beginThread, writePost } from '../fixtures/forum';
import { expect, test } from '../fixtures/people';

test('a post written offline waits, survives a reload, and arrives once', async ({ people }) => {
	const [grace, lan] = await Promise.all([people.citizen('Grace Miller', 'en'), people.citizen('周岚', 'zh-Hans')]);
	const thread = await beginThread(grace.request, 'A weak line', 'Hello?');
	await lan.page.goto(`/threads/${thread}`);
	await grace.page.goto(`/threads/${thread}`);
	await expect(grace.page.getByRole('button', { name: 'Reply to the discussion' })).toBeVisible();
	await grace.page.getByRole('button', { name: 'Reply to the discussion' }).click();
	await expect(grace.page.getByRole('textbox')).toBeFocused();
	await grace.context.setOffline(true);
	await grace.page.getByRole('textbox').fill('From the tunnel.');
	await grace.page.getByRole('textbox').press('Control+Enter');
	await expect(grace.page.getByRole('article').filter({ hasText: 'From the tunnel.' }).getByText('Sending')).toBeVisible();
	await grace.context.setOffline(false);
	await grace.page.reload();
	await expect(lan.page.getByText('From the tunnel.')).toHaveCount(1, { timeout: 15_000 });
	await expect(grace.page.getByRole('article').filter({ hasText: 'From the tunnel.' })).toHaveCount(1);
	await expect(grace.page.getByText('Sending')).toHaveCount(0);
});

test('a deleted post leaves its trace and its replies, a hidden one comes back', async ({ people }) => {
	const [grace, lan, keeper] = await Promise.all([people.citizen('Grace Miller', 'en'), people.citizen('周岚', 'zh-Hans'), people.administrator()]);
	const thread = await beginThread(grace.request, 'Traces', 'Hello.');
	const mine = await writePost(grace.request, thread, 'I take this back.');
	await writePost(lan.request, thread, '为什么？', mine);
	await lan.page.goto(`/threads/${thread}`);
	await expect(lan.page.getByText('I take this back.')).toBeVisible();
	await grace.page.goto(`/threads/${thread}`);
	await grace.page.locator(`#post-${mine}`).getByRole('button', { name: 'More about the post' }).click();
	await grace.page.getByRole('button', { name: 'Delete' }).click();
	await grace.page.getByRole('dialog').getByRole('button', { name: 'Delete' }).click();
	await expect(lan.page.locator(`#post-${mine}`)).toContainText('此帖已被作者删除。');
	await expect(lan.page.getByText('为什么？')).toBeVisible();

	await keeper.page.goto(`/threads/${thread}`);
	const theirs = keeper.page.getByRole('article').filter({ hasText: '为什么？' });
	await theirs.getByRole('button', { name: 'More about the post' }).click();
	await keeper.page.getByRole('button', { name: 'Decide…' }).click();
	await keeper.page.getByRole('dialog').getByLabel('What is to be done').selectOption('hide');
	await keeper.page.getByRole('dialog').getByLabel('Which rule was broken').selectOption('attacks');
	await keeper.page.getByRole('dialog').getByLabel('Why, in a sentence').fill('Not here.');
	await keeper.page.getByRole('dialog').getByRole('button', { name: 'Decide and tell the author' }).click();
	await expect(lan.page.getByText('为什么？')).toHaveCount(0, { timeout: 3_000 });
	await expect(lan.page.getByText('此帖已被版主隐藏。')).toBeVisible();
	await theirs.or(keeper.page.getByRole('article').filter({ hasText: 'hidden by a moderator' })).first().getByRole('button', { name: 'More about the post' }).click();
	await keeper.page.getByRole('button', { name: 'Show again' }).click();
	await keeper.page.getByRole('dialog').getByLabel('Why is it taken back?').fill('It can stay.');
	await keeper.page.getByRole('dialog').getByRole('button', { name: 'Take it back' }).click();
	await expect(lan.page.getByText('为什么？')).toBeVisible({ timeout: 3_000 });
});

test('an edit that came meanwhile is shown to its author, who decides', async ({ people }) => {
	const grace = await people.citizen('Grace Miller', 'en');
	const thread = await beginThread(grace.request, 'Two windows', 'Hello.');
	const post = await writePost(grace.request, thread, 'First text.');
	await grace.page.goto(`/threads/${thread}`);
	await grace.page.locator(`#post-${post}`).getByRole('button', { name: 'More about the post' }).click();
	await grace.page.getByRole('button', { name: 'Edit' }).click();
	await grace.page.getByRole('textbox').fill('From this window.');
	const other = await grace.request.put(`/api/posts/${post}`, { data: { revision: 1, body: 'From the other window.' } });
	expect(other.ok()).toBe(true);
	await grace.page.getByRole('button', { name: 'Save' }).click();
	await expect(grace.page.getByRole('alert').first()).toContainText('was changed meanwhile');
	await expect(grace.page.getByText('From the other window.').last()).toBeVisible();
	await grace.page.getByRole('button', { name: 'Save' }).click();
	await expect(grace.page.locator(`#post-${post} .post-body`)).toHaveText('From this window.');
	await grace.page.getByRole('button', { name: 'edited' }).click();
	await expect(grace.page.getByRole('dialog').locator('details')).toHaveCount(2);
});

test('a long article comes back byte for byte, and a link finds a post on a later page', async ({ people }) => {
	test.slow();
	const grace = await people.citizen('Grace Miller', 'en');
	const part = (i: number) => `## Part ${i} 第${i}部分\n\nWater is counted in drops.[^n${i}] 水要一滴一滴地数。\n\n`;
	let article = Array.from({ length: 60 }, (_, i) => part(i)).join('') + Array.from({ length: 60 }, (_, i) => `[^n${i}]: Note ${i} 注\n`).join('');
	article += '字'.repeat(2_000);
	expect(Buffer.byteLength(article)).toBeGreaterThan(12_000);
	await grace.page.goto('/boards/articles/new');
	await grace.page.getByLabel('Title').fill('On counting water 论水');
	await grace.page.getByLabel('Your text').fill(article);
	await grace.page.getByRole('button', { name: 'Post the discussion' }).click();
	await expect(grace.page).toHaveURL(/\/threads\//);
	const thread = grace.page.url().split('/').at(-1)!;
	const page = (await (await grace.request.get(`/api/threads/${thread}`)).json()) as { posts: { body: string }[] };
	expect(page.posts[0]!.body).toBe(article);
	let last = '';
	for (let i = 0; i < 33; i++) {
		await expect(async () => (last = await writePost(grace.request, thread, `Comment ${i}`))).toPass();
	}
	await grace.page.goto('/about');
	await grace.page.goto(`/threads/${thread}#post-${last}`);
	await expect(grace.page.locator(`#post-${last}`)).toBeInViewport();
	await expect(grace.page.locator(`#post-${last}`)).toBeFocused();
});

test('letters move between posts, but not while somebody types', async ({ people }) => {
	const grace = await people.citizen('Grace Miller', 'en');
	const thread = await beginThread(grace.request, 'Keys', 'One.');
	await writePost(grace.request, thread, 'Two.');
	await writePost(grace.request, thread, 'Three.');
	await grace.page.goto(`/threads/${thread}`);
	await expect(grace.page.getByRole('article')).toHaveCount(3);
	const article = (text: string) => grace.page.getByRole('article').filter({ hasText: text });
	// What the server rendered has no keys yet; this button is the client's.
	await expect(grace.page.getByRole('button', { name: 'Reply to the discussion' })).toBeVisible();
	await grace.page.keyboard.press('j');
	await expect(article('One.')).toBeFocused();
	await grace.page.keyboard.press('j');
	await expect(article('Two.')).toBeFocused();
	await grace.page.keyboard.press('k');
	await expect(article('One.')).toBeFocused();
	await grace.page.keyboard.press('r');
	const field = grace.page.getByRole('textbox');
	await expect(field).toBeFocused();
	await grace.page.keyboard.type('jkr');
	await expect(field).toHaveValue('jkr');
});
