// Runs before the first paint, so that a chosen theme does not flash, and what the server wrote keeps the room of what
// people see who are signed in. src/lib/shell/theme.svelte.ts and src/lib/session/session.svelte.ts write what is read here.
(function () {
	var root = document.documentElement;
	// The frame that the server wrote says that the page is coming, and, when a part of it could not be had, how to go on.
	root.dataset.scripts = 'run';
	addEventListener('unhandledrejection', function () {
		root.dataset.scripts = 'failed';
	});
	try {
		var chosen = localStorage.getItem('theme');
		if (chosen === 'light' || chosen === 'dark') root.dataset.theme = chosen;
		if (localStorage.getItem('person')) root.dataset.person = '';
	} catch (e) {
		// Storage is closed to us: the system's own theme stands.
	}
})();
