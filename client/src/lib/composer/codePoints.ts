/** The length of a text in code points, as the server and the database count it: an emoji or a rare Han character is one. */
export function codePoints(text: string): number {
	let count = 0;
	for (const _ of text) count++;
	return count;
}
