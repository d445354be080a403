// What the parts of a class's page share: the chat, made reactive, and what the reader is doing in it.

import { goto } from '$app/navigation';
import { page } from '$app/state';
import type { Written } from '$lib/composer/Composer.svelte';
import { api } from '$lib/api';
import type { Clause } from '$lib/moderation/shapes';
import { session, watched } from '$lib/session/session.svelte';
import { toast } from '$lib/ui/toasts.svelte';
import { TypingOut } from '../session/typing';
import type { Person, Post, PostGone } from '../session/wire';
import type { PostRow } from '../state/postList';
import { classTopic, type ClassChat } from './classChat';
import { sentence } from './problemText';
import { countReplies, rootOf } from './replies';
import { HeldTexts, isForReader } from '../supervision/held.svelte';
import { Standing } from './standing.svelte';

declare global {
	namespace App {
		interface PageState {
			/** The panel was opened from the page below it, to which “back” returns. */
			isPanel?: boolean;
		}
	}
}

/** What is asked for once more before it is done. */
export interface Confirmation {
	what: 'delete' | 'hide';
	post: Pick<Post | PostGone, 'id'>;
}

export class Room {
	readonly id: string;
	readonly chat: ClassChat;
	/** How the reader stands here: whether they may write now, and why not. */
	readonly standing: Standing;
	/** The texts of messages that wait for approval, as far as they are the reader's to see. */
	readonly held = new HeldTexts();
	/** The message being edited. */
	editing = $state<string>();
	/** The message of a student that a teacher is correcting. */
	correcting = $state<string>();
	/** The message whose menu is open, and the button that opened it. */
	menu = $state.raw<{ row: PostRow; button: HTMLElement; isInThread: boolean }>();
	confirming = $state.raw<Confirmation>();
	/** Counts the reader's own sends: the log follows them. */
	sends = $state(0);
	/** The message that the reader asked to see. */
	sought = $state<string>();

	#all: () => PostRow[];
	#rows = $derived.by(() => this.#all().filter((row) => isForReader(row, this.self, this.mayKeep)));
	#info: () => ClassChat['info'];
	#present: () => Person[];
	#typing: () => string[];
	#typingOut: TypingOut;
	#replies = $derived.by(() => countReplies(this.rows));

	constructor(id: string, chat: ClassChat) {
		this.id = id;
		this.chat = chat;
		this.#all = watched(chat.changed, () => chat.rows);
		this.standing = new Standing(id, chat, session());
		this.#info = watched(chat.changed, () => chat.info);
		this.#present = watched(chat.presence.changed, () => chat.presence.people);
		this.#typing = watched(chat.typing.changed, () => chat.typing.people);
		const { connection, clock } = session();
		this.#typingOut = new TypingOut(clock, () => connection.signal(classTopic(id), 'typing', {}));
	}

	/** Without what waits for approval and is not the reader's to see. */
	get rows(): PostRow[] {
		return this.#rows;
	}

	get info(): ClassChat['info'] {
		return this.#info();
	}

	get present(): Person[] {
		return this.#present();
	}

	/** Names of those who are writing now. */
	get writing(): string[] {
		return this.#typing().flatMap((id) => this.chat.member(id)?.name ?? []);
	}

	get self(): string | undefined {
		return session().person?.id;
	}

	get mayWrite(): boolean {
		return this.standing.value?.may_write ?? this.info?.may.includes('post.create') ?? false;
	}

	/** Teachers and their assistants keep the chat: they approve, hide and restore. */
	get mayKeep(): boolean {
		return this.info?.may.includes('thread.keep') ?? false;
	}

	/** Teachers lock and unlock; their assistants do not. */
	get mayLock(): boolean {
		return this.info?.class.role === 'teacher' && !this.info.class.over;
	}

	/** Teachers correct what students write. */
	get mayCorrect(): boolean {
		return this.info?.class.role === 'teacher' && this.mayKeep;
	}

	repliesTo(post: string): number {
		return this.#replies.get(post) ?? 0;
	}

	row(post: string): PostRow | undefined {
		return this.rows.find((row) => row.post?.id === post);
	}

	/** The page is left. */
	end(): void {
		this.standing.end();
	}

	typed(): void {
		this.#typingOut.typed();
	}

	/** Resolves when the text is safe on this device. */
	async send({ text, language }: Written, parent?: string): Promise<void> {
		const thread = this.info?.class.chat.id;
		if (!thread) throw new Error('class: nothing is known of the chat yet');
		this.#typingOut.sent();
		this.sends++;
		await session().outbox.send({ thread, parent, body: text, language });
	}

	async edit(post: Post, { text, language }: Written): Promise<void> {
		const isDone = await this.#do(() => session().connection.call('post.edit', { post: post.id, revision: post.revision, body: text, language }));
		if (!isDone) throw new Error('class: the edit was refused');
		this.editing = undefined;
	}

	remove = (post: string): Promise<boolean> => this.#do(() => session().connection.call('post.delete', { post }));
	hide = (post: string, clause: Clause, reason: string): Promise<boolean> => this.#decide('hide', post, { clause, reason: reason || undefined });
	restore = (post: string): Promise<boolean> => this.#decide('restore', post);
	approve = (post: string): Promise<boolean> => this.#decide('approve', post);

	async correct(post: Post, { text }: Written): Promise<void> {
		const isDone = await this.#do(() =>
			api.put('/api/posts/{post}/correction', { params: { post: post.id }, body: { revision: post.revision, body: text } })
		);
		if (!isDone) throw new Error('class: the correction was refused');
		this.correcting = undefined;
	}

	/** Lets somebody read, and not write, for a while. */
	mute = (person: string, length: '10m' | '1h' | 'today' | 'until_unmuted' | 'none'): Promise<boolean> =>
		this.#do(() => api.put('/api/classes/{class}/members/{person}/mute', { params: { class: this.id, person }, body: { for: length } }));

	/** Lets the students write again. */
	unlock = (): Promise<boolean> => this.#do(() => api.patch('/api/classes/{class}/keeping', { params: { class: this.id }, body: { locked: false } }));

	#decide(deed: 'approve' | 'hide' | 'restore', post: string, why: { clause?: Clause; reason?: string } = {}): Promise<boolean> {
		return this.#do(() => api.post('/api/classes/{class}/decisions', { params: { class: this.id }, body: { posts: [post], deed, ...why } }));
	}

	/** Opens the thread to which a message belongs, beside the chat. */
	async openThread(post: string): Promise<void> {
		await this.#open(`?thread=${rootOf(this.rows, post)}`);
	}

	async openPeople(): Promise<void> {
		await this.#open('?people');
	}

	async closePanel(): Promise<void> {
		if (page.state.isPanel) history.back();
		else await goto(page.url.pathname, { replaceState: true, noScroll: true, keepFocus: true });
	}

	async #open(query: string): Promise<void> {
		const isOpen = page.url.search !== '';
		await goto(page.url.pathname + query, {
			replaceState: isOpen,
			noScroll: true,
			keepFocus: true,
			state: { isPanel: isOpen ? page.state.isPanel : true }
		});
	}

	async #do(work: () => Promise<unknown>): Promise<boolean> {
		try {
			await work();
			return true;
		} catch (thrown) {
			toast(sentence(thrown), { kind: 'error' });
			return false;
		}
	}
}
