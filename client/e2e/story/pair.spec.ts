// The way of two teachers, one in English and one in Chinese, from their registration to thirty students who chat in a
// class that both supervise. STORY_PICTURES=1 keeps a picture of each page in docs/pictures/story.
import { join } from 'node:path';
import { request, type Locator, type Page } from '@playwright/test';
import { expect, post, test, type Company, type Language, type Visitor } from '../fixtures/people';

const pictures = join(import.meta.dirname, '../../../docs/pictures/story');
let taken = 0;

async function picture(page: Page, name: string): Promise<void> {
	taken++;
	if (!process.env.STORY_PICTURES) return;
	await page.waitForLoadState('networkidle');
	for (const toast of await page.locator('.toasts button').all()) await toast.click(); // it stands before what the picture is of
	await page.evaluate(() => scrollTo(0, 0));
	const { width, height } = page.viewportSize()!;
	const whole = await page.evaluate(() => document.documentElement.scrollHeight);
	const clip = { x: 0, y: 0, width, height: Math.min(whole, 2 * height) };
	await page.screenshot({ path: join(pictures, `${String(taken).padStart(2, '0')}-${name}.png`), fullPage: true, clip });
}

interface Teacher extends Visitor {
	name: string;
	email: string;
	words: typeof english;
	students: string[];
}

const english = {
	email: 'E-mail address', displayName: 'Name that others see', password: 'Password', adult: 'I am an adult', register: 'Register', signIn: 'Sign in', confirm: 'Confirm', signInName: 'E-mail or sign-in name',
	city: 'City', cityName: 'Columbus', school: 'School', notListed: 'My school is not in the list', nameEn: 'Name in English', nameHans: 'Name in Simplified Chinese', nameHant: 'Name in Traditional Chinese',
	role: 'You are', ownPassword: 'Your password', ownGo: 'Take this password', why: 'How can the school check this?', ask: 'Send the request', waiting: 'waiting', schoolTitle: 'Your school',
	describe: 'Describe a class', youngest: 'Youngest (years)', oldest: 'Oldest (years)', size: 'Students', wishes: 'What you would like to do', from: 'From', until: 'Until', save: 'Save',
	giveChat: 'Give consent for one year: chat', giveYear: 'Give consent for a year', english: 'English', chinese: 'Chinese', subject: 'Subject', tabList: 'From a list', list: 'List of students', look: 'Look at the list', make: 'Make 15 accounts'
};
const chinese: typeof english = {
	email: '邮箱', displayName: '显示名称', password: '密码', adult: '我已年满 18 周岁', register: '注册', signIn: '登录', confirm: '确认', signInName: '邮箱或登录名',
	city: '城市', cityName: '合肥', school: '学校', notListed: '我的学校不在列表中', nameEn: '英文名称', nameHans: '简体中文名称', nameHant: '繁体中文名称',
	role: '你的身份', why: '怎样可以核实？', ask: '提交申请', waiting: '待处理', schoolTitle: '我的学校',
	ownPassword: '你的密码', ownGo: '就用这个密码', describe: '发布班级信息', youngest: '最小年龄', oldest: '最大年龄', size: '学生人数', wishes: '想一起做什么', from: '从', until: '到', save: '保存',
	giveChat: '同意一年：聊天', giveYear: '同意一年', english: '英语水平', chinese: '中文水平', subject: '学科', tabList: '按名单添加', list: '学生名单', look: '预览名单', make: '创建 15 个账号'
};

const secret = 'many windows, one street 窗';
const wide = { viewport: { width: 1024, height: 768 } };
const phone = { viewport: { width: 360, height: 640 } };

/** Registers on the page, confirms by the letter, signs in, and asks for a new school as its coordinator. */
async function arrive(people: Company, name: string, language: Language, words: typeof english, school: string[], students: string[]): Promise<Teacher> {
	const { page, ...rest } = await people.visitor(language, { ...wide, timezoneId: language === 'en' ? 'America/New_York' : 'Asia/Shanghai' });
	const email = `story.${Date.now()}.${language}@example.org`.toLowerCase();
	await page.goto('/register');
	await page.getByLabel(words.email).fill(email);
	await page.getByLabel(words.displayName).fill(name);
	await page.getByLabel(words.password, { exact: true }).fill(secret);
	await page.getByLabel(words.adult).check();
	await picture(page, `register-${language}`);
	await page.getByRole('main').getByRole('button', { name: words.register, exact: true }).click();
	await page.goto(`/confirm#${await people.letter(email)}`);
	await page.getByRole('button', { name: words.confirm, exact: true }).click();
	await expect(page.getByRole('button', { name: words.confirm, exact: true })).toHaveCount(0);
	await signIn(page, words, email, '/school');
	await page.getByLabel(words.city, { exact: true }).selectOption({ label: words.cityName });
	await page.getByLabel(words.school, { exact: true }).selectOption({ label: words.notListed });
	for (const [at, label] of [words.nameEn, words.nameHans, words.nameHant].entries()) await page.getByLabel(label).fill(school[at]!);
	await page.getByLabel(words.role).selectOption('coordinator');
	await page.getByLabel(words.why).fill(language === 'en' ? 'The school names me on its page of staff (an example).' : '学校网站的教师名单上有我（示例）。');
	await picture(page, `ask-for-school-${language}`);
	await page.getByRole('button', { name: words.ask }).click();
	await expect(page.getByText(words.waiting).first()).toBeVisible();
	return { page, ...rest, name, email, words, students };
}

async function signIn(page: Page, words: typeof english, name: string, next: string, code = secret): Promise<void> {
	await page.goto(`/sign-in?next=${next}`);
	await page.getByLabel(words.signInName).fill(name);
	await page.getByLabel(words.password, { exact: true }).fill(code);
	await page.keyboard.press('Enter');
	if (code !== secret) { // by a slip: the student chooses a password of their own
		await page.getByLabel(words.ownPassword, { exact: true }).fill(`${code} by the river`);
		await page.getByRole('button', { name: words.ownGo }).click();
	}
	await expect(page).toHaveURL((url) => url.pathname === next); // the page of signing in has it behind its “?”
}

/** Says what a class looks for, and when it is free on school days. */
async function describeClass({ page, words }: Teacher, wishes: string, from: string, until: string): Promise<void> {
	await page.getByRole('button', { name: words.describe }).click();
	await page.getByLabel(words.youngest).first().fill('13');
	await page.getByLabel(words.oldest).first().fill('14');
	await page.getByLabel(words.size, { exact: true }).fill('15');
	for (const [label, value] of [[words.subject, 'environment'], [words.english, 'intermediate'], [words.chinese, 'beginner']] as const) {
		await page.getByLabel(label, { exact: true }).first().selectOption(value);
	}
	await page.getByLabel(words.wishes).fill(wishes);
	await page.getByLabel(words.from, { exact: true }).fill(from);
	await page.getByLabel(words.until, { exact: true }).fill(until);
	await page.getByRole('button', { name: words.save }).click();
	await expect(page.getByText(wishes).first()).toBeVisible();
}

/** Makes accounts of a list; gives each student's sign-in name and code, as the slips say them. */
async function addStudents(teacher: Teacher, classPath: string): Promise<string[][]> {
	const { page, words } = teacher;
	await page.goto(`${classPath}/members`);
	await page.getByRole('tab', { name: words.tabList }).click();
	await page.getByLabel(words.list).fill(teacher.students.join('\n'));
	await page.getByRole('button', { name: words.look }).click();
	await page.getByRole('button', { name: words.make }).click();
	const slips = page.locator('.slips li');
	await expect(slips).toHaveCount(15);
	return slips.evaluateAll((all) => all.map((slip) => [...slip.querySelectorAll('dd')].slice(1).map((dd) => dd.textContent!.trim())));
}

async function signInOnPhone(people: Company, [name, code]: string[], language: Language, classPath: string): Promise<Page> {
	const words = language === 'en' ? english : chinese;
	const { page } = await people.visitor(language, phone);
	await signIn(page, words, name!, classPath, code);
	return page;
}

const field = (page: Page): Locator => page.getByRole('textbox').last();

test('two teachers go from registration to thirty students who chat in a supervised class', async ({ people, baseURL }) => {
	test.setTimeout(180_000);
	const names = (pattern: (n: number) => string) => Array.from({ length: 15 }, (_, n) => pattern(n + 1));
	const ann = await arrive(people, 'Ms. Example', 'en', english, ['Riverside Example School', '河畔示例学校', '河畔範例學校'], names((n) => `Student ${n}`));
	const wang = await arrive(people, '示例老师', 'zh-Hans', chinese, ['Lakeside Example School', '湖畔示例学校', '湖畔範例學校'], names((n) => `学生${n}号`));

	const { page: office } = await people.administrator(wide);
	await office.goto('/school/requests');
	await picture(office, 'administrator-verifies');
	for (const { name } of [ann, wang]) {
		await office.getByRole('listitem').filter({ hasText: name }).getByRole('button', { name: 'Accept as coordinator' }).click();
		await expect(office.getByText(`vouches for ${name}`)).toBeVisible();
	}
	// Whoever becomes a coordinator signs in anew: a login from before can do no more than before.
	await signIn(ann.page, english, ann.email, '/partners');
	await signIn(wang.page, chinese, wang.email, '/partners');

	// Ann describes her class; Wang finds it, sees the hours that both share, and proposes.
	await describeClass(ann, 'We would like to read about rivers together.', '07:00', '10:00');
	await picture(ann.page, 'describe-a-class');
	await describeClass(wang, '我们想一起读关于河流的文章。', '18:00', '21:00');

	await wang.page.getByLabel('对比哪个时间').selectOption({ index: 1 });
	await wang.page.getByRole('link', { name: '河畔示例学校' }).click();
	await expect(wang.page.getByText('We would like to read about rivers together.')).toBeVisible();
	await picture(wang.page, 'partner-found');
	await wang.page.getByRole('link', { name: '提议结对' }).click();
	await wang.page.getByLabel('留言').fill('我们班也想一起读关于河流的文章。');
	await picture(wang.page, 'propose');
	await wang.page.getByRole('button', { name: '发送提议' }).click();
	await expect(wang.page).toHaveURL(/\/pairings\/[0-9a-f-]{36}$/);
	const pairingPath = new URL(wang.page.url()).pathname;

	await ann.page.goto(pairingPath);
	await ann.page.getByRole('button', { name: 'Accept the pairing' }).click();
	await expect(ann.page.getByText('The pairing is open.', { exact: true })).toBeVisible();
	await expect(wang.page.getByText('结对已成立。', { exact: true })).toBeVisible();
	for (const { page, words } of [ann, wang]) {
		await page.getByRole('button', { name: words.giveChat }).click();
		await page.getByRole('dialog').getByRole('button', { name: words.giveYear }).click();
		await expect(page.getByRole('dialog')).toBeHidden();
	}
	await expect(ann.page.getByText(/Both schools consent to chat/)).toBeVisible();
	await picture(ann.page, 'pairing-open');

	await ann.page.getByRole('link', { name: 'Open a class' }).click();
	await ann.page.getByLabel('Name in English').fill('Rivers (example)');
	await ann.page.getByLabel('Name in Simplified Chinese').fill('河流班（示例）');
	await ann.page.getByLabel(wang.name).check();
	await picture(ann.page, 'new-class');
	await ann.page.getByRole('button', { name: 'Make the class' }).click();
	await expect(ann.page).toHaveURL(/\/classes\/[0-9a-f-]{36}\/members$/);
	const classPath = new URL(ann.page.url()).pathname.replace('/members', '');

	// Whatever time it is where the students live: this test does not sleep.
	await ann.page.getByRole('tab', { name: 'Settings' }).click();
	await ann.page.getByRole('link', { name: 'Change the class’s rules' }).click();
	await ann.page.getByLabel('Keep your school’s quiet hours').uncheck();
	await expect(ann.page.getByLabel('Keep your school’s quiet hours')).toBeEnabled();
	await expect(ann.page.getByLabel('Keep your school’s quiet hours')).not.toBeChecked();
	await wang.page.goto(`${classPath}/supervision?tab=keeping`);
	await wang.page.getByLabel('遵守本校的休息时间').uncheck();
	await expect(wang.page.getByLabel('遵守本校的休息时间')).toBeEnabled();
	await expect(wang.page.getByLabel('遵守本校的休息时间')).not.toBeChecked();

	const [ours, theirs] = [await addStudents(ann, classPath), await addStudents(wang, classPath)];
	await picture(ann.page, 'slips');

	// One of each school on a phone; the others by the same doors without a browser.
	const [maya, xiaoyu] = [await signInOnPhone(people, ours[0]!, 'en', classPath), await signInOnPhone(people, theirs[0]!, 'zh-Hans', classPath)];
	await field(maya).fill('Good morning, Hefei!');
	await field(maya).press('Enter');
	await expect(maya.getByText('A teacher reads your first messages before the others do.')).toBeVisible();
	await field(xiaoyu).fill('哥伦布，你们好！');
	await field(xiaoyu).press('Enter');
	await expect(xiaoyu.getByText('你最初的几条消息要先由老师看过')).toBeVisible();
	await picture(maya, 'first-message-waits');
	await Promise.all(
		[...ours.slice(1), ...theirs.slice(1)].map(async ([name, password], at) => {
			const student = await request.newContext({ baseURL });
			await post(student, '/api/sign-in', { name, password });
			const { classes } = (await (await student.get('/api/classes')).json()) as { classes: { chat: { id: string } }[] };
			await post(student, '/api/posts', { thread: classes[0]!.chat.id, client_id: crypto.randomUUID(), body: at < 14 ? `Our river has ${at + 2} bridges.` : `我们的湖边有${at}棵柳树。` });
			await student.dispose();
		})
	);

	await ann.page.goto(`${classPath}/supervision`);
	await expect(ann.page.getByRole('button', { name: 'Approve', exact: true })).toHaveCount(31);
	await picture(ann.page, 'supervision-waiting');
	await ann.page.getByLabel('Select all').check();
	await ann.page.getByRole('button', { name: 'Approve 30' }).click();
	await expect(ann.page.getByText('Nothing waits for you')).toBeVisible();

	// Each sees the other live, without a reload.
	await expect(maya.getByText('哥伦布，你们好！')).toBeVisible();
	await expect(xiaoyu.getByText('Good morning, Hefei!')).toBeVisible();
	await picture(xiaoyu, 'students-chat');
	await wang.page.goto(`${classPath}/supervision?tab=said`);
	await expect(wang.page.getByText('Good morning, Hefei!')).toBeVisible();
	await picture(wang.page, 'supervision-said-today');
	await wang.page.goto(classPath);
	await expect(wang.page.getByText('我们的湖边有20棵柳树。')).toBeVisible();
	await picture(wang.page, 'class');
});
