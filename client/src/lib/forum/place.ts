// Where the reader is in a thread: finding posts on the page, going to them, and staying when others come.

/** The element's id of a post; the server's own pages use the same, so that links fit both. */
export const anchorOf = (post: string): string => `post-${post}`;

/** The post that a fragment names. */
export const postOf = (hash: string): string | undefined => /^#post-([0-9a-f-]{36})$/.exec(hash)?.[1];

/** The element of a row, by its key. */
export const elementOf = (key: string): HTMLElement | null => document.querySelector(`[data-key="${CSS.escape(key)}"]`);

/** Brings an element below the header and gives it the focus. */
export function goTo(element: HTMLElement | null | undefined): void {
	element?.focus({ preventScroll: true });
	element?.scrollIntoView({ block: 'start' });
}

const postsOnPage = (): HTMLElement[] => [...document.querySelectorAll<HTMLElement>('article.post[data-key]')];

/** The post that has the focus, or the first one on the screen. */
export function currentPost(): HTMLElement | undefined {
	const focused = document.activeElement?.closest<HTMLElement>('article.post[data-key]');
	return focused ?? postsOnPage().find((post) => post.getBoundingClientRect().bottom > headerHeight());
}

/** The post after (1) or before (-1) the present one. */
export function neighbour(step: 1 | -1): HTMLElement | undefined {
	const posts = postsOnPage();
	const current = currentPost();
	const at = current ? posts.indexOf(current) : -1;
	// The first key press goes to the post on the screen, not past it.
	if (current && document.activeElement !== current && step === 1 && current.getBoundingClientRect().top >= headerHeight()) return current;
	return posts[Math.min(Math.max(at + step, 0), posts.length - 1)];
}

const headerHeight = (): number => {
	const header = document.querySelector('.site-header');
	return header && getComputedStyle(header).position === 'sticky' ? header.getBoundingClientRect().bottom : 0;
};

/** Whether the browser itself keeps what is read in its place when something comes above it; Safari did not for long. */
export const staysByItself = (): boolean => CSS.supports('overflow-anchor', 'auto');

/** Notes what is on the screen; the returned function puts it back to where it was. */
export function holdStill(): () => void {
	const held = document.activeElement?.closest('form') ?? currentPost();
	const before = held?.getBoundingClientRect().top;
	return () => {
		if (held?.isConnected && before !== undefined) window.scrollBy(0, held.getBoundingClientRect().top - before);
	};
}
