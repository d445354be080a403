import { describe, expect, it, vi } from 'vitest';
import { ProblemError } from '../session/problem';
import { makeApi } from './client';

const id = '0197b5a4-0000-7000-8000-000000000001';

function server(status: number, body: string) {
	const fetch = vi.fn<typeof globalThis.fetch>(async () => new Response(body, { status }));
	return { fetch, api: makeApi(() => 'zh-Hant', fetch) };
}

async function problem(call: Promise<unknown>) {
	const thrown = await call.then(
		() => undefined,
		(e: unknown) => e
	);
	expect(thrown).toBeInstanceOf(ProblemError);
	return (thrown as ProblemError).problem;
}

describe('a call of the API', () => {
	it('fills the path, leaves out what is not given, and speaks the language of the page', async () => {
		const { api, fetch } = server(200, '{"board":{},"threads":[]}');
		const page = await api.get('/api/boards/{board}', { params: { board: 'a/b?c' }, query: { after: undefined, limit: 5 } });
		expect(page.threads).toEqual([]);
		expect(fetch.mock.calls[0]?.[0]).toBe('/api/boards/a%2Fb%3Fc?limit=5');
		expect(fetch.mock.calls[0]?.[1]).toMatchObject({
			method: 'GET',
			headers: { 'Accept-Language': 'zh-Hant' },
			credentials: 'same-origin'
		});
		expect(fetch.mock.calls[0]?.[1]?.body).toBeUndefined();
	});

	it('sends a body as JSON', async () => {
		const { api, fetch } = server(200, '{"seq":1}');
		await api.post('/api/posts', { body: { thread: id, client_id: id, body: '你好' } });
		expect(fetch.mock.calls[0]?.[1]).toMatchObject({
			method: 'POST',
			headers: { 'Content-Type': 'application/json' },
			body: JSON.stringify({ thread: id, client_id: id, body: '你好' })
		});
	});

	it('throws the problem that the server says', async () => {
		const said = { type: 'about:blank', title: '請稍候', status: 429, code: 'rate.posts', retry_after: 3 };
		const { api } = server(429, JSON.stringify(said));
		expect(await problem(api.get('/api/boards'))).toEqual(said);
	});

	it('is not confused by what is no answer of the server', async () => {
		expect((await problem(server(502, '<html>Bad Gateway</html>').api.get('/api/boards'))).code).toBe('unavailable');
		expect((await problem(server(404, '{}').api.get('/api/boards'))).status).toBe(404);
		expect((await problem(server(200, '{"boards": [').api.get('/api/boards'))).code).toBe('internal');
	});

	it('says that the connection broke, and lets an abort be an abort', async () => {
		const broken = makeApi(() => 'en', () => Promise.reject(new TypeError('Failed to fetch')));
		expect((await problem(broken.get('/api/boards'))).code).toBe('disconnected');

		const stop = new AbortController();
		const stopped = makeApi(() => 'en', async (_, init) => {
			init?.signal?.throwIfAborted();
			return new Response('{}');
		});
		stop.abort();
		await expect(stopped.get('/api/boards', { signal: stop.signal })).rejects.toThrow(/abort/i);
	});

	it('takes only what the description allows', () => {
		const { api } = server(200, '{}');
		// @ts-expect-error there is no such address
		void api.get('/api/nothing');
		// @ts-expect-error the board is missing
		void api.get('/api/boards/{board}');
		// @ts-expect-error a board cannot be posted to
		void api.post('/api/boards', {}).catch(() => undefined);
	});
});
