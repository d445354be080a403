import type { Socket } from '../line';
import type { CreatePost, Person, Post, Problem, TopicEvent } from '../wire';

/** What befalls a command: `lose` it, `cut` the line before it is carried out or after, or refuse it. */
export type Fault = 'lose' | 'cut before' | 'cut after' | Problem | undefined;

interface Frame {
	id?: string;
	do: string;
	in: Record<string, unknown>;
}

export const problem = (status: number, code: string, retry_after?: number): Problem => ({
	type: 'about:blank',
	status,
	code,
	title: code,
	retry_after
});

/** A server in a page's memory that speaks the protocol, with one thread's posts per topic `thread:<id>`. */
export class FakeServer {
	epoch = 'epoch-1';
	isDown = false;
	/** Takes connections and says nothing. */
	isMute = false;
	/** Who the cookie says is there, for connections opened from now on. */
	person: Person | undefined;
	now = '2026-03-01T08:00:05Z';
	/** Resumes from before this number are answered with a reset. */
	oldest = 0;
	/** How many posts a snapshot holds. */
	snapshotSize = 50;
	fault: (frame: Frame) => Fault = () => undefined;
	readonly sockets: FakeSocket[] = [];
	/** Every command that was received, of all connections. */
	readonly received: Frame[] = [];
	readonly logs = new Map<string, TopicEvent[]>();
	readonly posts = new Map<string, Post>();

	open = (): Socket => {
		const socket = new FakeSocket(this);
		this.sockets.push(socket);
		queueMicrotask(() => (this.isDown ? socket.end(1006, '') : socket.onopen?.(undefined as never)));
		return socket;
	};

	get live(): FakeSocket[] {
		return this.sockets.filter(({ isOver }) => !isOver);
	}

	sent(name: string): Frame[] {
		return this.received.filter((frame) => frame.do === name);
	}

	log(topic: string): TopicEvent[] {
		let log = this.logs.get(topic);
		if (!log) this.logs.set(topic, (log = []));
		return log;
	}

	append(topic: string, event: string, data: (seq: number) => unknown): TopicEvent {
		const log = this.log(topic);
		const entry = { topic, seq: log.length + 1, event, at: this.now, data: data(log.length + 1) };
		log.push(entry);
		for (const socket of this.live) if (socket.topics.has(topic)) socket.frame(entry);
		return entry;
	}

	/** Somebody posts. */
	post(author: Person, thread: string, body: string, client_id: string = crypto.randomUUID(), parent?: string): Post {
		const known = [...this.posts.values()].find((p) => p.author.id === author.id && p.client_id === client_id);
		if (known) return known;
		let post!: Post;
		this.append(`thread:${thread}`, 'post.created', (seq) => {
			post = {
				id: crypto.randomUUID(),
				...{ thread, seq, parent, author, client_id, body, html: `<p>${body}</p>`, language: 'en' },
				...{ state: 'visible', revision: 1, reply_count: 0, created_at: this.now }
			};
			this.posts.set(post.id, post);
			return post;
		});
		return post;
	}

	/** Ends all connections. */
	cut(code = 1006, reason = ''): void {
		for (const socket of this.live) socket.end(code, reason);
	}

	receive(socket: FakeSocket, text: string): void {
		const frame = JSON.parse(text) as Frame;
		this.received.push(frame);
		if (this.isMute) return;
		const fault = this.fault(frame);
		if (fault === 'lose') return;
		if (fault === 'cut before') return socket.end(1006, '');
		if (typeof fault === 'object') return socket.frame({ id: frame.id, error: fault });
		if (fault === 'cut after') socket.topics.clear(); // neither the answer nor the event comes through
		const answer = this.#carryOut(socket, frame);
		if (fault === 'cut after') return socket.end(1006, '');
		if (frame.id) socket.frame({ id: frame.id, ...answer.result });
		answer.then?.();
	}

	#carryOut(socket: FakeSocket, frame: Frame): { result: { ok: unknown } | { error: Problem }; then?: () => void } {
		switch (frame.do) {
			case 'hello':
				return { result: { ok: this.#welcome() } };
			case 'subscribe':
				return this.#subscribe(socket, frame.in as { topic: string; since?: number; epoch?: string });
			case 'unsubscribe':
				socket.topics.delete(frame.in.topic as string);
				return { result: { ok: {} } };
			case 'post.create': {
				if (!socket.person) return { result: { error: problem(401, 'unauthenticated') } };
				const { thread, body, client_id, parent } = frame.in as unknown as CreatePost;
				const post = this.post(socket.person, thread, body, client_id, parent);
				if (post.body !== body) return { result: { error: problem(409, 'conflict') } };
				const { id, seq, created_at } = post;
				return { result: { ok: { id, client_id, thread, seq, created_at } } };
			}
			default:
				return { result: { ok: {} } };
		}
	}

	#welcome() {
		const limits = { heartbeat_seconds: 20, max_frame_bytes: 65536, max_subscriptions: 200 };
		return { protocol: 1, node: 'fake', now: this.now, epoch: this.epoch, ...limits };
	}

	#subscribe(socket: FakeSocket, { topic, since, epoch }: { topic: string; since?: number; epoch?: string }) {
		const log = this.log(topic);
		const seq = log.length;
		if (topic.startsWith('person:') && topic !== `person:${socket.person?.id}`) {
			return { result: { error: socket.person ? problem(403, 'forbidden') : problem(401, 'unauthenticated') } };
		}
		socket.topics.add(topic);
		const reset =
			since === undefined ? undefined : epoch !== this.epoch ? 'epoch' : since > seq ? 'ahead' : since < this.oldest ? 'too_old' : undefined;
		if (since !== undefined && !reset) {
			const missed = log.slice(since);
			const then = () => missed.forEach((event) => socket.frame(event));
			return { result: { ok: { topic, epoch: this.epoch, seq: since } }, then };
		}
		const all = [...this.posts.values()].filter((post) => `thread:${post.thread}` === topic);
		const posts = all.slice(-this.snapshotSize);
		const snapshot = { posts, earlier: posts.length < all.length };
		return { result: { ok: { topic, epoch: this.epoch, seq, reset, snapshot } } };
	}
}

export class FakeSocket implements Socket {
	onopen: Socket['onopen'] = null;
	onmessage: Socket['onmessage'] = null;
	onclose: Socket['onclose'] = null;
	readonly topics = new Set<string>();
	readonly person: Person | undefined;
	isOver = false;
	#server: FakeServer;
	#line: (() => void)[] = [];

	constructor(server: FakeServer) {
		this.#server = server;
		this.person = server.person;
	}

	send(text: string): void {
		if (!this.isOver) this.#later(() => this.#server.receive(this, text));
	}

	/** The client hangs up. */
	close(): void {
		this.isOver = true;
	}

	/** The server says something. */
	frame(frame: unknown): void {
		if (this.isOver) return;
		const data = JSON.stringify(frame);
		this.#later(() => this.onmessage?.({ data }));
	}

	/** The line ends; what was said before still arrives. */
	end(code: number, reason: string): void {
		if (this.isOver) return;
		this.isOver = true;
		this.#later(() => this.onclose?.({ code, reason }));
	}

	/** In order, and each in a turn of its own as in a browser. */
	#later(f: () => void): void {
		this.#line.push(f);
		if (this.#line.length > 1) return;
		const next = () => {
			this.#line[0]?.();
			this.#line.shift();
			if (this.#line.length > 0) setImmediate(next);
		};
		setImmediate(next);
	}
}
