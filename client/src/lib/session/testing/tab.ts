import { IDBFactory } from 'fake-indexeddb';
import { Session } from '../session';
import { MemoryStorage, openStorage, type Storage } from '../storage';
import type { Exclusively, TabChannel } from '../tabs';
import type { Person } from '../wire';
import { ThreadPosts } from '../../state/thread';
import { FakeClock, settled } from './fake-clock';
import type { FakeServer } from './fake-server';

export const mei: Person = { id: '00000000-0000-4000-8000-00000000000a', name: 'Mei', role: 'student' };
export const tom: Person = { id: '00000000-0000-4000-8000-00000000000b', name: 'Tom', role: 'student' };
export const thread = '00000000-0000-4000-8000-0000000000ff';

/** A browser: tabs come and go, its storage, locks and channel stay. */
export class FakeBrowser {
	readonly indexedDB: IDBFactory | undefined = new IDBFactory();
	readonly clock = new FakeClock();
	random = 0.5;
	hasNetwork = true;
	/** Tabs do not hear each other. */
	isDeaf = false;
	#channels = new Set<TabChannel>();
	#locks = new Map<string, Promise<void>>();
	#server: FakeServer;
	#isFull = false;

	constructor(server: FakeServer, hasStorage = true) {
		this.#server = server;
		if (!hasStorage) this.indexedDB = undefined;
	}

	async tab(person: Person | undefined = this.#server.person): Promise<Tab> {
		const session = new Session({
			open: this.#server.open,
			language: () => 'zh-Hans',
			hasNetwork: () => this.hasNetwork,
			storage: this.#full(this.indexedDB ? await openStorage(this.indexedDB) : new MemoryStorage()),
			person,
			clock: this.clock,
			random: () => this.random,
			channel: this.#channel(),
			exclusively: this.#exclusively
		});
		await settled();
		return new Tab(session);
	}

	/** The disk is full from now on. */
	refuse(): void {
		this.#isFull = true;
	}

	#full(storage: Storage): Storage {
		const put = storage.put.bind(storage);
		storage.put = (table, row) => (this.#isFull ? Promise.reject(new Error('quota')) : put(table, row));
		return storage;
	}

	#channel(): TabChannel {
		const channels = this.#channels;
		const channel: TabChannel = {
			tell: (message) => {
				if (this.isDeaf) return;
				const copy = structuredClone(message);
				for (const other of channels) if (other !== channel) setImmediate(() => other.onMessage(copy));
			},
			onMessage() {},
			close: () => channels.delete(channel)
		};
		channels.add(channel);
		return channel;
	}

	#exclusively: Exclusively = async (name, work) => {
		const before = this.#locks.get(name) ?? Promise.resolve();
		const mine = before.then(work);
		this.#locks.set(name, mine.catch(() => {}));
		await mine;
	};
}

/** A page with a thread open. */
export class Tab {
	readonly session: Session;

	constructor(session: Session) {
		this.session = session;
	}

	openThread() {
		const { topics, outbox } = this.session;
		return topics.open(`thread:${thread}`, () => new ThreadPosts(thread, outbox, 'chat'));
	}

	say(body: string) {
		return this.session.outbox.send({ thread, body });
	}

	/** As a browser does it: nothing is said to anybody. */
	close(): void {
		this.session.end();
	}
}

/** What a reader sees, one line a post. */
export const lines = (posts: ThreadPosts): string[] =>
	posts.rows.map(({ post, entry, state }) => {
		const body = post ? ('body' in post && post.state === 'visible' ? post.body : `(${post.state})`) : entry?.input.body;
		return state === 'stored' ? `${body}` : `${body} [${state}]`;
	});
