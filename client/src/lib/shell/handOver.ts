import { disableScrollHandling } from '$app/navigation';
import { loaded } from '$lib/ui/loading';

/**
 * Puts the client's page in the place of the one that the server wrote, if it wrote one. That one stays until the
 * client's has something to show, and the reader's place is kept: on a slow line nobody sees a text that they had begun
 * to read turn grey. Comes while the first page is mounted.
 */
export async function handOver(): Promise<void> {
	const page = document.getElementById('page');
	const app = document.getElementById('app');
	if (!page || !app) return;
	// It only says that the page is coming.
	if ('shell' in page.dataset) return page.remove();
	disableScrollHandling(); // SvelteKit begins a page at its top, and the reader may have gone further
	app.remove(); // nothing is there twice, for no eye and no screen reader
	await loaded();
	const { scrollX: x, scrollY: y } = window;
	page.replaceWith(app);
	window.scrollTo(x, y);
}
