// Everything that a tab has of its server: one connection and what rests on it, for the person whom the server
// recognises. The page's reactivity is in session.svelte.ts.

import { deviceClock, type Clock, type Random } from './clock';
import { Connection, type ConnectionOptions } from './connection';
import { Listeners } from './listeners';
import { Outbox } from './outbox';
import { OutboxSender } from './outbox-sender';
import { ServerTime } from './server-time';
import { visitor, type Storage } from './storage';
import { exclusively, openTabChannel, type Exclusively, type TabChannel } from './tabs';
import { Topics } from './topics';
import type { Person } from './wire';

export interface SessionOptions extends Pick<ConnectionOptions, 'open' | 'language' | 'hasNetwork'> {
	storage: Storage;
	/** Who was signed in when this device last heard of it: whose copies are shown until the server says. */
	person?: Person;
	clock?: Clock;
	random?: Random;
	channel?: TabChannel;
	exclusively?: Exclusively;
}

export class Session {
	readonly connection: Connection;
	readonly topics: Topics;
	readonly outbox: Outbox;
	readonly serverTime: ServerTime;
	readonly clock: Clock;
	/** Who is signed in; undefined for a visitor. */
	readonly personChanged = new Listeners<Person | undefined>();
	/** The login ended elsewhere, or by an administrator: read again who is signed in, then `connection.start()`. */
	readonly loginEnded = new Listeners<void>();

	#person: Person | undefined;
	#channel: TabChannel;

	constructor(options: SessionOptions) {
		const clock = options.clock ?? deviceClock;
		const random = options.random ?? Math.random;
		const { storage } = options;
		this.clock = clock;
		this.#person = options.person;
		this.#channel = options.channel ?? openTabChannel('tongchuang-outbox');
		this.serverTime = new ServerTime(clock);
		this.connection = new Connection({ ...options, clock, random });
		// First of the welcome's listeners: those below act for the person whom it names.
		this.connection.welcomed.add(({ welcome, roundTrip }) => {
			this.serverTime.heard(welcome.now, roundTrip);
			this.#become(welcome.person);
		});
		this.connection.changed.add((state) => {
			if (state !== 'stopped' || this.connection.stopReason !== 'unauthenticated') return;
			this.#become(undefined);
			this.loginEnded.tell();
		});
		this.topics = new Topics({ connection: this.connection, storage, clock, random }, this.#person?.id ?? visitor);
		this.outbox = new Outbox({ storage, channel: this.#channel, clock });
		new OutboxSender({
			outbox: this.outbox,
			connection: this.connection,
			exclusively: options.exclusively ?? exclusively(),
			clock,
			random
		});
		void this.outbox.changePerson(this.#person?.id);
	}

	get person(): Person | undefined {
		return this.#person;
	}

	/** After signing in or out: the socket is opened anew, as whoever the cookie now says. */
	async changePerson(person: Person | undefined): Promise<void> {
		this.connection.stop();
		await this.#become(person);
		this.connection.start();
	}

	/** Leaves; for tests and for a page that is taken down. */
	end(): void {
		this.topics.end();
		this.connection.stop();
		this.#channel.close();
	}

	async #become(person: Person | undefined): Promise<void> {
		const isSame = person?.id === this.#person?.id;
		this.#person = person;
		if (!isSame) {
			await Promise.all([this.topics.changeReader(person?.id ?? visitor), this.outbox.changePerson(person?.id)]);
		}
		this.personChanged.tell(person);
	}
}
