import type { Clock } from './clock';
import { disconnected, ProblemError, tooLarge, unanswered } from './problem';
import { whole } from './said';
import {
	protocolVersion,
	type Answer,
	type CommandInput,
	type CommandName,
	type CommandOutput,
	type Problem,
	type TopicClosed,
	type TopicEvent,
	type TopicSignal,
	type Welcome
} from './wire';

/** The part of a browser's WebSocket that is used; tests bring their own. */
export interface Socket {
	onopen: ((event: never) => void) | null;
	onmessage: ((event: { data: unknown }) => void) | null;
	onclose: ((event: { code: number; reason: string }) => void) | null;
	send(text: string): void;
	close(code?: number, reason?: string): void;
}

/** How a line ended. */
export interface LineEnd {
	/** The close code; 1006 when the line went dead without one. */
	code: number;
	reason: string;
	/** Why `hello` was refused, if it was. */
	refused?: Problem;
}

export interface LineEvents {
	/** `hello` is sent; what is called now follows it without waiting for the welcome. */
	opened(): void;
	welcomed(welcome: Welcome, roundTrip: number): void;
	event(event: TopicEvent): void;
	signal(signal: TopicSignal): void;
	closed(closed: TopicClosed): void;
	/** Comes once; every call that was still open has been rejected. */
	ended(end: LineEnd): void;
}

// All in milliseconds. The server's silence is at most 20 s (HeartbeatSeconds of server/wire), but its pings are invisible here.
const silenceBeforePing = 20_000;
const patienceAfterPing = 10_000;
/** From the first attempt to the welcome; a captive portal may take a connection and say nothing. */
const patienceForWelcome = 15_000;
/** Well beyond the 2 s in which the server fails by itself (guarantees.md 9). */
const patienceForAnswer = 30_000;
/** Bytes, until the welcome says how many; the server could not answer a longer frame under its id. */
const defaultFrame = 64 << 10;

/** What became of a command. */
export type Result<T> = { ok: T } | { error: ProblemError };

interface Pending {
	done(result: Result<never>): void;
	disarm(): void;
}

/** One WebSocket from its opening to its end: frames, answers to calls, and the watch over its silence. */
export class Line {
	#socket: Socket;
	#clock: Clock;
	#to: LineEvents;
	#pending = new Map<string, Pending>();
	#lastId = 0;
	#isOpen = false;
	#isOver = false;
	#waiting: string[] = [];
	#heardAt: number;
	#disarmWatch = () => {};
	#disarmPing: (() => void) | undefined;
	#refused: Problem | undefined;
	#longestFrame = defaultFrame;

	constructor(socket: Socket, clock: Clock, language: string, to: LineEvents) {
		this.#socket = socket;
		this.#clock = clock;
		this.#to = to;
		this.#heardAt = clock.now();
		this.#disarmWatch = clock.after(patienceForWelcome, () => this.close('no welcome'));
		socket.onopen = () => this.#open(language);
		socket.onmessage = ({ data }) => this.#take(data);
		socket.onclose = ({ code, reason }) => this.#end(code, reason);
	}

	/**
	 * Sends a command, at the latest when the socket opens. `done` is called within the answer's own frame, before any
	 * frame that follows it: a promise would be settled too late to keep a snapshot before its events.
	 */
	ask<N extends CommandName>(name: N, input: CommandInput<N>, done: (result: Result<CommandOutput<N>>) => void): void {
		if (this.#isOver) return done({ error: disconnected() });
		const id = String(++this.#lastId);
		const text = JSON.stringify({ id, do: name, in: input });
		if (new TextEncoder().encode(text).length > this.#longestFrame) return done({ error: tooLarge() });
		const disarm = this.#clock.after(patienceForAnswer, () => {
			this.#pending.delete(id);
			done({ error: unanswered() });
		});
		this.#pending.set(id, { done, disarm });
		this.#send(text);
	}

	/** Sends a command that is not answered. Dropped when the line is not open: signals are worth nothing later. */
	signal(topic: string, name: string, data?: unknown): void {
		if (this.#isOpen && !this.#isOver) this.#send(JSON.stringify({ do: 'signal', in: { topic, name, data } }));
	}

	/** Asks at once whether the other side is still there, and ends the line if it does not say so. */
	check(patience = patienceAfterPing): void {
		if (!this.#isOpen || this.#isOver || this.#disarmPing) return;
		// Anything that is heard from now on disarms it.
		this.#disarmPing = this.#clock.after(patience, () => this.close('silent'));
		this.ask('ping', {}, () => {});
	}

	/** Ends the line without waiting for the other side, which may be gone. */
	close(reason: string): void {
		if (this.#isOver) return;
		try {
			this.#socket.close(1000, reason);
		} catch {
			// A socket that cannot even be closed is over all the same.
		}
		this.#end(1006, reason);
	}

	#open(language: string): void {
		if (this.#isOver) return;
		this.#isOpen = true;
		const sentAt = this.#clock.now();
		const waiting = this.#waiting;
		this.#waiting = [];
		this.ask('hello', { protocol: protocolVersion, language }, (result) => {
			if ('ok' in result) this.#welcome(result.ok, this.#clock.now() - sentAt);
			// The server closes with the code that says what to do next; the patience for the welcome is the fallback.
			else this.#refused = result.error.problem;
		});
		for (const text of waiting) this.#socket.send(text);
		this.#to.opened();
	}

	#welcome(welcome: Welcome, roundTrip: number): void {
		if (this.#isOver) return;
		this.#longestFrame = welcome.max_frame_bytes || defaultFrame;
		this.#disarmWatch();
		this.#watch(Math.min(silenceBeforePing, (welcome.heartbeat_seconds || Infinity) * 1000));
		this.#to.welcomed(welcome, roundTrip);
	}

	/** One timer a silence, not one a frame. */
	#watch(silence: number): void {
		const quiet = this.#clock.now() - this.#heardAt;
		if (quiet >= silence) this.check();
		const wait = quiet >= silence ? silence : silence - quiet;
		this.#disarmWatch = this.#clock.after(wait, () => this.#watch(silence));
	}

	#send(text: string): void {
		if (this.#isOpen) this.#socket.send(text);
		else this.#waiting.push(text);
	}

	#take(data: unknown): void {
		if (this.#isOver) return;
		this.#heardAt = this.#clock.now();
		this.#disarmPing?.();
		this.#disarmPing = undefined;
		const frame = parse(data);
		if (!frame) return; // The log of a topic closes what this may have torn open.
		if ('id' in frame) this.#answer(frame);
		else if ('event' in frame) this.#to.event(whole(frame));
		else if ('signal' in frame) this.#to.signal(frame);
		else if ('closed' in frame) this.#to.closed(frame);
	}

	#answer({ id, ok, error }: Answer): void {
		const call = this.#pending.get(id);
		if (!call) return;
		this.#pending.delete(id);
		call.disarm();
		call.done(error ? { error: new ProblemError(error) } : { ok: (ok ?? {}) as never });
	}

	#end(code: number, reason: string): void {
		if (this.#isOver) return;
		this.#isOver = true;
		this.#isOpen = false;
		this.#socket.onopen = this.#socket.onmessage = this.#socket.onclose = null;
		this.#disarmWatch();
		this.#disarmPing?.();
		const open = [...this.#pending.values()];
		this.#pending.clear();
		for (const call of open) {
			call.disarm();
			call.done({ error: disconnected() });
		}
		this.#to.ended({ code, reason, refused: this.#refused });
	}
}

type Frame = Answer | TopicEvent | TopicSignal | TopicClosed;

function parse(data: unknown): Frame | undefined {
	if (typeof data !== 'string') return undefined;
	try {
		const frame: unknown = JSON.parse(data);
		return typeof frame === 'object' && frame !== null ? (frame as Frame) : undefined;
	} catch {
		return undefined;
	}
}
