/// <reference types="@sveltejs/kit" />
/// <reference no-default-lib="true"/>
/// <reference lib="esnext" />
/// <reference lib="webworker" />

// Lets a page that was open before open again without a network: it keeps the built application, never anything that
// the API said (that is the session's, in IndexedDB). With a network every page still comes from the server, so that no
// version is ever stuck.

import { build, files, version } from '$service-worker';

const worker = globalThis as unknown as ServiceWorkerGlobalScope;
const prefix = 'tongchuang-';
const present = `${prefix}${version}`;
/** The shell under which the client draws any page. It holds nothing of anybody. */
const shell = '/classes';
/** How long a line that is there and brings nothing is waited for, before the kept shell is shown. Milliseconds. */
const patience = 4_000;
const unchanging = new Set(build);
const known = new Set(files);

worker.addEventListener('install', (event) => {
	event.waitUntil(keepAll().then(() => worker.skipWaiting()));
});

worker.addEventListener('activate', (event) => {
	event.waitUntil(forgetOld().then(() => worker.clients.claim()));
});

worker.addEventListener('fetch', (event) => {
	const { request } = event;
	const url = new URL(request.url);
	if (request.method !== 'GET' || url.origin !== worker.location.origin || url.pathname.startsWith('/api/')) return;
	if (request.mode === 'navigate') event.respondWith(page(request));
	else if (unchanging.has(url.pathname)) event.respondWith(kept(request));
	else if (known.has(url.pathname)) event.respondWith(fetch(request).catch(() => kept(request)));
	// Older versions' files, for a page that was opened before the server was renewed.
	else if (url.pathname.startsWith('/_app/immutable/')) event.respondWith(kept(request));
});

async function keepAll(): Promise<void> {
	const cache = await caches.open(present);
	await cache.addAll([...build, ...files]);
	await cache.add(new Request(shell, { cache: 'reload', credentials: 'omit' }));
}

/** Keeps the version before this one too: pages of it may still be open. */
async function forgetOld(): Promise<void> {
	const names = (await caches.keys()).filter((name) => name.startsWith(prefix) && name !== present);
	await Promise.all(names.slice(0, -1).map((name) => caches.delete(name)));
}

async function page(request: Request): Promise<Response> {
	const late = new AbortController();
	const timer = setTimeout(() => late.abort(), patience);
	try {
		return await fetch(request, { signal: late.signal });
	} catch {
		return (await caches.match(shell, { cacheName: present })) ?? Response.error();
	} finally {
		clearTimeout(timer);
	}
}

async function kept(request: Request): Promise<Response> {
	return (await caches.match(request, { ignoreSearch: true, ignoreVary: true })) ?? fetch(request);
}
