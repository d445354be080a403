/** Bytes as base64, for JSON. */
export function base64(bytes: ArrayBuffer): string {
	let text = '';
	for (const byte of new Uint8Array(bytes)) text += String.fromCharCode(byte);
	return btoa(text);
}
