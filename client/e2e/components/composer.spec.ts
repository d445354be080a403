import { expect, test } from '@playwright/test';

test.beforeEach(async ({ page }) => {
	await page.goto('/design');
	await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
});

test('Enter sends a chat message, Shift+Enter makes a new line', async ({ page }) => {
	const said = page.getByTestId('chat').locator('.chat-body');
	const before = await said.count();
	await page.getByRole('textbox', { name: 'Message' }).focus();
	await page.keyboard.type('one');
	await page.keyboard.press('Shift+Enter');
	await page.keyboard.type('two');
	await expect(said).toHaveCount(before);
	await page.keyboard.press('Enter');
	await expect(said.last()).toHaveText('one\ntwo', { useInnerText: false });
});

test('an article is posted byte for byte by Ctrl+Enter, with the language its author chose', async ({ page }) => {
	const article = '# 标题\n\n  indented, trailing  \n\n[^1]: note\n';
	await page.getByRole('textbox', { name: 'Write' }).fill(article);
	await page.getByLabel('Language of this text').last().selectOption('zh-Hans');
	await page.getByRole('textbox', { name: 'Write' }).press('Enter');
	await page.getByRole('textbox', { name: 'Write' }).press('Backspace');
	await page.getByRole('textbox', { name: 'Write' }).press('Control+Enter');
	const posted = page.getByTestId('posted').locator('li');
	await expect(posted).toHaveAttribute('data-language', 'zh-Hans');
	expect(await posted.evaluate((element) => element.textContent)).toBe(article);
});

test('a refused article stays in its field', async ({ page }) => {
	const field = page.getByRole('textbox', { name: 'Write' });
	await field.fill('this will fail');
	await field.press('Control+Enter');
	await expect(page.getByTestId('refused')).toHaveText('1');
	await expect(field).toHaveValue('this will fail');
	await expect(field).toBeFocused();
	await expect(field).toBeEditable();
});

test('a draft survives a reload, and is gone once it is sent', async ({ page }) => {
	const field = page.getByRole('textbox', { name: 'Write' });
	await field.fill('half a thought');
	await page.reload();
	await expect(field).toHaveValue('half a thought');
	await field.press('Control+Enter');
	await expect(field).toHaveValue('');
	await page.reload();
	await expect(field).toHaveValue('');
});

test('the preview shows what the server rendered, in the language of the text', async ({ page }) => {
	await page.getByRole('textbox', { name: 'Write' }).fill('南淝河穿过合肥。');
	await page.getByRole('button', { name: 'Preview' }).last().click();
	await expect(page.getByRole('region', { name: 'Preview' }).locator('.prose')).toHaveAttribute('lang', 'zh-Hans');
	await page.getByRole('button', { name: 'Preview' }).last().click();
	await expect(page.getByRole('textbox', { name: 'Write' })).toHaveValue('南淝河穿过合肥。');
});

test('an emoji is put in by keyboard alone, and can be undone', async ({ page }) => {
	const field = page.getByRole('textbox', { name: 'Message' });
	await field.fill('Dumplings ');
	await page.getByRole('button', { name: 'Emoji' }).first().press('Enter');
	await expect(page.getByRole('grid', { name: 'Emoji' }).getByRole('button').first()).toBeFocused();
	await page.keyboard.press('ArrowDown');
	await page.keyboard.press('ArrowRight');
	await page.keyboard.press('Enter');
	await expect(field).toHaveValue('Dumplings 🤔');
	await expect(field).toBeFocused();
	await page.keyboard.press('Control+z');
	await expect(field).toHaveValue('Dumplings ');
});

test('a text over the limit cannot be sent, and says by how much', async ({ page }) => {
	await page.getByRole('textbox', { name: 'Message' }).fill('书'.repeat(501));
	await expect(page.getByText('1 character too many')).toBeVisible();
	await page.getByRole('textbox', { name: 'Message' }).press('Enter');
	await expect(page.getByRole('textbox', { name: 'Message' })).not.toHaveValue('');
});
