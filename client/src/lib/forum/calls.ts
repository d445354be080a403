import { api } from '$lib/api';

/** A text as it would be shown, made safe by the server. */
export const preview = async (markdown: string): Promise<string> =>
	(await api.post('/api/preview', { body: { body: markdown } })).html;

/** Takes a post out of readers' sight, or shows it again; for those who keep the board. */
export const setHidden = (post: string, hidden: boolean): Promise<unknown> =>
	api.post(hidden ? '/api/posts/{post}/hide' : '/api/posts/{post}/restore', { params: { post } });
