// Serves a built client as the Go server does (the same policy, the shell for unknown paths), for tests without a server.
// usage: node e2e/serve.js FOLDER PORT
import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { extname, join, normalize } from 'node:path';

const [folder = '.design', port = '24173'] = process.argv.slice(2);
/** @type {Record<string, string>} */
const types = { '.css': 'text/css', '.html': 'text/html', '.js': 'text/javascript', '.json': 'application/json', '.svg': 'image/svg+xml' };

/** The shell, and the policy that allows its one inline script. Read each time: it may have been built anew. */
async function shellAndPolicy() {
	const shell = await readFile(join(folder, 'index.html'), 'utf8');
	const inline = [...shell.matchAll(/<script>([\s\S]*?)<\/script>/g)].map(
		(found) => `'sha256-${createHash('sha256').update(found[1] ?? '').digest('base64')}'`
	);
	const policy = `default-src 'self'; style-src 'self'; script-src 'self' ${inline.join(' ')}; object-src 'none'; base-uri 'none'; frame-ancestors 'none'`;
	return { shell, policy };
}

createServer(async (request, response) => {
	const path = normalize(decodeURIComponent(new URL(request.url ?? '/', 'http://localhost').pathname));
	const { shell, policy } = await shellAndPolicy();
	response.setHeader('Content-Security-Policy', policy);
	response.setHeader('X-Content-Type-Options', 'nosniff');
	if (path.startsWith('/api/')) {
		response.writeHead(503, { 'Content-Type': 'application/problem+json' }).end('{"code":"unavailable"}');
		return;
	}
	const type = types[extname(path)];
	const file = type && (await readFile(join(folder, path)).catch(() => undefined));
	response.setHeader('Content-Type', `${file ? type : 'text/html'}; charset=utf-8`);
	response.end(file ?? shell);
}).listen(Number(port), '127.0.0.1');
