/**
 * `{@attach wholeScreen}`: while the element is there, the page is as high as what is seen of the screen, also above a
 * phone's keyboard, and only the parts inside it scroll. The look of it stands in routes/classes/[class]/+page.svelte.
 */
export function wholeScreen(): () => void {
	const root = document.documentElement;
	const seen = window.visualViewport;
	root.classList.add('whole-screen');
	const fit = () => {
		if (!seen) return;
		// Zoomed in by two fingers the screen shows a part of the page: that is no keyboard.
		if (seen.scale > 1.01) return;
		root.style.setProperty('--seen-height', `${seen.height}px`);
		root.style.setProperty('--seen-top', `${seen.offsetTop}px`);
	};
	fit();
	seen?.addEventListener('resize', fit);
	seen?.addEventListener('scroll', fit);
	return () => {
		seen?.removeEventListener('resize', fit);
		seen?.removeEventListener('scroll', fit);
		root.classList.remove('whole-screen');
		root.style.removeProperty('--seen-height');
		root.style.removeProperty('--seen-top');
	};
}
