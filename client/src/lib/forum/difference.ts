/** A piece of a text that was changed: it stayed, it is gone, or it has come. */
export interface Part {
	is: 'same' | 'gone' | 'come';
	text: string;
}

/** Cells of the table below; 20,000 characters against 20,000 others would be a hundred times that. */
const bound = 4_000_000;

/** Words, single Han characters, and what stands between them. */
const pieces = (text: string): string[] => text.match(/\p{Script=Han}|[\p{L}\p{M}\p{N}]+|\s+|[^]/gu) ?? [];

/** What an edit changed, by words: the longest common subsequence of both texts stays. */
export function difference(before: string, after: string): Part[] {
	const a = pieces(before);
	const b = pieces(after);
	let start = 0;
	while (start < a.length && start < b.length && a[start] === b[start]) start++;
	let end = 0;
	while (end < a.length - start && end < b.length - start && a[a.length - 1 - end] === b[b.length - 1 - end]) end++;
	const parts: Part[] = [];
	add(parts, 'same', a.slice(0, start));
	middle(parts, a.slice(start, a.length - end), b.slice(start, b.length - end));
	add(parts, 'same', a.slice(a.length - end));
	return parts;
}

function middle(parts: Part[], a: string[], b: string[]): void {
	if (a.length * b.length > bound) {
		add(parts, 'gone', a);
		add(parts, 'come', b);
		return;
	}
	const width = b.length + 1;
	const longest = new Uint16Array((a.length + 1) * width);
	const at = (i: number, j: number) => longest[i * width + j] ?? 0;
	for (let i = a.length - 1; i >= 0; i--) {
		for (let j = b.length - 1; j >= 0; j--) {
			longest[i * width + j] = a[i] === b[j] ? at(i + 1, j + 1) + 1 : Math.max(at(i + 1, j), at(i, j + 1));
		}
	}
	for (let i = 0, j = 0; i < a.length || j < b.length; ) {
		if (i < a.length && j < b.length && a[i] === b[j]) {
			add(parts, 'same', [a[i]!]);
			i++;
			j++;
		} else if (j === b.length || (i < a.length && at(i + 1, j) >= at(i, j + 1))) add(parts, 'gone', [a[i++]!]);
		else add(parts, 'come', [b[j++]!]);
	}
}

function add(parts: Part[], is: Part['is'], more: string[]): void {
	const text = more.join('');
	const last = parts.at(-1);
	if (text === '') return;
	if (last?.is === is) last.text += text;
	else parts.push({ is, text });
}
