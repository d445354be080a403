// Word lists: a moderator adds a word and tries a text, a citizen's post with it is held, and the moderator lets it pass.
import { expect, test } from '../fixtures/people';
import { lookInBothLights } from '../fixtures/look';
import { beginThread } from '../fixtures/forum';

test('a word that a moderator adds marks a text that is tried and holds a citizen’s post', async ({ people }) => {
	test.slow();
	const word = `glorp${Date.now() % 100_000}`;
	const keeper = await people.administrator({ viewport: { width: 360, height: 720 } });
	const writer = await people.citizen('Wanda', 'zh-Hans');
	const thread = await beginThread(writer.request, `Bridges ${word.slice(5)}`, 'Which one is the oldest?');
	const { page } = keeper;
	await page.goto('/moderation/filters');

	await page.getByRole('button', { name: 'Add an entry' }).click();
	const dialog = page.getByRole('dialog');
	await dialog.getByLabel('Pattern').fill(`${word}*`);
	await dialog.getByLabel('What happens').selectOption('hold');
	await dialog.getByLabel('Why it is there (optional)').fill('an in-joke that hurts');
	await dialog.getByRole('button', { name: 'Save' }).click();
	await expect(dialog).toBeHidden();
	await expect(page.getByText(`${word}*`, { exact: true })).toBeVisible();

	await page.getByLabel('Text', { exact: true }).fill(`He is a ${word.toUpperCase()}y, 去 死 吧`);
	await page.getByRole('button', { name: 'Check' }).click();
	const outcome = page.getByRole('status').filter({ hasText: 'held until somebody approves' });
	await expect(outcome.locator('mark')).toHaveText([`${word.toUpperCase()}y`, '去 死 吧']);
	await expect(outcome).toContainText('personal attack');
	await expect(outcome).toContainText('threat');
	await lookInBothLights(page, 'a text that was tried');

	const response = await writer.request.post('/api/posts', { data: { thread, client_id: crypto.randomUUID(), body: `What a ${word} bridge` } });
	expect(await response.json()).toMatchObject({ state: 'held', held_for: 'filter', found: ['abuse'] });

	await page.goto('/moderation');
	await expect(page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: /^Moderation, \d+ wait/ })).toBeVisible();
	const held = page.getByRole('listitem').filter({ hasText: `What a ${word} bridge` });
	await expect(held.locator('mark')).toHaveText(word);
	await held.getByRole('button', { name: 'Approve' }).click();
	await expect(held).toBeHidden();
	await writer.page.goto(`/threads/${thread}`);
	await expect(writer.page.getByText(`What a ${word} bridge`)).toBeVisible();
});

test('the lists are for those who keep the standard', async ({ people }) => {
	const { page } = await people.citizen('Curious', 'zh-Hant');
	await page.goto('/moderation/filters');
	await expect(page.getByRole('alert')).toBeVisible();
	await expect(page.locator('textarea')).toHaveCount(0);
});
