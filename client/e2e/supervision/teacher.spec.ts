// What a class's teachers do, and how their students see it: on a server of its own, for it changes the class's rules.
import { chatField, expect, openChat, saidWith, say, test, unique } from '../fixtures/classmates';
import { look } from '../fixtures/look';
import { OwnServer } from '../fixtures/ownServer';

let server: OwnServer;
test.describe.configure({ mode: 'serial', timeout: 120_000 });
test.beforeAll(async () => {
	server = await OwnServer.start();
});
test.afterAll(async () => server.stop());

test('a student’s first message waits; a teacher of the other school approves it, and the partner sees it at once', async ({ classmates }) => {
	const [maya, chen, xiaoyu] = await Promise.all([
		classmates.join('maya', { at: server.url }),
		classmates.join('chen', { at: server.url, viewport: { width: 360, height: 740 }, colorScheme: 'dark' }),
		classmates.join('xiaoyu', { at: server.url })
	]);
	await chen.page.goto(`${chen.classPath}/supervision?tab=keeping`);
	await chen.page.getByRole('spinbutton').fill('1');
	await chen.page.getByRole('spinbutton').press('Enter');
	await openChat(maya);
	await openChat(xiaoyu);
	await expect(maya.page.getByText('Your next message waits for a teacher')).toBeVisible();

	const word = unique();
	await say(maya.page, `${word}, my mail is maya@example.org`);
	const own = maya.page.getByRole('log').locator('[data-held]', { hasText: word });
	await expect(own).toContainText('Waits for a teacher');
	await expect(own.getByRole('note')).toContainText('contact details');
	await look(maya.page, 'what waits');
	await maya.page.reload();
	await expect(own).toContainText('Waits for a teacher');
	await expect(xiaoyu.page.getByRole('log')).not.toContainText(word);

	await chen.page.getByRole('tab').first().click();
	const waiting = chen.page.getByRole('listitem').filter({ hasText: word });
	await expect(waiting).toBeVisible();
	await look(chen.page, 'the queue');
	await waiting.getByRole('checkbox').focus(); // the keys work anywhere in the message
	await chen.page.keyboard.press('a');
	await expect(waiting).toHaveCount(0);
	await expect(chen.page.locator(':focus')).toContainText('没有待审的内容');
	await expect(saidWith(xiaoyu.page, word)).toBeVisible();
	await expect(own).toHaveCount(0);
	await expect(saidWith(maya.page, word)).toBeVisible();
	for (const tab of ['reports', 'said', 'people', 'attendance', 'keeping']) {
		await chen.page.goto(`${chen.classPath}/supervision?tab=${tab}`);
		await expect(chen.page.getByRole('tabpanel')).toBeVisible();
		await expect(chen.page.locator('.skeleton')).toHaveCount(0);
		await look(chen.page, tab);
	}
	await expect(async () => {
		await chen.page.goto(`${chen.classPath}/supervision?tab=attendance`);
		await expect(chen.page.getByRole('row', { name: /Maya/ })).toContainText('✓');
	}).toPass();
});

test('a mute shows in the student’s compose box at once, with its end, and so does a lock', async ({ classmates }) => {
	const [theo, carver, chen] = await Promise.all([
		classmates.join('theo', { at: server.url }),
		classmates.join('ms-carver', { at: server.url }),
		classmates.join('chen', { at: server.url })
	]);
	await openChat(theo);
	await carver.page.goto(`${carver.classPath}/supervision?tab=people`);
	await carver.page.getByRole('link', { name: 'Theo' }).click();
	await carver.page.getByRole('button', { name: 'Mute for 10 minutes' }).click();
	await carver.page.getByRole('dialog').getByRole('textbox').fill('Please calm down');
	await carver.page.getByRole('dialog').getByRole('button', { name: 'Mute for 10 minutes' }).click();
	const foot = theo.page.locator('.chat-foot');
	await expect(foot.getByRole('status')).toContainText('A teacher has muted you until');
	await expect(chatField(theo.page)).toHaveCount(0);
	await carver.page.getByRole('button', { name: 'Unmute' }).click();
	await expect(chatField(theo.page)).toBeVisible();

	await openChat(chen);
	await carver.page.getByRole('button', { name: 'Lock the class' }).click();
	await carver.page.getByRole('dialog').getByRole('textbox').fill('Fire drill');
	await look(carver.page, 'locking');
	await carver.page.keyboard.press('Enter');
	await expect(foot.getByRole('status')).toContainText('Ms. Carver has locked the class');
	await expect(foot.getByRole('status')).toContainText('Fire drill');
	await expect(carver.page.getByRole('button', { name: 'Unlock the class' })).toBeFocused();
	// The other school's teacher writes on, and knows; and may unlock from there.
	const line = chen.page.locator('.chat-foot .locked');
	await expect(line).toContainText('Fire drill');
	await look(chen.page, 'a locked class');
	await chen.page.getByRole('button', { name: '解除锁定' }).click();
	await expect(line).toHaveCount(0);
	await expect(chatField(chen.page)).toBeFocused();
	await expect(chatField(theo.page)).toBeVisible();
	await expect(carver.page.getByRole('button', { name: 'Lock the class' })).toBeVisible();

	// Whoever reports a teacher is told who looks at it, and afterwards is where they were.
	const word = unique();
	await say(chen.page, word);
	const more = theo.page.getByRole('log').getByRole('listitem').filter({ hasText: word }).getByRole('button', { name: /陈老师/ });
	await more.focus();
	await theo.page.keyboard.press('Enter');
	await theo.page.getByRole('menuitem', { name: 'Report', exact: true }).click();
	await expect(theo.page.getByRole('dialog')).toContainText('moderators from outside the school');
	await expect(theo.page.getByRole('dialog').getByRole('checkbox')).toHaveCount(0);
	await theo.page.keyboard.press('Escape');
	await expect(more).toBeFocused();
});
