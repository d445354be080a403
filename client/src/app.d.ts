// See https://svelte.dev/docs/kit/types#app
declare global {
	namespace App {
		interface Error {
			/** A stable code of server/problem, or the client's own; the page shows the catalog's `error.<code>`. */
			code?: string;
			message: string;
		}
	}
}

export {};
