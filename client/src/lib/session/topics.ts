// The topics that this tab follows, over whatever connection there is.

import type { Listeners } from './listeners';
import { Topic, type Follower, type TopicDeps, type TopicRow } from './topic';

export type { Follower, Position } from './topic';

/** A follower in use. */
export interface Opened<F extends Follower> {
	follower: F;
	/** Tries again after `onClosed`. */
	reopen(): void;
	/** Ends this use; the last one ends the subscription. May be called twice. */
	close(): void;
}

interface Used {
	topic: Topic;
	follower: Follower;
	uses: number;
}

/** Topics kept on the device, of one person; the least recently changed go first. */
const keptTopics = 60;

export class Topics {
	#deps: TopicDeps;
	#person: string;
	#used = new Map<string, Used>();
	#leave: (() => void)[];

	constructor(deps: TopicDeps, person: string) {
		this.#deps = deps;
		this.#person = person;
		const { connection } = deps;
		const listen = <T>(to: Listeners<T>, f: (value: T) => void) => to.add(f);
		this.#leave = [
			listen(connection.opened, () => this.#each((topic) => topic.ask())),
			listen(connection.broken, () => this.#each((topic) => topic.away())),
			listen(connection.events, (event) => this.#find(event.topic)?.event(event)),
			listen(connection.signals, (signal) => this.#find(signal.topic)?.signal(signal)),
			listen(connection.closings, ({ topic, closed }) => this.#find(topic)?.closed(closed))
		];
		void this.#prune();
	}

	/** Follows a topic. `make` is called only when nobody has it open yet: everyone who opens it shares one follower. */
	open<F extends Follower>(name: string, make: () => F): Opened<F> {
		let used = this.#used.get(name);
		if (!used) {
			const follower = make();
			used = { topic: new Topic(name, follower, this.#deps, this.#person), follower, uses: 0 };
			this.#used.set(name, used);
		}
		used.uses++;
		const mine = used;
		let isOpen = true;
		return {
			follower: mine.follower as F,
			reopen: () => mine.topic.reopen(),
			close: () => {
				if (!isOpen) return;
				isOpen = false;
				if (--mine.uses > 0) return;
				this.#used.delete(name);
				mine.topic.end();
			}
		};
	}

	/** Somebody else reads now, or nobody: what the last one saw leaves the page and the device. */
	async changeReader(person: string): Promise<void> {
		const last = this.#person;
		if (person === last) return;
		this.#person = person;
		this.#each((topic) => topic.changeReader(person));
		await this.forget(last);
	}

	/** Takes a person's topics off the device. */
	async forget(person: string): Promise<void> {
		const rows = await this.#rows(person);
		await this.#deps.storage.remove('topics', rows.map((row) => row.key)).catch(() => {});
	}

	/** Ends everything; for tests and for a page that is taken down. */
	end(): void {
		for (const leave of this.#leave) leave();
		this.#each((topic) => topic.end());
		this.#used.clear();
	}

	#find(name: string): Topic | undefined {
		return this.#used.get(name)?.topic;
	}

	#each(f: (topic: Topic) => void): void {
		for (const { topic } of [...this.#used.values()]) f(topic);
	}

	async #rows(person: string): Promise<TopicRow[]> {
		return this.#deps.storage.of<TopicRow>('topics', person).catch(() => []);
	}

	async #prune(): Promise<void> {
		const rows = await this.#rows(this.#person);
		const old = rows.sort((a, b) => b.savedAt - a.savedAt).slice(keptTopics);
		if (old.length > 0) await this.#deps.storage.remove('topics', old.map((row) => row.key)).catch(() => {});
	}
}
