// Two coordinators pair their schools, one in English and one in Chinese, each seeing at once what the other does. On a
// server of its own: the example schools' pairing, in whose class other tests talk, ends here.
import { expect, test, type Browser, type BrowserContextOptions, type Page } from '@playwright/test';
import { look } from '../fixtures/look';
import { OwnServer } from '../fixtures/ownServer';
import { post } from '../fixtures/people';

async function signedIn(browser: Browser, baseURL: string, name: string, options: BrowserContextOptions): Promise<Page> {
	const context = await browser.newContext({ baseURL, reducedMotion: 'reduce', ...options });
	await post(context.request, '/api/sign-in', { name, password: 'share a window' });
	return context.newPage();
}

test('two schools pair again in English and in Chinese, live, and their class goes on', async ({ browser }) => {
	test.slow();
	const server = await OwnServer.start();
	try {
		const grace = await signedIn(browser, server.url, 'grace', { locale: 'en-US' });
		const guan = await signedIn(browser, server.url, 'guan', { locale: 'zh-CN', colorScheme: 'dark', viewport: { width: 360, height: 720 } });

		// What ended can be proposed again.
		await grace.goto('/pairings');
		await grace.getByRole('link', { name: /Columbus.*Hefei/ }).click();
		await expect(grace.getByRole('button', { name: 'End the pairing' })).toBeVisible();
		await look(grace, 'an open pairing');
		await grace.getByRole('button', { name: 'End the pairing' }).click();
		const dialog = grace.getByRole('dialog');
		await dialog.getByLabel('Reason').fill('A new school year begins');
		await look(grace, 'the dialog');
		await dialog.getByRole('button', { name: 'End the pairing' }).click();
		await expect(grace.getByText('Reason: A new school year begins')).toBeVisible();

		// The class is closed, and says why.
		const maya = await signedIn(browser, server.url, 'maya', { locale: 'en-US', viewport: { width: 360, height: 720 } });
		await maya.goto('/classes');
		await expect(maya.getByText(/Closed: the pairing of its schools ended on/)).toBeVisible();
		await look(maya, 'the card of a closed class');
		await maya.getByRole('article').getByRole('link').first().click();
		await expect(maya.getByRole('link', { name: 'To your data' })).toBeVisible();
		await expect(maya.getByText('their teachers can continue the class')).toBeVisible();
		await look(maya, 'a closed class, for a student');

		await grace.goto('/pairings');
		await grace.getByRole('link', { name: 'Propose a pairing' }).click();
		await expect(grace.getByRole('button', { name: /Hefei Example/ })).toBeVisible();
		await look(grace, 'a new proposal');
		await grace.getByRole('searchbox').fill('合肥');
		await grace.getByRole('button', { name: /Hefei Example/ }).click();
		await grace.getByLabel('Your message').fill('Shall we measure our rivers together?');
		await grace.getByRole('button', { name: 'Send the proposal' }).click();
		await expect(grace.getByText('Grace accepted for Example School of Columbus')).toBeVisible();

		await guan.goto('/pairings');
		const proposal = guan.getByRole('region', { name: '向我校提议的' }).getByRole('link');
		await expect(proposal).toBeVisible();
		await look(guan, 'the list');
		await proposal.click();
		await expect(guan.getByText('Shall we measure our rivers together?')).toBeVisible();
		await guan.getByLabel('给两校教职员的留言').fill('好的，我们一起测。');
		await guan.getByRole('button', { name: '发送' }).click();
		await expect(grace.getByText('好的，我们一起测。')).toBeVisible(); // live
		await guan.getByRole('button', { name: '接受结对' }).click();
		await expect(grace.getByText('The pairing is open.', { exact: true })).toBeVisible(); // live
		await expect(grace.getByText('its classes are closed to students')).toBeVisible();

		await grace.getByRole('button', { name: 'Give consent for one year: chat' }).click();
		await look(grace, 'the question before a consent');
		await dialog.getByRole('button', { name: 'Give consent for a year' }).click();
		// Live, too: what the other does moves what stands below it, and so a button must not be aimed at meanwhile.
		await expect(guan.getByText(/Grace代表.*给予同意：聊天/)).toBeVisible();
		await guan.getByRole('button', { name: '同意一年：聊天' }).click();
		await guan.getByRole('dialog').getByRole('button', { name: '同意一年' }).click();
		await expect(grace.getByText(/Both schools consent to chat until/)).toBeVisible(); // live
		await expect(guan.getByText(/两校均同意聊天/)).toBeVisible();
		await look(guan, 'an open pairing on a phone');

		// A teacher of each school says that the class goes on: it is open again, on the page that is open, too.
		const path = new URL(grace.url()).pathname;
		const carver = await signedIn(browser, server.url, 'ms-carver', { locale: 'en-US' });
		const chen = await signedIn(browser, server.url, 'chen', { locale: 'zh-CN', viewport: { width: 360, height: 720 } });
		await carver.goto(path);
		await carver.getByRole('button', { name: /^Continue this class/ }).click();
		await look(carver, 'the question before a class goes on');
		await carver.getByRole('dialog').getByRole('button', { name: 'Continue this class' }).click();
		await expect(carver.getByText(/Waiting for a teacher of the class/)).toBeVisible();
		await chen.goto(path);
		await expect(chen.getByText(/希望继续此班级/)).toBeVisible();
		await look(chen, 'an offered class on a phone');
		await chen.getByRole('button', { name: /^同意并开放班级/ }).click();
		await chen.getByRole('dialog').getByRole('button', { name: '同意并开放班级' }).click();
		await expect(chen.getByText(/两校都已同意：班级.*在新的结对中继续/)).toBeVisible();
		await expect(carver.getByText(/Both schools agreed: the class .* goes on/)).toBeVisible(); // live
		await expect(maya.getByRole('textbox')).toBeVisible(); // live

		await guan.getByRole('button', { name: '撤回同意：聊天' }).click();
		await guan.getByRole('dialog').getByLabel('原因').fill('校务会议决定');
		await guan.getByRole('dialog').getByRole('button', { name: '撤回同意：聊天' }).click();
		await expect(grace.getByText('its classes are closed to students')).toBeVisible(); // live
	} finally {
		await server.stop();
	}
});
