// Rows for tests, said as briefly as can be.

import type { Person, Post } from '../session/wire';
import type { PostRow } from '../state/postList';

export const maya: Person = { id: 'maya', name: 'Maya', role: 'student', school: 'columbus' };
export const xiaoyu: Person = { id: 'xiaoyu', name: '小雨', role: 'student', school: 'hefei' };

/** A stored row; `at` is RFC 3339. */
export function said(seq: number, author: Person, at = '2026-11-23T12:00:00Z', more: Partial<Post> = {}): PostRow {
	const id = `p${seq}`;
	const post: Post = {
		...{ id, thread: 'chat', seq, author, body: id, html: `<p>${id}</p>`, language: 'en', state: 'visible', revision: 1 },
		...{ reply_count: 0, created_at: at },
		...more
	};
	return { key: id, state: 'stored', post, author, created_at: at, replies: 0 };
}

/** A row that Maya is sending; `at` is RFC 3339, by her device's clock. */
export function sending(key: string, at: string, parent?: string): PostRow {
	const entry = { key, person: maya.id, kind: 'post.create' as const, createdAt: Date.parse(at), state: 'sending' as const, faults: 0 };
	return { key, state: 'sending', entry: { ...entry, input: { thread: 'chat', client_id: key, body: key, parent } }, replies: 0 };
}
