import { expect, test } from '@playwright/test';
import { InputMethod } from './inputMethod';

test.beforeEach(async ({ page }) => {
	await page.goto('/design');
	await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
});

test('Enter chooses characters during a composition, and sends only after it', async ({ page }) => {
	const field = page.getByRole('textbox', { name: 'Message' });
	const said = page.getByTestId('chat').locator('.chat-body');
	const before = await said.count();
	const pinyin = await InputMethod.on(page);

	await field.focus();
	await pinyin.compose('nihao');
	await expect(field).toHaveValue('nihao');
	await pinyin.key('Enter', 13); // the page sees an Enter with isComposing
	await expect(said).toHaveCount(before);
	await expect(field).toHaveValue('nihao');

	await pinyin.commit('你好');
	await expect(field).toHaveValue('你好');
	await pinyin.key('Enter', 229); // Safari's Enter after the composition's end
	await expect(said).toHaveCount(before);

	await page.keyboard.press('Enter');
	await expect(said).toHaveCount(before + 1);
	await expect(said.last()).toHaveText('你好');
	await expect(field).toHaveValue('');
	await expect(field).toBeFocused();
});

test('the field is not rewritten while characters are being composed', async ({ page }) => {
	const field = page.getByRole('textbox', { name: 'Message' });
	await field.focus();
	const pinyin = await InputMethod.on(page);
	await pinyin.compose('womenqu');
	// A write to the field would end the composition, and the commit would stand beside the letters.
	await page.waitForFunction(() => localStorage.getItem('draft:design:chat') === 'womenqu'); // the draft is kept meanwhile
	await pinyin.commit('我们去');
	await expect(field).toHaveValue('我们去');
});

test('a search waits for the end of the composition and takes one character', async ({ page }) => {
	const field = page.getByRole('searchbox', { name: 'Search' });
	const searches = page.getByTestId('searches').locator('li');
	await page.clock.install();
	await field.focus();
	const pinyin = await InputMethod.on(page);
	await pinyin.compose('shu');
	await page.clock.runFor(500); // twice the search's pause
	await expect(searches).toHaveCount(0);
	await pinyin.commit('书');
	await page.clock.runFor(250);
	await expect(searches).toHaveText(['书']);
});

test('a tap on send during a composition sends what was composed, once', async ({ page }) => {
	const field = page.getByRole('textbox', { name: 'Message' });
	const said = page.getByTestId('chat').locator('.chat-body');
	const before = await said.count();
	await field.focus();
	const pinyin = await InputMethod.on(page);
	await pinyin.compose('zaijian');
	await page.getByRole('button', { name: 'Send' }).last().click();
	await expect(said).toHaveCount(before + 1);
	await expect(said.last()).toHaveText('zaijian');
	await expect(field).toHaveValue('');
});
