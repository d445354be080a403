import type { Page } from '@playwright/test';
import { beginThread, writePost } from '../fixtures/forum';
import { expectRoomForFingers, look } from '../fixtures/look';
import { expect, test, type Language, type Member } from '../fixtures/people';

/** A discussion with an answer of an answer of an answer, in three scripts. */
async function talk({ grace, lan }: { grace: Member; lan: Member }): Promise<{ thread: string; posts: string[] }> {
	const thread = await beginThread(grace.request, 'Rivers in our two cities', 'The **Scioto** was brown for years.\n\n- What changed?\n- Who paid?\n\n> Nobody swims here.\n\n| month | mg/l |\n| --- | --- |\n| May | 3.2 |', 'environment');
	const posts: string[] = [];
	const texts = ['巢湖也一样，夏天常有蓝藻。', 'How is it measured?', '每週三次，由學生採樣。', 'That is a project for both schools!', '同意，我去问问老师。', 'Please do.'];
	for (const [i, text] of texts.entries()) posts.push(await writePost((i % 2 ? grace : lan).request, thread, text, posts.at(-1)));
	posts.push(await writePost(grace.request, thread, 'A second thought: https://example.org/a/very/long/address/that/does/not/break/anywhere/at/all/on/a/small/telephone'));
	return { thread, posts };
}

// Each language and each scheme at least once; for pictures (SHOTS names their folder) all of both.
const looks: [Language, 'light' | 'dark'][] = [['en', 'light'], ['zh-Hans', 'dark'], ['zh-Hant', 'light']];
const others: typeof looks = [['en', 'dark'], ['zh-Hans', 'light'], ['zh-Hant', 'dark']];
for (const [language, colorScheme] of process.env.SHOTS ? [...looks, ...others] : looks) {
	test(`the forum's pages have no accessibility violation at 360 px, ${colorScheme}, ${language}`, async ({ people }) => {
		test.slow();
		const options = { colorScheme, viewport: { width: 360, height: 740 } };
		const [grace, lan] = await Promise.all([people.citizen('Grace Miller', language, options), people.citizen('周岚', 'zh-Hans')]);
		const { thread, posts } = await talk({ grace, lan });
		const { page } = grace;
		const shot = async (name: string) => {
			await look(page, name);
			await expectRoomForFingers(page, name);
			if (process.env.SHOTS) await page.screenshot({ path: `${process.env.SHOTS}/${name}-${language}-${colorScheme}.png`, fullPage: true });
		};
		await page.goto('/');
		await expect(page.getByRole('heading', { level: 3 }).first()).toBeVisible();
		await shot('home');
		await page.goto('/forum');
		await expect(page.locator('.boards')).toBeVisible();
		await shot('forum');
		await page.goto('/boards/environment');
		await expect(page.locator('.thread').first()).toBeVisible();
		await shot('board');
		await page.goto('/boards/environment/new');
		await expect(page.locator('textarea')).toBeVisible();
		await shot('new');
		await page.goto(`/threads/${thread}`);
		await expect(page.locator('article.post')).toHaveCount(posts.length + 1);
		await shot('thread');
		await page.locator('article.post').nth(2).locator('.more button').first().click();
		await shot('menu');
		await page.keyboard.press('Escape');
		await page.locator('article.post').nth(1).locator('.post-foot button').first().click();
		await expect(page.locator('textarea')).toBeFocused();
		await shot('reply');
	});
}

test('a reader without JavaScript finds the same texts in the same order', async ({ people }) => {
	const [grace, lan] = await Promise.all([people.citizen('Grace Miller', 'en'), people.citizen('周岚', 'zh-Hans')]);
	const { thread, posts } = await talk({ grace, lan });
	const plain = await people.visitor('en', { javaScriptEnabled: false });
	await grace.page.goto(`/threads/${thread}`);
	await expect(grace.page.locator('article.post[data-key]')).toHaveCount(posts.length + 1);
	await plain.page.goto(`/threads/${thread}`);
	const texts = (page: Page) => page.locator('article.post .post-body').allInnerTexts();
	expect((await texts(plain.page)).map((text) => text.trim())).toEqual((await texts(grace.page)).map((text) => text.trim()));
	await expect(plain.page.getByRole('heading', { level: 1 })).toHaveText('Rivers in our two cities');
	const languages = (page: Page) => page.locator('article.post .post-body').evaluateAll((all) => all.map((one) => one.getAttribute('lang')));
	expect(await languages(plain.page)).toEqual(await languages(grace.page));
});

test('a visitor is invited to sign in, and comes back', async ({ people }) => {
	const [grace, nobody] = await Promise.all([people.citizen('Grace Miller', 'en'), people.visitor('en')]);
	const thread = await beginThread(grace.request, 'Read by all', 'Hello.');
	await nobody.page.goto(`/threads/${thread}`);
	await expect(nobody.page.getByRole('link', { name: 'Sign in' }).last()).toHaveAttribute('href', `/sign-in?next=${encodeURIComponent(`/threads/${thread}`)}`);
	await expect(nobody.page.getByRole('button', { name: /^Reply/ })).toHaveCount(0);
});

test('a discussion that is not there says so', async ({ people }) => {
	const nobody = await people.visitor('en');
	await nobody.page.goto('/threads/00000000-0000-4000-8000-000000000000');
	await expect(nobody.page.getByRole('heading', { level: 1 })).toBeVisible();
	await expect(nobody.page.getByText('There is nothing here, or it is not open to you.')).toBeVisible();
});
