import type { components } from '$lib/api';

// What the forum reads and writes, by the server's own description.
type Schemas = components['schemas'];
export type Board = Schemas['Board'];
export type BoardPage = Schemas['BoardPage'];
export type Thread = Schemas['Thread'];
export type ThreadPage = Schemas['ThreadPage'];
export type Post = Schemas['Post'];
export type PostHistory = Schemas['PostHistory'];

/** The longest text and title, in code points; the server's wire.CreatePost and forum.MaxTitle. */
export const maxBody = 20_000;
export const maxTitle = 200;

/** The value of `lang` for a text: none where it is in both languages, or nobody knows. */
export function langOf(language: string): string | undefined {
	return language === 'mixed' || language === 'und' || language === '' ? undefined : language;
}

/** Whether a reader has something to read here; a visitor has no marks. */
export function unreadKind(thread: Thread, isMember: boolean): 'new' | 'unread' | undefined {
	if (!isMember) return undefined;
	if (thread.read_seq === undefined) return 'new';
	return thread.last_post_seq > thread.read_seq ? 'unread' : undefined;
}
