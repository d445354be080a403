// Somebody lost their phone: an administrator takes their second step off, with a reason that they are told.
import { lookInBothLights } from '../fixtures/look';
import { expect, test } from '../fixtures/people';
import { setUpTwoStep } from '../fixtures/twoStep';

test('an administrator takes off the second step of somebody who lost their phone, who is told why', async ({ people }) => {
	test.slow();
	const lost = await people.citizen('Lost Phone', 'en');
	await setUpTwoStep(lost.request, 'many windows, one street 窗');
	const { page } = await people.administrator({ viewport: { width: 360, height: 740 } });
	await page.goto('/settings/people');
	await page.getByRole('searchbox').fill(lost.account.email);
	const row = page.getByRole('listitem').filter({ hasText: lost.account.email });
	await expect(row).toContainText('two-step since');
	await expect(page.getByRole('main').getByRole('listitem')).toHaveCount(1);
	await lookInBothLights(page, 'whose second step can be taken off');
	await row.getByRole('button').click();
	const dialog = page.getByRole('dialog');
	await dialog.getByRole('button', { name: 'Take off' }).click();
	await expect(dialog.getByText('Please fill this in').first()).toBeVisible();
	await dialog.getByRole('textbox').fill('She came to my office');
	await dialog.getByRole('button', { name: 'Take off' }).click();
	await expect(page.getByText('Nobody with two-step sign-in is found.')).toBeVisible();

	const again = await people.again(lost.account); // by the password alone
	await again.page.goto('/notices');
	await expect(again.page.getByText('She came to my office')).toBeVisible();
});
