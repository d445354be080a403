import { chatField, expect, openChat, test } from '../fixtures/classmates';
import { look } from '../fixtures/look';

// Axe looks at every message, ten times.
test.describe.configure({ timeout: 120_000 });

// Each width, each scheme, each language, in three looks: axe takes its time with every message.
for (const [who, colorScheme, width] of [
	['ms-carver', 'light', 360],
	['chen', 'dark', 360],
	['chen', 'light', 1280]
] as const) {
	test(`the class's pages have no accessibility violation, ${who}, ${colorScheme}, ${width} px`, async ({ classmates }) => {
		const member = await classmates.join(who, { colorScheme, viewport: { width, height: 740 } });
		const { page } = member;
		await page.goto('/classes');
		await expect(page.getByRole('heading', { level: 2 }).first()).toBeVisible();
		await look(page, 'the list');
		await openChat(member);
		await look(page, 'the chat');
		await page.goto(`${member.classPath}?people`);
		await expect(page.getByRole('complementary')).toBeVisible();
		await look(page, 'the people');
		await openChat(member);
		await page.locator('.replies').last().click();
		await expect(page.getByRole('complementary').getByRole('textbox')).toBeVisible();
		await look(page, 'a thread');
		await page.keyboard.press('Escape');
		await expect(page.getByRole('complementary')).toHaveCount(0);
		await page.locator('.actions').last().press('Enter');
		await expect(page.getByRole('menu')).toBeVisible();
		await page.keyboard.press('Escape');
		// Whichever message it was: others write meanwhile.
		await expect(page.locator('.actions:focus')).toHaveCount(1);
	});
}

test('a phone’s screen belongs to the chat: the field stays at the foot, the log takes the rest', async ({ classmates }) => {
	const member = await classmates.join('maya', { viewport: { width: 360, height: 640 }, isMobile: true, hasTouch: true });
	await openChat(member);
	const { page } = member;
	const box = async () => ({ field: await chatField(page).boundingBox(), log: await page.getByRole('log').boundingBox() });
	const { field, log } = await box();
	expect(field!.y + field!.height).toBeLessThanOrEqual(640);
	expect(log!.height).toBeGreaterThan(640 * 0.6);
	// By the keyboard alone: who is here, and back to the field.
	await chatField(page).press('Alt+KeyP');
	await expect(page.getByRole('complementary', { name: 'People in this class' })).toBeVisible();
	await page.keyboard.press('Escape');
	await expect(chatField(page)).toBeFocused();
	// A keyboard takes the lower half.
	await page.setViewportSize({ width: 360, height: 330 });
	await expect.poll(async () => (await box()).field!.y + (await box()).field!.height).toBeLessThanOrEqual(330);
	expect(await page.getByRole('log').evaluate((element) => element.scrollHeight - element.scrollTop - element.clientHeight)).toBeLessThanOrEqual(40);
	// A phone turned on its side as well.
	await page.setViewportSize({ width: 640, height: 330 });
	await expect.poll(async () => (await box()).log!.height).toBeGreaterThan(100);
});

test('whoever is not signed in is asked to, and a stranger is told that the class is not open', async ({ browser, baseURL, classmates }) => {
	const { classPath } = await classmates.join('maya');
	const context = await browser.newContext({ baseURL, locale: 'zh-TW' });
	const page = await context.newPage();
	for (const path of ['/classes', classPath]) {
		await page.goto(path);
		await expect(page.getByRole('heading', { name: '登入後查看你的班級' })).toBeVisible();
	}
	await context.request.post('/api/sign-in', { data: { name: 'yating', password: 'share a window' } });
	await page.goto('/classes');
	await expect(page.getByRole('heading', { name: '還沒有班級' })).toBeVisible();
	await look(page, 'no class yet');
	await page.goto(classPath);
	await expect(page.getByRole('heading', { name: '你無法進入這個班級' })).toBeVisible();
	await look(page, 'not open');
	await context.close();
});
