import { expect, it } from 'vitest';
import { isEmojiAlone } from './emojiAlone';

it('is said by emoji alone', () => {
	for (const text of ['🎉', '👍🏽', '👨‍👩‍👧', '🇺🇸🇨🇳', '❤️', '🥟 🥟 🥟']) expect(isEmojiAlone(text), text).toBe(true);
});
it('has words, figures or a crowd', () => {
	for (const text of ['', '7', '#', '好', 'ok 👍', '🎉🎉🎉🎉', '©']) expect(isEmojiAlone(text), text).toBe(false);
});
