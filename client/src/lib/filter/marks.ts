/** A piece of a text, and which matches it belongs to. */
export interface Piece {
	text: string;
	isMarked: boolean;
}

/**
 * Cuts a text at the borders of matches, which count code points, as the server does. Matches that overlap become one
 * piece; what lies outside of the text is left out.
 */
export function pieces(text: string, matches: readonly { start: number; end: number }[]): Piece[] {
	const points = [...text];
	const marked = new Array<boolean>(points.length).fill(false);
	for (const { start, end } of matches) marked.fill(true, Math.max(0, start), Math.max(0, end));
	const found: Piece[] = [];
	points.forEach((point, i) => {
		const isMarked = marked[i] ?? false;
		const last = found.at(-1);
		if (last && last.isMarked === isMarked) last.text += point;
		else found.push({ text: point, isMarked });
	});
	return found;
}
