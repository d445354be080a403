// What was said for one student: a teacher writes it down and takes it back; and the student's way from a slip of paper
// to a password of their own.
import { expect, test } from '../fixtures/classmates';
import { look, lookInBothLights } from '../fixtures/look';

test('a teacher writes down who consented to publishing a student’s work, and a withdrawal holds at once', async ({ classmates }) => {
	const { page, classPath } = await classmates.join('ms-carver', { viewport: { width: 360, height: 740 } });
	await page.goto(`${classPath}/members`);
	await page.getByRole('link', { name: 'Consents for students' }).click();
	const june = page.getByRole('group').filter({ hasText: 'June' });
	await june.getByText('June').click();
	// The school itself has not agreed to pictures: nobody's word can be recorded, and the way to that is shown.
	await expect(june.getByText('the school itself has not agreed')).toHaveCount(2);
	await expect(june.getByRole('link', { name: 'To the pairing' }).first()).toHaveAttribute('href', /^\/pairings\//);
	await expect(june.getByRole('button', { name: 'Record consent for June: pictures' })).toHaveCount(0);
	await june.getByRole('button', { name: 'Record consent for June: publishing' }).click();
	const dialog = page.getByRole('dialog');
	await expect(dialog.getByLabel('A guardian')).toBeChecked();
	await look(page, 'the question who said so');
	await dialog.getByRole('button', { name: 'Record consent' }).click();
	await expect(june).toContainText('Said by: A guardian');
	await expect(june).toContainText('written down by Ms. Carver');
	await lookInBothLights(page, 'the consents of a class');
	await june.getByRole('button', { name: 'Withdraw the consent for June: publishing' }).click();
	await dialog.getByLabel('The student').check();
	await dialog.getByRole('button', { name: 'Withdraw' }).click();
	await expect(june).toContainText('Said by: The student');
	await expect(june.getByRole('button', { name: 'Record consent for June: publishing' })).toBeVisible();
});

test('who comes by a slip of paper chooses a password of their own, and the slip is worth nothing then', async ({ classmates, browser, baseURL }) => {
	const { request, classPath } = await classmates.join('ms-carver');
	const id = classPath.split('/')[2] ?? '';
	const { people } = (await (await request.get(`/api/classes/${id}/membership`)).json()) as { people: { person: { id: string; name: string } }[] };
	const june = people.find(({ person }) => person.name === 'June')?.person.id;
	const { slips } = (await (await request.post(`/api/classes/${id}/sign-in-codes`, { data: { people: [june] } })).json()) as { slips: { sign_in_name: string; code: string }[] };
	const [slip] = slips as [(typeof slips)[0]];
	const context = await browser.newContext({ baseURL, locale: 'en-US', reducedMotion: 'reduce', viewport: { width: 360, height: 740 } });
	const page = await context.newPage();
	await page.goto('/sign-in');
	await page.getByLabel('E-mail or sign-in name').fill(slip.sign_in_name);
	await page.getByLabel('Password', { exact: true }).fill(slip.code);
	await page.keyboard.press('Enter');
	await expect(page.getByRole('heading', { level: 1, name: 'Choose your own password' })).toBeVisible();
	await lookInBothLights(page, 'the own password');
	await page.getByLabel('Your password').fill('turtles under seven moons');
	await page.getByRole('button', { name: 'Take this password' }).click();
	await expect(page).toHaveURL(/\/classes$/);
	expect((await context.request.post('/api/sign-in', { data: { name: slip.sign_in_name, password: slip.code } })).status()).toBe(422);
	await context.close();
});
