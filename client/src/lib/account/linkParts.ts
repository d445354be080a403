/** A letter's text cut at its links, in order. */
export function linkParts(text: string): { text: string; isLink: boolean }[] {
	// split() with a group gives the text between at even places and the links at odd ones.
	return text
		.split(/(https?:\/\/[^\s<>"）。，]+)/)
		.map((part, index) => ({ text: part, isLink: index % 2 === 1 }))
		.filter((part) => part.text !== '');
}
