import { expect, openChat, saidWith, say, test, unique } from '../fixtures/classmates';
import { OwnServer } from '../fixtures/ownServer';

test.describe.configure({ timeout: 180_000 });

test('the server is killed under a running chat and starts again: no reload, nothing lost, nothing twice', async ({ classmates }) => {
	const server = await OwnServer.start();
	try {
		const [maya, xiaoyu] = await Promise.all([classmates.join('maya', { at: server.url }), classmates.join('xiaoyu', { at: server.url })]);
		await Promise.all([openChat(maya), openChat(xiaoyu)]);
		for (const { page } of [maya, xiaoyu]) await page.evaluate(() => Object.assign(window, { stillHere: true }));
		const word = unique();
		const texts: string[] = [];
		for (let round = 0; round < 2; round++) {
			// In the middle of a burst: some are stored, some are on their way, some are written while nobody listens.
			for (let i = 0; i < 4; i++) {
				texts.push(`${word} ${round}.${i}`);
				await say(maya.page, texts.at(-1)!);
				if (i === 1) await server.kill();
			}
			await say(xiaoyu.page, `${word} 也在 ${round}`);
			await server.run();
			const own = (page: typeof maya.page) => saidWith(page, `${word} ${round}.`);
			for (const { page } of [maya, xiaoyu]) {
				await expect(own(page)).toHaveCount(4, { timeout: 60_000 });
				await expect(saidWith(page, `${word} 也在 ${round}`)).toHaveCount(1, { timeout: 60_000 });
			}
		}
		await expect(maya.page.locator('.chat-message[data-state="sending"]')).toHaveCount(0, { timeout: 30_000 });
		const order = async (page: typeof maya.page) => (await saidWith(page, word).allInnerTexts()).map((text) => text.trim());
		const seen = await order(maya.page);
		expect(seen.filter((text) => !text.includes('也在'))).toEqual(texts);
		await expect.poll(() => order(xiaoyu.page)).toEqual(seen);
		for (const { page } of [maya, xiaoyu]) expect(await page.evaluate(() => 'stillHere' in window)).toBe(true);
		// And what a newcomer reads is the same.
		const chen = await classmates.join('chen', { at: server.url });
		await openChat(chen);
		expect(await order(chen.page)).toEqual(seen);
	} finally {
		await server.stop();
	}
});
