// A student comes into a class: a teacher shows a code, a child enters it on a phone, the teacher says yes, the child
// chats. Nobody needs an e-mail address.
import { chatField, expect as expectNow, say, saidWith, test, unique } from '../fixtures/classmates';
import { lookInBothLights } from '../fixtures/look';

test.describe.configure({ timeout: 120_000 }); // two browsers, and every step of a child's way in
const expect = expectNow.configure({ timeout: 20_000 });

test('a student joins by code on a phone in Chinese, is let in, and chats', async ({ browser, baseURL, classmates }) => {
	const teacher = await classmates.join('chen');
	await teacher.page.goto(`${teacher.classPath}/members`);
	await teacher.page.getByRole('tab', { name: '班级代码' }).click();
	await teacher.page.getByRole('button', { name: /显示班级代码|换一个新代码/ }).click();
	const code = (await teacher.page.locator('output').textContent()) ?? '';
	expect(code.replace(' ', '')).toMatch(/^[2-9A-HJKMNP-Z]{8}$/);
	await lookInBothLights(teacher.page, 'the code');

	const context = await browser.newContext({ baseURL, locale: 'zh-CN', reducedMotion: 'reduce', viewport: { width: 360, height: 640 } });
	const page = await context.newPage();
	const name = `小${unique()}`;
	await page.goto('/sign-in');
	await page.getByRole('link', { name: /加入班级/ }).click();
	await page.getByLabel('班级代码').fill('22222222');
	await page.getByRole('button', { name: '下一步' }).click();
	await expect(page.getByRole('alert')).toContainText('打不开');
	await page.getByLabel('班级代码').fill(code.toLowerCase());
	await page.getByRole('button', { name: '下一步' }).click();
	await expect(page.getByText('两河班')).toBeVisible();
	await page.getByLabel('你的名字或昵称').fill(name);
	await page.getByLabel('设置密码').fill('三只蓝色的灯笼在河边');
	await lookInBothLights(page, 'the page');
	await page.getByRole('button', { name: '请老师批准' }).click();
	await expect(page.getByRole('heading', { level: 1 })).toHaveText(`${name}，请等待老师`);

	// The teacher's page learns of it by itself.
	await teacher.page.getByRole('button', { name: `同意 ${name} 加入` }).click();
	await expect(page.getByRole('heading', { level: 1 })).toHaveText('你加入了！');
	await expect(page.locator('output')).toHaveText(/^[a-z]+-[a-z]+-\d\d$/);
	await page.getByRole('button', { name: '抄好了，进入班级' }).click();
	await expect(chatField(page)).toBeVisible();
	const word = unique();
	await say(page, `大家好 ${word}`);
	await expect(saidWith(page, word)).toBeVisible();
	await teacher.page.goto(teacher.classPath);
	await expect(saidWith(teacher.page, word)).toBeVisible();
	await context.close();
});

test('a teacher makes accounts from a pasted list, and prints slips that are shown once', async ({ classmates }) => {
	const { page, classPath } = await classmates.join('ms-carver', { viewport: { width: 360, height: 640 } });
	const word = unique();
	await page.goto(`${classPath}/members`);
	await page.getByRole('tab', { name: 'From a list' }).click();
	await page.getByLabel('List of students').fill(`Name,Nickname,Language\nAnn ${word},Annie${word},English\n=1+1,,\n王 ${word},,中文\n`);
	await page.getByRole('button', { name: 'Look at the list' }).click();
	await expect(page.getByRole('alert')).toContainText('Line 3');
	await page.getByRole('button', { name: 'Make 2 accounts' }).click();
	await expect(page.getByRole('heading', { level: 1 })).toHaveText('Sign-in slips');
	const slip = page.getByRole('listitem').filter({ hasText: `Ann ${word}` });
	await expect(slip).toContainText('登录名');
	await lookInBothLights(page, 'the page');
	const [, signIn, password] = await slip.locator('dd').allTextContents();
	const student = await page.context().browser()!.newContext();
	const answer = await student.request.post(new URL('/api/sign-in', page.url()).href, { data: { name: signIn, password } });
	expect(answer.ok(), 'the slip opens the door').toBe(true);
	await student.close();
	await page.reload();
	await expect(page.getByText('There are no slips to show')).toBeVisible();
});
