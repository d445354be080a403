import { chatField, expect, openChat, saidWith, say, test, unique, type Classmate } from '../fixtures/classmates';

/** Waits until the page would open again without a network. */
async function readyForOffline({ page }: Classmate): Promise<void> {
	await page.evaluate(async () => {
		await navigator.serviceWorker.ready;
		if (!navigator.serviceWorker.controller) await new Promise((resolve) => navigator.serviceWorker.addEventListener('controllerchange', resolve));
	});
}

test('three messages written offline, and a reload, arrive once and in order; what others said meanwhile is there', async ({ classmates }) => {
	const [maya, xiaoyu] = await Promise.all([classmates.join('maya'), classmates.join('xiaoyu')]);
	await Promise.all([openChat(maya), openChat(xiaoyu)]);
	await readyForOffline(maya);
	const word = unique();
	await say(maya.page, `${word} before`);
	await expect(saidWith(xiaoyu.page, `${word} before`)).toBeVisible();
	const waiting = maya.page.locator('.chat-own[data-state="sending"]', { hasText: word });
	await expect(waiting, 'the answer to what the others read already is there').toHaveCount(0);

	await maya.context.setOffline(true);
	await expect(maya.page.getByText('What you write is kept')).toBeVisible({ timeout: 15_000 });
	for (const text of ['one', 'two']) await say(maya.page, `${word} ${text}`);
	await expect(waiting).toHaveCount(2);
	await expect(waiting.first().getByText('Waiting to be sent')).toBeAttached();

	await maya.page.reload();
	await expect(saidWith(maya.page, `${word} before`), 'the history is kept on the device').toBeVisible();
	await expect(waiting).toHaveCount(2);
	await say(maya.page, `${word} three`);
	await expect(waiting).toHaveCount(3);
	for (const text of ['四', '五']) await say(xiaoyu.page, `${word} ${text}`);
	await expect(saidWith(xiaoyu.page, word)).toHaveCount(3);

	await maya.context.setOffline(false);
	await expect(saidWith(xiaoyu.page, `${word} three`)).toBeVisible({ timeout: 30_000 });
	const all = ['before', '四', '五', 'one', 'two', 'three'].map((text) => `${word} ${text}`);
	for (const { page } of [maya, xiaoyu]) await expect(saidWith(page, word)).toHaveText(all);
	await expect(waiting).toHaveCount(0);
	await expect(maya.page.getByText('What you write is kept')).toHaveCount(0);
});

test('a refused message says why, and is sent again or thrown away', async ({ classmates }) => {
	const theo = await classmates.join('theo');
	await openChat(theo);
	const word = unique();
	// More accents on one letter than any language writes: the page lets it pass, the server does not.
	await chatField(theo.page).fill(`${word} e${'\u0301'.repeat(12)}`);
	await chatField(theo.page).press('Enter');
	const failed = theo.page.locator('.chat-own[data-state="failed"]', { hasText: word });
	await expect(failed.locator('.chat-state[data-state="failed"]')).toContainText('Not sent:');
	await failed.getByRole('button', { name: 'Discard' }).click();
	await expect(failed).toHaveCount(0);
});

test('a draft survives a reload', async ({ classmates }) => {
	const lele = await classmates.join('lele');
	await openChat(lele);
	const word = unique();
	await chatField(lele.page).fill(`草稿 ${word}`);
	await lele.page.reload();
	await expect(chatField(lele.page)).toHaveValue(`草稿 ${word}`);
});

test('the list of classes opens offline too', async ({ classmates }) => {
	const xiaoyu = await classmates.join('xiaoyu');
	await xiaoyu.page.goto('/classes');
	await expect(xiaoyu.page.getByRole('link', { name: '两河班（示例）' })).toBeVisible();
	await readyForOffline(xiaoyu);
	await xiaoyu.context.setOffline(true);
	await xiaoyu.page.reload();
	await expect(xiaoyu.page.getByRole('link', { name: '两河班（示例）' })).toBeVisible();
	await expect(xiaoyu.page.getByText('这里显示的是本机保存的列表')).toBeVisible();
});
