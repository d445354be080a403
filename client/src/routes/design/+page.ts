import { error } from '@sveltejs/kit';
import { dev } from '$app/environment';

/** Every component on one page, for eyes and for tests; not in the program that people get. */
export async function load() {
	if (dev || import.meta.env.VITE_DESIGN) {
		return { Design: (await import('$lib/design/Design.svelte')).default };
	}
	error(404, { message: 'not found', code: 'not_found' });
}
