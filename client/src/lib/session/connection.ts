// The one socket of a browser tab: it opens it, comes back after every break, and says when not to. What is said over
// it is Line's, what is followed over it is Topics', what is sent over it for certain is Outbox's.

import { deviceClock, type Clock, type Random } from './clock';
import { comeback, type StopReason } from './comeback';
import { Line, type LineEnd, type Result, type Socket } from './line';
import { Listeners } from './listeners';
import { disconnected } from './problem';
import type { CommandInput, CommandName, CommandOutput, TopicClosed, TopicEvent, TopicSignal, Welcome } from './wire';

/**
 * `connecting`: for the first time; `online`: welcomed; `reconnecting`: broken, coming back by itself; `offline`: the
 * same while the device says that it has no network; `stopped`: not coming back by itself, see `stopReason`.
 */
export type ConnectionState = 'connecting' | 'online' | 'reconnecting' | 'offline' | 'stopped';

export interface ConnectionOptions {
	open: () => Socket;
	/** Language of the server's error messages. */
	language: () => string;
	clock?: Clock;
	random?: Random;
	/** Whether the device believes that it has a network. */
	hasNetwork?: () => boolean;
}

/** After this long online the next break is a new story: waits begin small again. Milliseconds. */
const stable = 10_000;
/** How far a school's tabs are spread that all hear of the network's return in one instant. Milliseconds. */
const networkJitter = 500;
/** How long a line may be silent of which the device says that it has no network: it seldom errs. Milliseconds. */
const patienceWithoutNetwork = 2_000;

export class Connection {
	readonly changed = new Listeners<ConnectionState>();
	/** `hello` is on its way; what is asked now follows it without waiting. */
	readonly opened = new Listeners<void>();
	readonly welcomed = new Listeners<{ welcome: Welcome; roundTrip: number }>();
	readonly broken = new Listeners<void>();
	readonly events = new Listeners<TopicEvent>();
	readonly signals = new Listeners<TopicSignal>();
	readonly closings = new Listeners<TopicClosed>();

	#options: Required<ConnectionOptions>;
	#state: ConnectionState = 'stopped';
	#stopReason: StopReason = 'asked';
	#line: Line | undefined;
	#isOpen = false;
	#welcome: Welcome | undefined;
	#onlineSince = 0;
	#attempt = 0;
	#cancelReturn: (() => void) | undefined;
	#waitsFirmly = false;

	constructor(options: ConnectionOptions) {
		this.#options = { clock: deviceClock, random: Math.random, hasNetwork: () => true, ...options };
	}

	get state(): ConnectionState {
		return this.#state;
	}

	/** Why it is `stopped`. */
	get stopReason(): StopReason {
		return this.#stopReason;
	}

	/** Whether a command asked now goes out now. */
	get isOpen(): boolean {
		return this.#isOpen;
	}

	/** What the server said to the present connection; undefined unless `online`. */
	get welcome(): Welcome | undefined {
		return this.#welcome;
	}

	/** Connects, also after a stop. Does nothing while it runs. */
	start(): void {
		if (this.#state !== 'stopped') return;
		this.#attempt = 0;
		this.#become('connecting');
		this.#connect();
	}

	/** Disconnects and stays away until `start`. */
	stop(): void {
		this.#stop('asked');
		this.#line?.close('leaving');
	}

	/** Disconnects and comes back at once, as whoever the cookie now says. */
	restart(): void {
		this.stop();
		this.start();
	}

	/**
	 * Sends a command. Rejects with ProblemError: the server's refusal, or `disconnected` at once when there is no
	 * connection or it breaks. Nothing is sent again by itself: whether that is harmless is known to the caller alone.
	 */
	call<N extends CommandName>(name: N, input: CommandInput<N>): Promise<CommandOutput<N>> {
		return new Promise((resolve, reject) => {
			this.ask(name, input, (result) => ('ok' in result ? resolve(result.ok) : reject(result.error)));
		});
	}

	/** As `call`; `done` is called before any frame after the answer is read. */
	ask<N extends CommandName>(name: N, input: CommandInput<N>, done: (result: Result<CommandOutput<N>>) => void): void {
		if (this.#line) this.#line.ask(name, input, done);
		else done({ error: disconnected() });
	}

	/** Says something in a topic that is stored nowhere; lost without a connection. */
	signal(topic: string, name: string, data?: unknown): void {
		this.#line?.signal(topic, name, data);
	}

	/**
	 * The device woke up or its network changed: makes sure at once that the line lives, or comes back now instead of
	 * later.
	 */
	check(): void {
		if (this.#line) return this.#line.check(this.#options.hasNetwork() ? undefined : patienceWithoutNetwork);
		if (this.#state === 'stopped') return;
		this.#become(this.#away());
		if (!this.#waitsFirmly) this.#returnAfter(this.#options.random() * networkJitter);
	}

	#connect(): void {
		this.#cancelReturn?.();
		this.#cancelReturn = undefined;
		let socket: Socket;
		try {
			socket = this.#options.open();
		} catch {
			return this.#ended({ code: 1006, reason: 'could not be opened' });
		}
		const line = new Line(socket, this.#options.clock, this.#options.language(), {
			opened: () => {
				this.#isOpen = true;
				this.opened.tell();
			},
			welcomed: (welcome, roundTrip) => {
				this.#welcome = welcome;
				this.#onlineSince = this.#options.clock.now();
				this.welcomed.tell({ welcome, roundTrip });
				this.#become('online');
			},
			event: (event) => this.events.tell(event),
			signal: (signal) => this.signals.tell(signal),
			closed: (closed) => this.closings.tell(closed),
			ended: (end) => this.#ended(end)
		});
		this.#line = line;
	}

	#ended(end: LineEnd): void {
		const lasted = this.#welcome ? this.#options.clock.now() - this.#onlineSince : 0;
		this.#line = undefined;
		this.#isOpen = false;
		this.#welcome = undefined;
		if (lasted >= stable) this.#attempt = 0;
		if (this.#state !== 'stopped') {
			const next = comeback(end, this.#attempt++, this.#options.random);
			if ('stop' in next) {
				this.#stop(next.stop);
			} else {
				this.#waitsFirmly = next.firm;
				this.#become(this.#away());
				this.#returnAfter(next.wait);
			}
		}
		this.broken.tell();
	}

	#returnAfter(wait: number): void {
		this.#cancelReturn?.();
		this.#cancelReturn = this.#options.clock.after(wait, () => this.#connect());
	}

	#stop(reason: StopReason): void {
		this.#cancelReturn?.();
		this.#cancelReturn = undefined;
		this.#stopReason = reason;
		this.#become('stopped');
	}

	#away(): ConnectionState {
		return this.#options.hasNetwork() ? 'reconnecting' : 'offline';
	}

	#become(state: ConnectionState): void {
		if (state === this.#state) return;
		this.#state = state;
		this.changed.tell(state);
	}
}

/** The socket of the page's own server. */
export function openBrowserSocket(): Socket {
	const url = new URL('/api/socket', location.href);
	url.protocol = url.protocol === 'https:' ? 'wss:' : 'ws:';
	return new WebSocket(url) as Socket;
}

/** Lets the connection look after itself when the device says that something changed. Returns how to end it. */
export function watchDevice(connection: Connection): () => void {
	const check = () => connection.check();
	const seen = () => document.visibilityState === 'visible' && connection.check();
	addEventListener('online', check);
	// The device may err, and a server on the same machine needs no network: ask, do not hang up.
	addEventListener('offline', check);
	document.addEventListener('visibilitychange', seen);
	return () => {
		removeEventListener('online', check);
		removeEventListener('offline', check);
		document.removeEventListener('visibilitychange', seen);
	};
}
