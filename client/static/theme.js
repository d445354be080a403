// Runs before the first paint, so that a chosen theme does not flash. src/lib/shell/theme.svelte.ts writes the choice.
(function () {
	try {
		var chosen = localStorage.getItem('theme');
		if (chosen === 'light' || chosen === 'dark') document.documentElement.dataset.theme = chosen;
	} catch (e) {
		// Storage is closed to us: the system's own theme stands.
	}
})();
