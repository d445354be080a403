import { language } from '$lib/i18n';
import { ProblemError, disconnected } from '../session/problem';

/**
 * Asks for a file by POST and hands it to the browser under its own name.
 * @throws ProblemError as the API's other calls do
 */
export async function download(path: string, body: object): Promise<void> {
	let response: Response;
	try {
		response = await fetch(path, {
			method: 'POST',
			headers: { 'Content-Type': 'application/json', 'Accept-Language': language() },
			body: JSON.stringify(body),
			credentials: 'same-origin'
		});
	} catch {
		throw disconnected();
	}
	if (!response.ok) throw new ProblemError(await problemIn(response));
	save(await response.blob(), nameIn(response.headers.get('Content-Disposition')));
}

/** Hands a file to the browser, as a click on a link to it does. */
export function save(content: Blob, name: string): void {
	const address = URL.createObjectURL(content);
	const link = document.createElement('a');
	link.href = address;
	link.download = name;
	link.click();
	URL.revokeObjectURL(address);
}

/** The file's name in a Content-Disposition; one of our own where there is none. */
export function nameIn(disposition: string | null): string {
	return /filename="([^"/\\]+)"/.exec(disposition ?? '')?.[1] ?? 'tongchuang.zip';
}

async function problemIn(response: Response): Promise<ProblemError['problem']> {
	try {
		return await response.json();
	} catch {
		return { type: 'about:blank', code: 'internal', status: response.status, title: `Unexpected answer ${response.status}` };
	}
}
