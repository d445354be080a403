import { sveltekit } from '@sveltejs/kit/vite';
import type { Plugin } from 'vite';
import { defineConfig } from 'vitest/config';

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

// A Go server of one's own during `npm run dev`; `make dev` sets it.
const server = process.env.TONGCHUANG_SERVER ?? 'http://localhost:8080';

export default defineConfig({
	plugins: [announcerWithoutInlineStyle(), sveltekit()],
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
