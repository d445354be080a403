/** Rows as CSV that a spreadsheet shows and does not compute, with the mark by which it knows that this is UTF-8. */
export function csv(rows: (string | number)[][]): string {
	return '\ufeff' + rows.map((row) => row.map((cell) => quoted(String(cell))).join(',')).join('\r\n') + '\r\n';
}

function quoted(cell: string): string {
	const inert = /^[=+\-@＝＋－＠\t\r\n]/.test(cell) ? `'${cell}` : cell;
	return `"${inert.replaceAll('"', '""')}"`;
}
