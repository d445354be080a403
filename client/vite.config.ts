import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { sveltekit } from '@sveltejs/kit/vite';
import type { Plugin } from 'vite';
import { defineConfig } from 'vitest/config';
import { chunks } from './scripts/chunks.js';
import { partOf } from './src/lib/i18n/parts.js';

/**
 * SvelteKit's route announcer carries a style attribute, which our content security policy
 * (style-src 'self') forbids. tongchuang.css hides #svelte-announcer instead.
 */
function announcerWithoutInlineStyle(): Plugin {
	return {
		name: 'announcer-without-inline-style',
		enforce: 'pre',
		transform(code, id) {
			if (!id.endsWith('/generated/root.svelte')) return;
			return { code: code.replace(/(<div id="svelte-announcer"[^>]*?) style="[^"]*"/, '$1'), map: null };
		}
	};
}

/** The catalogs in the parts of src/lib/i18n/parts.js: `virtual:catalog/<language>/<part>`. */
function catalogParts(): Plugin {
	const prefix = 'virtual:catalog/';
	return {
		name: 'catalog-parts',
		resolveId: (id) => (id.startsWith(prefix) ? `\0${id}` : undefined),
		load(id) {
			if (!id.startsWith(`\0${prefix}`)) return;
			const [language, part] = id.slice(prefix.length + 1).split('/');
			const file = fileURLToPath(new URL(`../locales/active.${language}.json`, import.meta.url));
			this.addWatchFile(file);
			const catalog = Object.entries(JSON.parse(readFileSync(file, 'utf8')) as object);
			return `export default ${JSON.stringify(Object.fromEntries(catalog.filter(([key]) => partOf(key) === part)))}`;
		}
	};
}

/** Cuts the browser's build as scripts/chunks.js says; SvelteKit builds twice, and its other build is not sent. */
function fewFiles(): Plugin {
	return {
		name: 'few-files',
		outputOptions: (options) => (/[\\/]client$/.test(options.dir ?? '') ? { ...options, manualChunks: chunks() } : null)
	};
}

// A Go server of one's own during `npm run dev`; `make dev` sets it.
const server = process.env.TONGCHUANG_SERVER ?? 'http://localhost:8080';

export default defineConfig({
	plugins: [announcerWithoutInlineStyle(), catalogParts(), fewFiles(), sveltekit()],
	server: {
		fs: { allow: ['..'] },
		proxy: {
			'/api': { target: server, ws: true }
		}
	},
	build: { target: ['chrome107', 'firefox115', 'safari16'] },
	test: {
		include: ['src/**/*.test.ts'],
		environment: 'node'
	}
});
