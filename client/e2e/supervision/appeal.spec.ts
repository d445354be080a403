// A student asks that a teacher's decision be taken back; the teacher of the other school decides, in Chinese.
import { expect, openChat, saidWith, say, test, unique } from '../fixtures/classmates';
import { lookOnAPhone } from '../fixtures/look';

test('a student appeals against a teacher’s hiding, and the partner school’s teacher takes it back, live', async ({ classmates }) => {
	test.slow();
	const [maya, carver, chen, xiaoyu] = await Promise.all([
		classmates.join('maya'),
		classmates.join('ms-carver'),
		classmates.join('chen'),
		classmates.join('xiaoyu')
	]);
	await openChat(maya);
	await openChat(xiaoyu);
	const word = unique();
	await say(maya.page, `I do not agree ${word}`);
	const message = saidWith(xiaoyu.page, word);
	await expect(message).toBeVisible();
	const said = (await (await carver.request.get(`/api${carver.classPath}/said`)).json()) as { posts: { post: { id: string; body: string } }[] };
	const { id } = said.posts.find(({ post }) => post.body.includes(word))!.post;
	const hidden = await carver.request.post(`/api/posts/${id}/hide`, { data: { clause: 'attacks', reason: 'Unkind' } });
	expect(hidden.ok(), await hidden.text()).toBe(true);
	await expect(message).toHaveCount(0);

	const { notices } = (await (await maya.request.get('/api/notices')).json()) as { notices: { link: string }[] };
	await maya.page.goto(notices[0]!.link);
	await expect(maya.page.getByText(`I do not agree ${word}`)).toBeVisible();
	await maya.page.getByLabel('Why should it be taken back?').fill(`It is what I think ${word}`);
	await lookOnAPhone(maya.page, 'the decision');
	await maya.page.getByRole('button', { name: 'Send the appeal' }).click();
	await expect(maya.page.getByText('Waits for another teacher')).toBeVisible();

	await chen.page.goto(`${chen.classPath}/supervision?tab=reports`);
	const appeal = chen.page.locator('article.card', { hasText: `what I think ${word}` });
	await expect(appeal).toContainText(`I do not agree ${word}`);
	await appeal.getByLabel('裁决申诉').selectOption('overturned');
	await appeal.getByLabel('给作者的答复').fill('这是看法，不是攻击');
	await lookOnAPhone(chen.page, 'the appeal');
	await appeal.getByRole('button', { name: '裁决申诉' }).click();
	await expect(appeal).toHaveCount(0);
	await expect(message).toBeVisible();
});
