// What the server has to know of the build (server/web/preloads.go): which files a page is made of, so that the browser
// asks for all of them with the first word of the page, not for each after the one before.
import { readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { extname, join } from 'node:path';
import { brotliCompressSync, constants } from 'node:zlib';
import { needsLater } from '../src/lib/i18n/parts.js';

/** @typedef {{file: string, imports?: string[], css?: string[], name?: string}} Chunk */

/**
 * SvelteKit's adapter, and after it: preloads.json, and a brotli form (`.br`) beside each file that gains by it.
 * @param {import('@sveltejs/kit').Adapter} adapter
 * @param {string} out folder of the finished application
 * @returns {import('@sveltejs/kit').Adapter}
 */
export function withPreloads(adapter, out) {
	return {
		...adapter,
		name: 'with-preloads',
		async adapt(builder) {
			await adapter.adapt(builder);
			const kit = builder.config.kit.outDir;
			/** @type {Record<string, Chunk>} */
			const manifest = JSON.parse(readFileSync(join(builder.getClientDirectory(), '.vite/manifest.json'), 'utf8'));
			const dictionary = readFileSync(join(kit, 'generated/client-optimized/app.js'), 'utf8');
			writeFileSync(join(out, 'preloads.json'), JSON.stringify(preloads(manifest, builder.routes.map(({ id }) => id), dictionary), null, '\t'));
			squeeze(out);
		}
	};
}

/**
 * @param {Record<string, Chunk>} manifest
 * @param {string[]} routes
 * @param {string} dictionary SvelteKit's own list of which route is which node
 */
function preloads(manifest, routes, dictionary) {
	/** @param {string} end */
	const find = (end) => {
		const key = Object.keys(manifest).find((key) => key.endsWith(end));
		if (!key) throw new Error(`preloads: ${end} is not in the build`);
		return key;
	};
	/** @param {string[]} from */
	const reached = (from) => {
		const seen = new Set(from);
		for (const key of seen) for (const next of manifest[key]?.imports ?? []) seen.add(next);
		return seen;
	};
	/** @param {string} key */
	const address = (key) => `/${manifest[key]?.file}`;
	// SvelteKit's own page names the files of every page already; the error page's it fetches with any other.
	const always = reached([find('client/entry.js'), find('client-optimized/app.js'), find('nodes/0.js')]);
	const failed = [...reached([find('nodes/1.js')])];
	return {
		catalogs: Object.fromEntries(
			['en', 'zh-Hans', 'zh-Hant'].map((language) => [
				language,
				{ first: address(find(`catalog/${language}/first`)), later: address(find(`catalog/${language}/later`)) }
			])
		),
		pages: routes.sort().map((id) => {
			const node = dictionary.split(`${JSON.stringify(id)}: [`)[1]?.match(/^~?(\d+)/)?.[1];
			const needed = [...reached([find(`nodes/${node}.js`)]), ...failed];
			return {
				path: id.replaceAll(/\[[^\]]+\]/g, '*'),
				later: needsLater(id.replaceAll(/\[[^\]]+\]/g, 'x')),
				scripts: [...new Set(needed.filter((key) => !always.has(key)).map(address))],
				styles: [...new Set(needed.filter((key) => !always.has(key)).flatMap((key) => manifest[key]?.css ?? []))].map((css) => `/${css}`)
			};
		})
	};
}

/** @param {string} out */
function squeeze(out) {
	for (const name of readdirSync(out, { recursive: true, encoding: 'utf8' })) {
		if (!['.js', '.css', '.svg'].includes(extname(name))) continue;
		const body = readFileSync(join(out, name));
		const small = brotliCompressSync(body, { params: { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_SIZE_HINT]: body.length } });
		if (small.length < body.length * 0.9) writeFileSync(join(out, `${name}.br`), small);
	}
}
