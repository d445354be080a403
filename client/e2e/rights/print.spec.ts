// What goes out on paper, and is read by people who never saw the page: a guardian's slip, and students' slips to cut apart.
import { test as asClassmates, unique } from '../fixtures/classmates';
import { expect, post, test } from '../fixtures/people';

const a4 = { width: 794, height: 1123 }; // CSS pixels of a sheet, without its margins
const sheets = (pdf: Buffer): number => pdf.toString('latin1').match(/\/Type\s*\/Page\b/g)?.length ?? 0;

test('a guardian’s slip stands whole at the top of one sheet', async ({ people }) => {
	const { page, request } = await people.visitor('en', { viewport: a4 });
	await post(request, '/api/sign-in', { name: 'grace', password: 'share a window' });
	await page.goto('/rights');
	await page.getByRole('tab', { name: 'Guardians' }).click();
	await page.getByRole('button', { name: "Guardians' links of Theo" }).click();
	await page.getByRole('button', { name: 'Make a link' }).click();
	const link = await page.getByRole('textbox', { name: 'The new link' }).inputValue();

	await page.emulateMedia({ media: 'print' });
	const slip = page.locator('.slip');
	await expect(slip).toBeVisible();
	await expect(slip.locator('h2')).toHaveText([/Theo/, /Theo/]);
	const address = slip.getByText(link, { exact: true });
	await expect(address).toBeVisible();
	const [paper, last] = [(await slip.boundingBox())!, (await address.boundingBox())!];
	expect(paper.y, 'the slip begins where the sheet does').toBe(0);
	expect(last.y + last.height, 'its last line, the address, stands on it').toBeLessThanOrEqual(paper.y + paper.height);
	expect(last.y + last.height).toBeLessThanOrEqual(a4.height);
	expect(last.x + last.width).toBeLessThanOrEqual(paper.x + paper.width);
	await expect(page.getByRole('button', { name: 'Print' })).toBeHidden();
	expect(sheets(await page.pdf({ format: 'A4' }))).toBe(1);
});

asClassmates('students’ slips are not torn where a sheet ends', async ({ classmates }) => {
	const { page, classPath } = await classmates.join('ms-carver', { viewport: a4 });
	const word = unique();
	await page.goto(`${classPath}/members`);
	await page.getByRole('tab', { name: 'From a list' }).click();
	await page.getByLabel('List of students').fill(Array.from({ length: 20 }, (_, n) => `Student ${n} ${word}`).join('\n'));
	await page.getByRole('button', { name: 'Look at the list' }).click();
	await page.getByRole('button', { name: 'Make 20 accounts' }).click();
	const slips = page.locator('.slips li');
	await expect(slips).toHaveCount(20);
	await expect(slips.last()).toContainText('登录名');

	await page.emulateMedia({ media: 'print' });
	await expect(page.getByRole('button', { name: 'Print' })).toBeHidden();
	// A column as high as a sheet breaks as a sheet does, and shows where: what is torn is in two pieces.
	const pieces = await page.evaluate((height) => {
		const list = document.querySelector<HTMLElement>('.slips')!;
		const sheet = list.parentElement!;
		sheet.style.cssText = `display: block; height: ${height}px; columns: 1; column-fill: auto; column-gap: 0`;
		return [...list.children].map((slip) => [...slip.getClientRects()].map(({ left, height }) => ({ left: Math.round(left), height })));
	}, a4.height - 76);
	expect(pieces.map((of) => of.length), 'each is in one piece').toEqual(pieces.map(() => 1));
	expect(new Set(pieces.map(([piece]) => piece!.left)).size, 'they fill more than one sheet').toBeGreaterThan(2);
	expect(sheets(await page.pdf({ format: 'A4' }))).toBeGreaterThan(1);
});
