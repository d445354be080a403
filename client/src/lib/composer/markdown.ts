/** What a formatting button does to a selection: the text to put there, and what to select afterwards. */
export interface Change {
	from: number;
	to: number;
	text: string;
	select: [number, number];
}

export type Format = 'bold' | 'italic' | 'link' | 'quote' | 'list';

/** The change that a format makes to text[from, to). Positions are UTF-16 units, as the browser's selection counts. */
export function format(kind: Format, text: string, from: number, to: number): Change {
	const chosen = text.slice(from, to);
	switch (kind) {
		case 'bold':
			return wrap('**', chosen, from, to);
		case 'italic':
			return wrap('*', chosen, from, to);
		case 'link': {
			const link = `[${chosen}](https://)`;
			// With a text chosen, the address is what is missing; without one, the text.
			const at = from + (chosen ? link.length - 1 : 1);
			return { from, to, text: link, select: chosen ? [at - 'https://'.length, at] : [at, at] };
		}
		case 'quote':
			return lines('> ', text, from, to);
		case 'list':
			return lines('- ', text, from, to);
	}
}

function wrap(mark: string, chosen: string, from: number, to: number): Change {
	const start = from + mark.length;
	return { from, to, text: mark + chosen + mark, select: [start, start + chosen.length] };
}

function lines(mark: string, text: string, from: number, to: number): Change {
	const start = text.lastIndexOf('\n', from - 1) + 1;
	const changed = text
		.slice(start, to)
		.split('\n')
		.map((line) => mark + line)
		.join('\n');
	return { from: start, to, text: changed, select: [start + changed.length, start + changed.length] };
}
