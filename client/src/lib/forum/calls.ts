import { api } from '$lib/api';
import type { Clause } from '$lib/moderation/shapes';

/** A text as it would be shown, made safe by the server. */
export const preview = async (markdown: string): Promise<string> =>
	(await api.post('/api/preview', { body: { body: markdown } })).html;

/** Shows what waits for approval: in public by a moderator's deed, elsewhere by those who keep the place. */
export const approve = (post: string, isPublic: boolean): Promise<unknown> =>
	isPublic
		? api.post('/api/posts/{post}/deed', { params: { post }, body: { kind: 'approve' } })
		: api.post('/api/posts/{post}/approve', { params: { post } });

/** Hides what was said in a class, or between two schools, for those who keep it. Its author is told why. */
export const hide = (post: string, clause: Clause, reason: string): Promise<unknown> =>
	api.post('/api/posts/{post}/hide', { params: { post }, body: { clause, reason: reason || undefined } });
