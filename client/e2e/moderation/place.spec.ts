// Where it stands in the thread: a moderator hides a post and says why; the author reads why in Chinese and appeals;
// another moderator shows it again.
import { beginThread, writePost } from '../fixtures/forum';
import { expect, test } from '../fixtures/moderators';
import { unique } from '../fixtures/classmates';
import { lookOnAPhone } from '../fixtures/look';

test('a post hidden in its thread has a reason that its author reads in Chinese, appeals against, and another moderator restores it', async ({ people, moderators }) => {
	test.slow();
	const [author, nora, shen] = await Promise.all([people.citizen('周岚', 'zh-Hans'), moderators.moderator('nora'), moderators.moderator('shen')]);
	const word = unique();
	const thread = await beginThread(author.request, `桥 ${word}`, '你们那边的桥怎么样？');
	const post = await writePost(author.request, thread, `算了吧，你这座破桥 ${word}`);
	const stands = `#post-${post}`;

	await nora.page.goto(`/threads/${thread}`);
	await nora.page.locator(stands).getByRole('button', { name: 'More about the post' }).click();
	await nora.page.getByRole('button', { name: 'Decide…' }).click();
	const decision = nora.page.getByRole('dialog');
	await decision.getByRole('button', { name: 'Decide and tell the author' }).click();
	await expect(decision.getByLabel('Why, in a sentence')).toHaveAttribute('aria-invalid', 'true');
	await decision.getByLabel('What is to be done').selectOption('hide');
	await decision.getByLabel('Which rule was broken').selectOption('attacks');
	await expect(decision.getByLabel('Why, in a sentence')).toHaveAccessibleDescription(/The author’s language: 简体中文/);
	await decision.getByLabel('Why, in a sentence').fill('It is about the person.');
	await lookOnAPhone(nora.page, 'the decision in the thread');
	await decision.getByRole('button', { name: 'Decide and tell the author' }).click();
	await expect(nora.page.locator(stands)).toContainText('This post was hidden by a moderator.');

	await author.page.goto('/notices');
	await expect(author.page.getByText('不得人身攻击。').first()).toBeVisible();
	await author.page.getByRole('link', { name: '查看' }).first().click();
	await author.page.getByLabel('为什么应该撤销？').fill('我说的是桥，不是人。');
	await author.page.getByRole('button', { name: '提交申诉' }).click();
	await expect(author.page.getByText('等待另一位版主裁决')).toBeVisible();

	await shen.page.goto(`/threads/${thread}`);
	await shen.page.locator(stands).getByRole('button', { name: '更多操作' }).click();
	await shen.page.getByRole('button', { name: '恢复显示' }).click();
	const back = shen.page.getByRole('dialog');
	await back.getByLabel('为什么撤销？').fill('说的确实是桥。');
	await lookOnAPhone(shen.page, 'the restoring');
	await back.getByRole('button', { name: '撤销' }).click();
	await expect(shen.page.locator(stands)).toContainText(word);
	await author.page.goto('/notices');
	await expect(author.page.getByText('一项针对你的决定已被撤销：说的确实是桥。')).toBeVisible();
});
