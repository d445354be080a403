import { api } from '$lib/api';
import { problemOf } from '../session/problem';
import type { Session } from '../session/session';
import type { Opened } from '../session/topics';
import type { Problem, TopicSignal } from '../session/wire';
import { BoardTopic } from './boardTopic';
import type { BoardPage } from './shapes';
import { append, heard, noRows, read, reveal, type ThreadRows } from './threadRows';

/** What was shown when a board was left: coming back finds it at once, and at the same place. */
const left = new Map<string, { page: BoardPage; rows: ThreadRows }>();
const mostLeft = 10;

/** An open board page. */
export class BoardView {
	readonly slug: string;
	page = $state.raw<BoardPage>();
	rows = $state.raw<ThreadRows>(noRows);
	problem = $state.raw<Problem>();
	isLoadingMore = $state(false);

	#session: Session;
	#opened: Opened<BoardTopic> | undefined;
	#leave: (() => void)[];
	#isClosed = false;

	constructor(slug: string, session: Session) {
		this.slug = slug;
		this.#session = session;
		this.#leave = [
			session.ownSignals.add((signal) => this.#heardSignal(signal)),
			session.personChanged.add(() => {
				this.page = undefined;
				void this.load();
			})
		];
		const before = left.get(this.#key);
		if (before) [this.page, this.rows] = [before.page, before.rows];
		void this.load();
	}

	/** Reads the first page. */
	async load(): Promise<void> {
		this.problem = undefined;
		try {
			const page = await api.get('/api/boards/{board}', { params: { board: this.slug } });
			if (!this.#isClosed) this.#take(page);
		} catch (thrown) {
			if (!this.page) this.problem = problemOf(thrown);
		}
	}

	async more(): Promise<void> {
		if (!this.page?.next) return;
		this.isLoadingMore = true;
		try {
			const next = await api.get('/api/boards/{board}', { params: { board: this.slug }, query: { after: this.page.next } });
			this.rows = append(this.rows, next.threads);
			this.page = { ...this.page, next: next.next };
		} finally {
			this.isLoadingMore = false;
		}
	}

	/** Shows what has begun since. */
	reveal(): void {
		this.rows = reveal(this.rows);
	}

	close(): void {
		this.#isClosed = true;
		for (const leave of this.#leave) leave();
		this.#opened?.close();
		if (!this.page) return;
		left.delete(this.#key);
		left.set(this.#key, { page: this.page, rows: reveal(this.rows) });
		if (left.size > mostLeft) left.delete([...left.keys()][0]!);
	}

	get #key(): string {
		return `${this.#session.person?.id ?? ''} ${this.slug}`;
	}

	#take(page: BoardPage): void {
		if (this.page) {
			this.rows = heard(this.rows, page.threads);
			this.page = { ...page, next: this.page.next };
		} else {
			this.rows = { shown: page.threads, waiting: [] };
			this.page = page;
		}
		this.#follow(page.board.id);
	}

	#follow(board: string): void {
		if (this.#opened) return;
		this.#opened = this.#session.topics.open(`board:${board}`, () => new BoardTopic());
		const topic = this.#opened.follower;
		this.#leave.push(
			topic.pages.add((page) => this.#take(page)),
			topic.created.add((thread) => this.#take({ ...this.page!, threads: [thread] }))
		);
	}

	#heardSignal({ signal, data }: TopicSignal): void {
		const mark = data as { thread?: string; seq?: number } | undefined;
		if (signal === 'read' && mark?.thread && mark.seq !== undefined) this.rows = read(this.rows, mark.thread, mark.seq);
	}
}
