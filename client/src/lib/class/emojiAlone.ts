/** One to three emoji and nothing else, in whatever combinations emoji are written. */
const pattern = /^(?:(?:\p{RI}{2}|\p{Emoji_Presentation}\p{EMod}?|\p{Emoji}\uFE0F)(?:\u200D(?:\p{Emoji_Presentation}\p{EMod}?|\p{Emoji}\uFE0F?))*\s?){1,3}$/u;

/** Whether a message says what it says by emoji alone: then they are shown large. */
export const isEmojiAlone = (text: string): boolean => text.length <= 40 && pattern.test(text.trim());
