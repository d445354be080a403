import type { CDPSession, Page } from '@playwright/test';

/** Types like a Pinyin input method: Chromium's own composition, with real composition events. */
export class InputMethod {
	private constructor(private readonly session: CDPSession) {}

	static async on(page: Page): Promise<InputMethod> {
		return new InputMethod(await page.context().newCDPSession(page));
	}

	/** Shows letters being composed, one key after the other. */
	async compose(letters: string): Promise<void> {
		for (let end = 1; end <= letters.length; end++) {
			const text = letters.slice(0, end);
			await this.key('Process', 229);
			await this.session.send('Input.imeSetComposition', { text, selectionStart: end, selectionEnd: end });
		}
	}

	/** A key that the input method takes for itself: the page sees it go down and up, and nothing is typed. */
	async key(key: string, code: number): Promise<void> {
		await this.session.send('Input.dispatchKeyEvent', { type: 'rawKeyDown', key, windowsVirtualKeyCode: code });
		await this.session.send('Input.dispatchKeyEvent', { type: 'keyUp', key, windowsVirtualKeyCode: code });
	}

	/** Ends the composition with the chosen characters. */
	async commit(characters: string): Promise<void> {
		await this.session.send('Input.insertText', { text: characters });
	}
}
