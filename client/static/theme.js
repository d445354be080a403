// Runs before the first paint, so that a chosen theme does not flash, and what the server wrote keeps the room of what
// people see who are signed in. src/lib/shell/theme.svelte.ts and src/lib/session/session.svelte.ts write what is read here.
(function () {
	try {
		var chosen = localStorage.getItem('theme');
		if (chosen === 'light' || chosen === 'dark') document.documentElement.dataset.theme = chosen;
		if (localStorage.getItem('person')) document.documentElement.dataset.person = '';
	} catch (e) {
		// Storage is closed to us: the system's own theme stands.
	}
})();
