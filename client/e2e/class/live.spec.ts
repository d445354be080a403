import { chatField, expect, openChat, saidWith, say, test, unique } from '../fixtures/classmates';
import { InputMethod } from '../components/inputMethod';

/** What a conversation bears, in milliseconds: the other one sees it within this. */
const atOnce = { timeout: 1_000 };

test('messages cross in both directions in under a second, and each page speaks its own language', async ({ classmates }) => {
	const [maya, xiaoyu] = await Promise.all([classmates.join('maya'), classmates.join('xiaoyu')]);
	await Promise.all([openChat(maya), openChat(xiaoyu)]);
	await expect(maya.page.locator('html')).toHaveAttribute('lang', 'en');
	await expect(xiaoyu.page.locator('html')).toHaveAttribute('lang', 'zh-Hans');
	const word = unique();
	for (let round = 0; round < 3; round++) {
		await say(maya.page, `Hello from ${word} ${round}`);
		await expect(saidWith(xiaoyu.page, `${word} ${round}`)).toBeVisible(atOnce);
		await say(xiaoyu.page, `你们好！今天合肥下雨了 ${word}-${round}`);
		await expect(saidWith(maya.page, `${word}-${round}`)).toBeVisible(atOnce);
	}
	await expect(saidWith(maya.page, `${word}-0`)).toHaveAttribute('lang', 'zh-Hans');
	await expect(saidWith(xiaoyu.page, `${word} 0`)).toHaveAttribute('lang', 'en');
	const own = maya.page.locator('.chat-own', { hasText: `${word} 0` });
	await expect(own.locator('[data-state="stored"] >> text=Sent')).toHaveCount(1);
	await expect(saidWith(maya.page, word)).toHaveCount(6);
});

test('the other one sees who is here and who is writing', async ({ classmates }) => {
	const [theo, chen] = await Promise.all([classmates.join('theo'), classmates.join('chen')]);
	await openChat(theo);
	await openChat(chen);
	await theo.page.getByRole('button', { name: /^People: / }).click();
	const panel = theo.page.getByRole('complementary', { name: 'People in this class' });
	await expect(panel.locator('li', { hasText: '陈老师' })).toContainText('here');
	await expect(panel.locator('li', { hasText: '陈老师' }).locator('[data-here="true"]')).toBeVisible();
	await chatField(chen.page).pressSequentially('我来');
	await expect(theo.page.locator('.typing').first()).toContainText('陈老师 is writing…', { timeout: 2_000 });
	await chen.page.close();
	await expect(panel.locator('li', { hasText: '陈老师' }).locator('[data-here="false"]')).toBeVisible();
	await theo.page.keyboard.press('Escape');
	await expect(panel).toBeHidden();
	await expect(theo.page.getByRole('button', { name: /^People: / })).toBeFocused();
});

test('a composition is never sent half-way', async ({ classmates }) => {
	const lele = await classmates.join('lele');
	await openChat(lele);
	const word = unique();
	await chatField(lele.page).focus();
	const inputMethod = await InputMethod.on(lele.page);
	await inputMethod.compose('nihao');
	await inputMethod.key('Process', 229); // Enter, to the input method
	await inputMethod.commit('你好');
	await expect(chatField(lele.page)).toHaveValue('你好');
	await lele.page.keyboard.type(word);
	await lele.page.keyboard.press('Enter');
	await expect(saidWith(lele.page, word)).toHaveText(`你好${word}`);
	await expect(chatField(lele.page)).toHaveValue('');
	await expect(chatField(lele.page)).toBeFocused();
});

test('a reply opens a thread beside the chat, and leads back to it', async ({ classmates }) => {
	const [maya, xiaoyu] = await Promise.all([classmates.join('maya'), classmates.join('xiaoyu')]);
	await Promise.all([openChat(maya), openChat(xiaoyu)]);
	const word = unique();
	await say(maya.page, `What is for lunch? ${word}`);
	const asked = xiaoyu.page.locator('.chat-message', { hasText: word });
	await asked.hover();
	await asked.getByRole('button', { name: '对Maya的消息的操作' }).click();
	await xiaoyu.page.getByRole('menuitem', { name: '回复' }).press('Enter');
	const panel = xiaoyu.page.getByRole('complementary', { name: '回复' });
	await expect(panel.getByRole('textbox')).toBeFocused();
	await panel.getByRole('textbox').fill(`番茄炒蛋 ${word}r`);
	await panel.getByRole('textbox').press('Enter');
	await expect(panel.locator('.chat-body', { hasText: `${word}r` })).toBeVisible();
	// In the chat the reply says what it answers, and what is answered says how often.
	const reply = maya.page.getByRole('log').locator('.chat-message', { hasText: `${word}r` });
	await expect(reply.locator('.quote')).toContainText('In reply to Maya: What is for lunch?');
	await maya.page.getByRole('log').locator('.chat-message', { hasText: `${word}` }).getByRole('button', { name: '1 reply' }).click();
	await expect(maya.page.getByRole('complementary', { name: 'Replies' }).locator('.chat-body', { hasText: `${word}r` })).toBeVisible();
	await maya.page.goBack();
	await expect(maya.page.getByRole('complementary')).toHaveCount(0);
});

test('edits, deletions and a teacher’s hiding show at once everywhere', async ({ classmates }) => {
	const [theo, chen] = await Promise.all([classmates.join('theo'), classmates.join('chen')]);
	await Promise.all([openChat(theo), openChat(chen)]);
	const word = unique();
	await say(theo.page, `first ${word}`);
	await expect(saidWith(theo.page, word)).toHaveCount(1);
	await expect(theo.page.locator('.chat-own', { hasText: word }).locator('.chat-state[data-state="stored"]')).toHaveCount(1);
	await expect(saidWith(chen.page, word)).toBeVisible();
	// The arrow up takes up the last own message.
	await chatField(theo.page).press('ArrowUp');
	const edit = theo.page.getByRole('textbox', { name: 'Change your message' });
	await expect(edit).toBeFocused();
	await expect(edit).toHaveValue(`first ${word}`);
	await edit.fill(`second ${word}`);
	await edit.press('Enter');
	await expect(saidWith(chen.page, word)).toHaveText(`second ${word}`, atOnce);
	await expect(chatField(theo.page)).toBeFocused();

	const message = chen.page.locator('.chat-message', { hasText: word });
	const id = await message.getAttribute('data-message');
	await message.hover();
	await message.getByRole('button', { name: '对Theo的消息的操作' }).click();
	await chen.page.getByRole('menuitem', { name: '隐藏' }).click();
	await chen.page.getByRole('dialog').getByRole('combobox').selectOption('attacks');
	await chen.page.getByRole('dialog').getByRole('button', { name: '隐藏' }).click();
	const left = theo.page.locator(`[data-message="${id}"]`);
	await expect(left).toContainText('hidden by a teacher', { timeout: 2_000 });
	await expect(theo.page.getByText(`second ${word}`)).toHaveCount(0);
	const hidden = chen.page.locator(`[data-message="${id}"]`);
	await hidden.hover();
	await hidden.getByRole('button', { name: '对Theo的消息的操作' }).click();
	await chen.page.getByRole('menuitem', { name: '恢复' }).click();
	await expect(left).toContainText(`second ${word}`, { timeout: 2_000 });

	await left.hover();
	await left.getByRole('button', { name: 'Actions for the message of Theo' }).click();
	await theo.page.getByRole('menuitem', { name: 'Delete' }).click();
	await theo.page.getByRole('dialog').getByRole('button', { name: 'Delete' }).click();
	await expect(hidden).toContainText('已被删除', { timeout: 2_000 });
});

test('who reads further up is not moved, and is told what came', async ({ classmates }) => {
	const [maya, xiaoyu] = await Promise.all([classmates.join('maya', { viewport: { width: 900, height: 500 } }), classmates.join('xiaoyu')]);
	await Promise.all([openChat(maya), openChat(xiaoyu)]);
	const log = maya.page.getByRole('log');
	await log.evaluate((element) => (element.scrollTop = element.scrollHeight));
	await log.evaluate((element) => (element.scrollTop -= 300));
	await expect(maya.page.getByRole('button', { name: 'Latest' })).toBeVisible();
	const before = await log.evaluate((element) => element.scrollTop);
	const word = unique();
	await say(xiaoyu.page, `${word} 一`);
	await say(xiaoyu.page, `${word} 二`);
	const pill = maya.page.getByRole('button', { name: /^\d+ new$/ });
	await expect(pill).toBeVisible();
	expect(await log.evaluate((element) => element.scrollTop)).toBe(before);
	await pill.click();
	await expect(saidWith(maya.page, `${word} 二`)).toBeInViewport();
	await expect(pill).toHaveCount(0);
});

test('two tabs of one person show the same, and signing out in one ends the other', async ({ classmates }) => {
	const lele = await classmates.join('lele');
	await openChat(lele);
	const second = await lele.context.newPage();
	await openChat({ ...lele, page: second });
	const word = unique();
	await say(lele.page, `${word} a`);
	await expect(saidWith(second, `${word} a`)).toHaveCount(1);
	await say(second, `${word} b`);
	await expect(saidWith(lele.page, `${word} b`)).toHaveCount(1);
	await second.getByRole('button', { name: /账号|乐乐/ }).first().click();
	await second.getByRole('button', { name: '退出登录' }).click();
	await expect(lele.page.getByRole('heading', { name: '登录后查看你的班级' })).toBeVisible();
	await expect(lele.page.getByText(word)).toHaveCount(0);
});
