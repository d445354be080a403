// A guardian without an account: the school gives them a link, they ask for something, it answers in writing.
import { lookInBothLights } from '../fixtures/look';
import { expect, post, test } from '../fixtures/people';

const password = 'share a window';

test('a guardian asks for deletion, the coordinator refuses with a reason, and the guardian reads it', async ({ people }) => {
	test.slow();
	const office = await people.visitor('en');
	await post(office.request, '/api/sign-in', { name: 'grace', password });
	await office.page.goto('/rights');
	await office.page.getByRole('tab', { name: 'Guardians' }).click();
	await office.page.getByRole('button', { name: "Guardians' links of Theo" }).click();
	await office.page.getByRole('button', { name: 'Make a link' }).click();
	const link = await office.page.getByRole('textbox', { name: 'The new link' }).inputValue();
	await lookInBothLights(office.page, 'a new guardian’s link');

	const guardian = await people.visitor('zh-Hant', { viewport: { width: 360, height: 740 } });
	await guardian.page.goto(new URL(link).pathname + new URL(link).hash);
	await expect(guardian.page.getByRole('heading', { name: '孩子的資料' })).toBeVisible();
	await expect(guardian.page.getByText('Theo', { exact: true })).toBeVisible();
	await lookInBothLights(guardian.page, '/guardian');
	const file = guardian.page.waitForEvent('download');
	await guardian.page.getByRole('button', { name: '下載' }).click();
	expect((await file).suggestedFilename()).toMatch(/^tongchuang-.*\.zip$/);
	const why = `請刪除 ${Date.now()}`;
	await guardian.page.getByRole('radio', { name: '刪除帳號' }).check();
	await guardian.page.getByRole('radio', { name: '一併刪除' }).check();
	await guardian.page.getByRole('textbox', { name: '原因（可不填）' }).fill(why);
	await guardian.page.getByRole('button', { name: '送出申請' }).click();
	await expect(guardian.page.getByText('等待處理', { exact: true })).toBeVisible();

	const coordinator = await people.visitor('en', { viewport: { width: 360, height: 740 } });
	await post(coordinator.request, '/api/sign-in', { name: 'grace', password });
	await coordinator.page.goto('/rights');
	await coordinator.page.getByRole('tab', { name: 'Classes' }).click();
	await expect(coordinator.page.getByRole('heading', { name: 'Exports of your school’s classes' })).toBeVisible();
	await lookInBothLights(coordinator.page, '/rights, classes');
	await coordinator.page.getByRole('button', { name: /^Export of Two Rivers/ }).click();
	await coordinator.page.getByRole('button', { name: 'Download' }).click();
	await expect(coordinator.page.getByRole('textbox', { name: 'Why do you take it?' })).toHaveAttribute('aria-invalid', 'true');
	await coordinator.page.getByRole('textbox', { name: 'Why do you take it?' }).fill('The year book');
	const book = coordinator.page.waitForEvent('download');
	await coordinator.page.getByRole('button', { name: 'Download' }).click();
	expect((await book).suggestedFilename()).toMatch(/^tongchuang-two-rivers-.*\.zip$/);
	await coordinator.page.getByRole('tab', { name: 'Requests' }).click();
	const asked = coordinator.page.getByRole('listitem').filter({ hasText: why });
	await asked.getByRole('button', { name: 'Decide' }).click();
	await coordinator.page.getByRole('button', { name: 'Refuse' }).click();
	await expect(coordinator.page.getByRole('textbox', { name: 'Reason' })).toHaveAttribute('aria-invalid', 'true');
	await coordinator.page.getByRole('textbox', { name: 'Reason' }).fill('The project is graded first');
	await coordinator.page.getByRole('button', { name: 'Refuse' }).click();
	await expect(asked.getByText('Refused')).toBeVisible();

	await guardian.page.reload();
	await expect(guardian.page.getByText('理由：The project is graded first')).toBeVisible();
	await expect(guardian.page.getByText('已拒絕', { exact: true })).toBeVisible();
});
