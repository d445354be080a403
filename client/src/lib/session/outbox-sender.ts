import { backoff } from './backoff';
import type { Clock, Random } from './clock';
import type { Connection } from './connection';
import type { Outbox } from './outbox';
import { afterRefusal, type OutboxEntry } from './outbox-entry';
import { problemOf } from './problem';
import type { Exclusively } from './tabs';

export interface OutboxSenderDeps {
	outbox: Outbox;
	connection: Connection;
	/** Whom the server has recognised on the present connection. */
	recognised: () => string | undefined;
	exclusively: Exclusively;
	clock: Clock;
	random: Random;
}

/**
 * Brings entries to the server: in one tab at a time, in order within a thread, threads beside each other, and only
 * over a connection that belongs to the person who wrote them.
 */
export class OutboxSender {
	#deps: OutboxSenderDeps;
	#isRunning = false;
	#wake = () => {};
	#active = new Map<string, Promise<void>>();
	/** Threads that wait after a passing refusal, and how many came in a row; `isAsked`: the server named the wait. */
	#resting = new Map<string, { times: number; isAsked: boolean; isOver: boolean }>();
	/** The server does not know who we are; nothing is sent until it says so again. */
	#isHalted = false;

	constructor(deps: OutboxSenderDeps) {
		this.#deps = deps;
		deps.outbox.filled.add(() => this.#kick());
	}

	/** The server has recognised somebody on a new connection. */
	begin(): void {
		this.#isHalted = false;
		// A new connection is a reason for a new try, unless the server asked for a rest.
		for (const [thread, rest] of this.#resting) if (!rest.isAsked) this.#resting.delete(thread);
		this.#kick();
	}

	#kick(): void {
		this.#wake();
		if (this.#isRunning || !this.#mayRun() || this.#due().length === 0) return;
		this.#isRunning = true;
		void this.#deps
			.exclusively(`tongchuang-outbox-${this.#deps.outbox.person}`, () => this.#run())
			.catch(() => {})
			.finally(() => {
				this.#isRunning = false;
				// What came while the lock was given back.
				if (this.#mayRun() && this.#due().length > 0) this.#kick();
			});
	}

	async #run(): Promise<void> {
		// Another tab may have sent some of it while this one waited for its turn.
		await this.#deps.outbox.refresh();
		for (;;) {
			const woken = new Promise<void>((resolve) => (this.#wake = resolve));
			if (this.#mayRun()) for (const thread of this.#due()) this.#start(thread);
			if (this.#active.size === 0) return;
			await Promise.race([woken, ...this.#active.values()]);
		}
	}

	#start(thread: string): void {
		this.#active.set(
			thread,
			this.#send(thread).finally(() => this.#active.delete(thread))
		);
	}

	/** Sends a thread's entries one after the other until none is left or one has to wait. */
	async #send(thread: string): Promise<void> {
		const { outbox, connection } = this.#deps;
		while (this.#mayRun()) {
			const entry = outbox.entries(thread).find(isSending);
			if (!entry) return;
			try {
				const stored = await connection.call('post.create', entry.input);
				this.#resting.delete(thread);
				await outbox.acknowledge(entry.key, stored);
			} catch (thrown) {
				const problem = problemOf(thrown);
				if (problem.code === 'disconnected') return;
				switch (afterRefusal(entry, problem)) {
					case 'fail':
						await outbox.fail(entry.key, problem);
						break;
					case 'halt':
						this.#isHalted = true;
						return;
					case 'wait':
						if (problem.status >= 500 && problem.status !== 503) await outbox.noteFault(entry.key);
						return this.#rest(thread, (problem.retry_after ?? 0) * 1000);
				}
			}
		}
	}

	#rest(thread: string, atLeast: number): void {
		const rest = { times: (this.#resting.get(thread)?.times ?? 0) + 1, isAsked: atLeast > 0, isOver: false };
		this.#resting.set(thread, rest);
		this.#deps.clock.after(backoff(rest.times - 1, this.#deps.random, atLeast), () => {
			rest.isOver = true;
			this.#kick();
		});
	}

	/** The check that keeps one person's words out of another's mouth; it stands before every single send. */
	#mayRun(): boolean {
		const { outbox, connection } = this.#deps;
		const recognised = connection.isOpen ? this.#deps.recognised() : undefined;
		return recognised !== undefined && recognised === outbox.person && !this.#isHalted;
	}

	/** Threads with something to send that are neither being sent nor resting. */
	#due(): string[] {
		const threads = new Set(this.#deps.outbox.entries().filter(isSending).map((entry) => entry.input.thread));
		return [...threads].filter((thread) => !this.#active.has(thread) && this.#resting.get(thread)?.isOver !== false);
	}
}

const isSending = (entry: OutboxEntry): boolean => entry.state === 'sending';
