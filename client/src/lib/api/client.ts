import { ProblemError, disconnected } from '../session/problem';
import type { components, paths } from './schema';

type Problem = components['schemas']['Problem'];
type Method = 'get' | 'post' | 'put' | 'patch' | 'delete';
type Operation<P extends keyof paths, M extends Method> = paths[P][M];
type With<M extends Method> = { [P in keyof paths]: Operation<P, M> extends undefined ? never : P }[keyof paths];

type Path<O> = O extends { parameters: { path: infer P } } ? { params: P } : { params?: undefined };
type Query<O> = O extends { parameters: { query: infer Q } }
	? { query: Q }
	: O extends { parameters: { query?: infer Q } }
		? { query?: Q }
		: { query?: undefined };
type Body<O> = O extends { requestBody: { content: { 'application/json': infer B } } } ? { body: B } : { body?: undefined };
type Options<O> = Path<O> & Query<O> & Body<O> & { signal?: AbortSignal };
type Rest<O> = object extends Options<O> ? [options?: Options<O>] : [options: Options<O>];
type Answer<O> = O extends { responses: { 200: { content: { 'application/json': infer A } } } } ? A : undefined;
type Call<M extends Method> = <P extends With<M>>(path: P, ...rest: Rest<Operation<P, M>>) => Promise<Answer<Operation<P, M>>>;

export type Api = { [M in Method]: Call<M> };

/**
 * The server's HTTP operations, typed by its own description. A call gives the answer's body, or throws a ProblemError:
 * the server's own, `disconnected` when no answer came, `internal` when it makes no sense. An abort is rethrown.
 * @param language the language in which the sentences of errors are wanted
 */
export function makeApi(language: () => string, fetch: typeof globalThis.fetch = (...a) => globalThis.fetch(...a)): Api {
	const call =
		(method: Method) =>
		async (path: string, options: { params?: object; query?: object; body?: unknown; signal?: AbortSignal } = {}) => {
			const headers: Record<string, string> = { Accept: 'application/json', 'Accept-Language': language() };
			if (options.body !== undefined) headers['Content-Type'] = 'application/json';
			let response: Response;
			let text: string;
			try {
				response = await fetch(address(path, options.params, options.query), {
					method: method.toUpperCase(),
					headers,
					body: options.body === undefined ? undefined : JSON.stringify(options.body),
					signal: options.signal,
					credentials: 'same-origin'
				});
				text = await response.text();
			} catch (thrown) {
				if (options.signal?.aborted) throw thrown;
				throw disconnected();
			}
			const said = parse(text);
			if (!response.ok) throw new ProblemError(isProblem(said) ? said : unexpected(response));
			if (text !== '' && said === undefined) throw new ProblemError(unexpected(response));
			return said;
		};
	// One function serves all paths; only its types differ.
	return { get: call('get'), post: call('post'), put: call('put'), patch: call('patch'), delete: call('delete') } as Api;
}

function address(path: string, params: object = {}, query: object = {}): string {
	const known = new Map(Object.entries(params));
	const filled = path.replace(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(String(known.get(name))));
	const given = Object.entries(query).filter(([, value]) => value !== undefined);
	if (given.length === 0) return filled;
	return `${filled}?${new URLSearchParams(given.map(([name, value]) => [name, String(value)]))}`;
}

function parse(text: string): unknown {
	try {
		return JSON.parse(text);
	} catch {
		return undefined;
	}
}

function isProblem(said: unknown): said is Problem {
	return typeof said === 'object' && said !== null && 'code' in said && 'status' in said && 'title' in said;
}

/** A proxy's error page, or half an answer. Its title is for logs; pages show `error.<code>`. */
function unexpected(response: Response): Problem {
	const code = response.status === 503 || response.status === 502 ? 'unavailable' : 'internal';
	return { type: 'about:blank', code, status: response.ok ? 500 : response.status, title: `Unexpected answer ${response.status}` };
}
