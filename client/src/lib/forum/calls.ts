import { api } from '$lib/api';

/** A text as it would be shown, made safe by the server. */
export const preview = async (markdown: string): Promise<string> =>
	(await api.post('/api/preview', { body: { body: markdown } })).html;

/** Shows what waits for approval: in public by a moderator's deed, elsewhere by those who keep the place. */
export const approve = (post: string, isPublic: boolean): Promise<unknown> =>
	isPublic
		? api.post('/api/posts/{post}/deed', { params: { post }, body: { kind: 'approve' } })
		: api.post('/api/posts/{post}/approve', { params: { post } });
