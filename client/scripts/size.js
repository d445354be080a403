// Fails when the first visit loads more JavaScript than the budget of the look: entry, layout, home and one catalog,
// each file gzipped as the server sends it. Reads what `npm run build` left behind.
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';

const budget = 90 * 1024; // bytes; “first load ≤ 90 KB of gzipped JavaScript”
const kit = process.env.KIT_OUT ?? '.svelte-kit';
const built = join(kit, 'output/client');
const manifestFile = join(built, '.vite/manifest.json');

if (!existsSync(manifestFile)) {
	console.error('size: nothing is built yet, run `npm run build` first');
	process.exit(1);
}

/** @type {Record<string, {file: string, imports?: string[]}>} */
const manifest = JSON.parse(readFileSync(manifestFile, 'utf8'));
const routes = readFileSync(join(kit, 'generated/client-optimized/app.js'), 'utf8');
const home = routes.match(/"\/": \[~?(\d+)/)?.[1];
if (!home) throw new Error('size: the home route is not in the built application');

/** @param {string} name */
function find(name) {
	const key = Object.keys(manifest).find((k) => k.endsWith(name));
	if (!key) throw new Error(`size: ${name} is not in ${manifestFile}`);
	return key;
}

/** @type {Set<string>} */
const seen = new Set();
/** @param {string} key */
function walk(key) {
	if (seen.has(key)) return;
	seen.add(key);
	for (const next of manifest[key]?.imports ?? []) walk(next);
}

/** @param {string} file */
const zipped = (file) => gzipSync(readFileSync(file), { level: 9 }).length;

for (const name of ['client/entry.js', 'client-optimized/app.js', 'nodes/0.js', `nodes/${home}.js`]) walk(find(name));

const catalogs = ['en', 'zh-Hans', 'zh-Hant'].map((l) => find(`catalog/${l}/first`));
const dearest = Math.max(...catalogs.map((key) => zipped(join(built, manifest[key]?.file ?? ''))));

let total = dearest + zipped('static/theme.js');
for (const key of seen) total += zipped(join(built, manifest[key]?.file ?? ''));

const kib = (/** @type {number} */ n) => `${(n / 1024).toFixed(1)} KB`;
console.log(`first load: ${kib(total)} gzipped of ${kib(budget)} (${seen.size} files, catalog ${kib(dearest)})`);
if (total > budget) {
	console.error('size: over the budget; load the newcomer lazily, or leave it out');
	process.exit(1);
}
