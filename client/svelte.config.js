import adapter from '@sveltejs/adapter-static';
import { withPreloads } from './scripts/preloads.js';

// The design page and its tests are built into a folder of their own (see e2e/serve.js),
// so that the program that people get holds neither.
const out = process.env.APP_OUT ?? 'dist/app';

/** @type {import('@sveltejs/kit').Config} */
export default {
	kit: {
		adapter: withPreloads(adapter({ pages: out, assets: out, fallback: 'index.html', strict: false }), out),
		// Registered by lib/session/start.ts, for people who are signed in.
		serviceWorker: { register: false },
		outDir: process.env.KIT_OUT ?? '.svelte-kit',
		alias: { $locales: '../locales' }
	}
};
