// Posts that wait for approval: their author sees them, and so do those who keep the place; nobody else knows of them.

import { SvelteMap, SvelteSet } from 'svelte/reactivity';
import { api } from '$lib/api';
import type { PostRow } from '../state/postList';

/** What is shown of a post that waits. */
export interface HeldText {
	body: string;
	html: string;
	language: string;
	revision: number;
	/** Why it waits: first_posts, filter, report, media. */
	heldFor?: string;
	/** Kinds of what the filter found. */
	found?: string[];
	/** It is the reader's own, and nobody else could approve it. */
	isAlone?: boolean;
}

/** Whether a row is there for a reader: what waits for approval is not, for others. */
export const isForReader = (row: PostRow, reader: string | undefined, mayKeep: boolean): boolean =>
	row.post?.state !== 'held' || mayKeep || (reader !== undefined && row.author?.id === reader);

/** The texts of what waits, read from the server as they are shown. Reactive. */
export class HeldTexts {
	#texts = new SvelteMap<string, HeldText>();
	#authors = new SvelteMap<string, string>();
	#failed = new SvelteSet<string>();
	#asked = new Set<string>();

	text(post: string): HeldText | undefined {
		return this.#texts.get(post);
	}

	/** Who wrote it, by name; known to those who keep the place. */
	author(post: string): string | undefined {
		return this.#authors.get(post);
	}

	hasFailed(post: string): boolean {
		return this.#failed.has(post);
	}

	/** Reads a text, once. `mayKeep`: as one who keeps the place. Never rejects. */
	async read(post: string, mayKeep: boolean): Promise<void> {
		if (this.#asked.has(post)) return;
		this.#asked.add(post);
		const params = { post };
		try {
			const evidence = mayKeep ? await api.get('/api/posts/{post}/evidence', { params }) : undefined;
			const own = evidence ? undefined : await api.get('/api/posts/{post}', { params });
			const { body, html, language, revision, author } = evidence?.post ?? own!;
			this.#texts.set(post, { body, html, language, revision, heldFor: evidence?.held_for ?? own?.held_for, found: evidence?.found ?? own?.found, isAlone: evidence?.alone });
			this.#authors.set(post, author.name);
			this.#failed.delete(post);
		} catch {
			this.#asked.delete(post);
			this.#failed.add(post);
		}
	}
}
