// A citizen asks to be a school's teacher, its coordinator accepts in another browser, and the page that was open all the
// time becomes a teacher's. On the way each page is looked at: no accessibility violation, nothing wider than a phone.
import type { Browser } from '@playwright/test';
import { lookInBothLights } from '../fixtures/look';
import { expect, post, test } from '../fixtures/people';

/** One of the example data's staff. */
async function staff(browser: Browser, baseURL: string | undefined, name: string, locale: string) {
	const context = await browser.newContext({ baseURL, locale, reducedMotion: 'reduce', viewport: { width: 360, height: 720 } });
	await post(context.request, '/api/sign-in', { name, password: 'share a window' });
	return { context, page: await context.newPage() };
}

test('a citizen who is accepted has a teacher’s page without reloading it', async ({ people, browser, baseURL }) => {
	test.slow();
	const asker = await people.citizen('Ruth Rivers', 'en', { viewport: { width: 360, height: 720 } });
	await asker.page.goto('/school');
	const now = asker.page.locator('[aria-current="step"]');
	await expect(now).toContainText('Ask for your school');
	await asker.page.getByLabel('City').selectOption({ label: 'Columbus' });
	await asker.page.getByLabel('School', { exact: true }).selectOption({ label: 'Example School of Columbus (example)' });
	await asker.page.getByLabel('How can the school check this?').fill('I teach biology in room 214.');
	await lookInBothLights(asker.page, '/school, asking');
	await asker.page.getByRole('button', { name: 'Send the request' }).click();
	await expect(asker.page.getByText('waiting', { exact: true })).toBeVisible();
	await expect(now).toContainText('A coordinator of Example School of Columbus (example) does this');

	const grace = await staff(browser, baseURL, 'grace', 'en-US');
	await grace.page.goto('/school');
	const request = grace.page.locator('#waiting li').filter({ hasText: 'Ruth Rivers' });
	await expect(request.getByText('I teach biology in room 214.')).toBeVisible();
	await lookInBothLights(grace.page, '/school of a coordinator');
	await request.getByRole('button', { name: 'Accept as teacher' }).click();

	await expect(asker.page.getByRole('heading', { name: 'School hours' })).toBeVisible();
	await expect(asker.page.locator('#staff li').filter({ hasText: 'Ruth Rivers' })).toBeVisible();
	await expect(now).toContainText('Make a class with a partner school');
	await asker.page.getByRole('link', { name: 'Find a partner class' }).click();
	await expect(asker.page.getByRole('button', { name: 'Describe a class' })).toBeVisible();
	await lookInBothLights(asker.page, '/partners');
	await grace.context.close();
});

test('two schools find each other by the hours that they share', async ({ browser, baseURL }) => {
	test.slow();
	const [carver, chen] = [await staff(browser, baseURL, 'ms-carver', 'en-US'), await staff(browser, baseURL, 'chen', 'zh-CN')];
	const class_ = { age_from: 12, age_to: 14, size: 30, subject: 'environment', english_level: 'intermediate', chinese_level: 'intermediate' };
	const own = await post<{ id: string }>(carver.context.request, '/api/partner-searches', {
		...{ ...class_, wishes: 'We measure our river.' },
		hours: [{ weekday: 1, from: '18:00', until: '21:00' }]
	});
	const wishes = `我们每周测量巢湖的水质 ${Date.now()}`;
	await post(chen.context.request, '/api/partner-searches', { ...class_, wishes, hours: [{ weekday: 2, from: '07:00', until: '09:00' }] });

	await carver.page.goto('/partners');
	await carver.page.getByLabel('Compare with').selectOption(own.id);
	const found = carver.page.getByRole('listitem').filter({ hasText: wishes });
	await expect(found.getByText(/shared a week/)).toBeVisible();
	await lookInBothLights(carver.page, '/partners with classes');
	await found.getByRole('link').click();
	await expect(carver.page.getByRole('heading', { name: 'Shared hours' })).toBeVisible();
	await expect(carver.page.getByRole('cell', { name: /^Tue 0[78]:00–/ }).first()).toBeVisible();
	// The two are paired: it leads there, instead of proposing what stands.
	await expect(carver.page.getByRole('link', { name: 'To the pairing' })).toHaveAttribute('href', /\/pairings\/[0-9a-f-]{36}$/);
	await expect(carver.page.getByRole('link', { name: 'Propose a pairing' })).toHaveCount(0);
	await lookInBothLights(carver.page, '/partners/*');

	await chen.page.goto('/partners');
	await expect(chen.page.locator('#own').getByText(wishes)).toBeVisible();
	await expect(chen.page.locator('#own').getByText(/周二 07:00–09:00/).first()).toBeVisible();
	await lookInBothLights(chen.page, '/partners in Chinese');
	await Promise.all([carver.context.close(), chen.context.close()]);
});
