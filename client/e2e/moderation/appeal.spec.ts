// From a report to an appeal: a citizen reports, a moderator in Chinese decides, the author reads why in English and
// appeals, another moderator takes the decision back.
import { beginThread, writePost } from '../fixtures/forum';
import { expect, test } from '../fixtures/moderators';
import { unique } from '../fixtures/classmates';
import { lookOnAPhone } from '../fixtures/look';

test('a reported post is hidden with a reason, appealed against, and comes back live', async ({ people, moderators }) => {
	test.slow();
	const [author, reader, shen, nora] = await Promise.all([
		people.citizen('Grace Miller', 'en'),
		people.citizen('周岚', 'zh-Hans'),
		moderators.moderator('shen'),
		moderators.moderator('nora')
	]);
	const word = unique();
	const thread = await beginThread(reader.request, `河流 ${word}`, '你们那边的河怎么样？');
	await writePost(author.request, thread, `Go and look for yourself ${word}`);

	await reader.page.goto(`/threads/${thread}`);
	const reported = reader.page.locator('article.post', { hasText: `yourself ${word}` });
	await reported.locator('.more button').first().click();
	await reader.page.getByRole('button', { name: '举报', exact: true }).click();
	const dialog = reader.page.getByRole('dialog');
	await dialog.getByRole('button', { name: '提交举报' }).click();
	await expect(dialog.getByRole('combobox')).toHaveAttribute('aria-invalid', 'true'); // nothing is chosen for anybody
	await dialog.getByRole('combobox').selectOption('attack');
	await dialog.getByLabel('还有要补充的吗').fill(word);
	await lookOnAPhone(reader.page, 'the report');
	await dialog.getByRole('button', { name: '提交举报' }).click();
	await expect(dialog.getByRole('status')).toBeVisible();
	await dialog.getByRole('button', { name: '关闭' }).last().click();

	const { cases } = (await (await shen.request.get('/api/moderation/cases')).json()) as { cases: { id: string; object: string }[] };
	await shen.page.goto('/moderation');
	await expect(shen.page.locator('li.card').first()).toBeVisible();
	await lookOnAPhone(shen.page, 'the queue');
	let path = '';
	for (const one of cases) {
		const page = (await (await shen.request.get(`/api/moderation/cases/${one.id}`)).json()) as { evidence?: { post?: { body: string } } };
		if (page.evidence?.post?.body.includes(word)) path = `/moderation/${one.id}`;
	}
	await shen.page.goto(path);
	await shen.page.getByRole('button', { name: '由我处理' }).click();
	await shen.page.getByRole('button', { name: '决定并通知作者' }).click();
	await expect(shen.page.getByLabel('采取的措施')).toBeFocused(); // nothing is chosen for anybody
	await shen.page.getByLabel('采取的措施').selectOption('hide');
	await shen.page.getByLabel('违反了哪条规则').selectOption('attacks');
	await expect(shen.page.getByLabel('一句话说明原因')).toHaveAccessibleDescription(/作者使用的语言：English/);
	await shen.page.getByLabel('一句话说明原因').fill('对人不对事');
	await lookOnAPhone(shen.page, 'the case');
	await shen.page.getByRole('button', { name: '决定并通知作者' }).click();
	await expect(shen.page.locator(':focus')).toContainText('已采取措施');
	await expect(reader.page.locator('article.post', { hasText: `yourself ${word}` })).toHaveCount(0);

	await author.page.goto('/forum');
	await author.page.getByRole('link', { name: /Notices/ }).first().click();
	await expect(author.page.getByText('No personal attacks.').first()).toBeVisible();
	await lookOnAPhone(author.page, 'the notices');
	await author.page.getByRole('link', { name: 'See more' }).first().click();
	await author.page.getByLabel('Why should it be taken back?').fill(`I meant the river ${word}`);
	await lookOnAPhone(author.page, 'the decision');
	await author.page.getByRole('button', { name: 'Send the appeal' }).click();
	await expect(author.page.getByText('Waits for another moderator')).toBeVisible();

	await nora.page.goto('/moderation/appeals');
	const appeal = nora.page.locator('article.card', { hasText: `the river ${word}` });
	await appeal.getByLabel('Decide about the appeal').selectOption('overturned');
	await appeal.getByLabel('Your answer to the author').fill('It was about the river.');
	await lookOnAPhone(nora.page, 'the appeals');
	await appeal.getByRole('button', { name: 'Decide about the appeal' }).click();
	await expect(appeal).toHaveCount(0);
	await expect(reader.page.locator('article.post', { hasText: `yourself ${word}` })).toHaveCount(1);
});

test('what staff and people set by themselves can be used with a keyboard, by every reader', async ({ people, moderators }) => {
	test.slow();
	const [citizen, peiwen] = await Promise.all([people.citizen('Ada', 'en'), moderators.moderator('peiwen')]);
	for (const path of ['/notices', '/notices/settings']) {
		await citizen.page.goto(path);
		await expect(citizen.page.getByRole('main').getByRole('heading', { level: 2 }).first()).toBeVisible();
		await lookOnAPhone(citizen.page, path);
	}
	await peiwen.page.goto('/moderation/classes');
	await peiwen.page.getByRole('button', { name: '寫明理由並閱讀' }).first().click();
	await peiwen.page.getByLabel('為什麼需要閱讀這個班級？').fill('家長來信詢問週二的情況');
	await lookOnAPhone(peiwen.page, 'the classes');
	await peiwen.page.keyboard.press('Enter');
	await peiwen.page.getByRole('link', { name: '閱讀班級聊天' }).first().click();
	await expect(peiwen.page.locator('article.post').first()).toBeVisible();
	await expect(peiwen.page.locator('textarea')).toHaveCount(0);
	const { page } = await people.administrator();
	await page.goto('/moderation/audit');
	const entries = page.getByRole('main').getByRole('listitem');
	await page.getByLabel('What was done').selectOption('moderation.enter');
	await expect(entries.filter({ hasText: '家長來信詢問週二的情況' }).first()).toContainText('entered a class to read it');
	await lookOnAPhone(page, 'the log');
	// Whose deeds they are is found by a name; a student's with a reason, which the next entry tells the school.
	await page.getByRole('button', { name: 'Choose…' }).click();
	const dialog = page.getByRole('dialog');
	await dialog.getByLabel('Name, nickname or school').fill('may');
	await dialog.getByLabel('Look for students too').check();
	await dialog.getByLabel('Why are you looking for a student?').fill('A parent asked about Tuesday');
	await dialog.getByRole('button', { name: 'Search' }).click();
	await expect(dialog.getByRole('button', { name: 'Maya' }).first()).toBeVisible();
	await lookOnAPhone(page, 'finding somebody');
	await dialog.getByRole('button', { name: 'Maya' }).first().click();
	await expect(page.getByRole('button', { name: 'Show everybody again' })).toBeVisible();
	await page.getByRole('button', { name: 'Clear all' }).click();
	await expect(entries.filter({ hasText: 'looked for students by name' }).first()).toBeVisible(); // others write in it, too
});
