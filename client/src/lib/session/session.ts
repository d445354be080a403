// Everything that a tab has of its server: one connection and what rests on it, for one person or a visitor. The page's
// reactivity is in session.svelte.ts.

import { deviceClock, type Clock, type Random } from './clock';
import { Connection, type ConnectionOptions } from './connection';
import { Listeners } from './listeners';
import { Outbox } from './outbox';
import { OutboxSender } from './outbox-sender';
import { personTopic, Recognition } from './recognition';
import { ServerTime } from './server-time';
import { visitor, type Storage } from './storage';
import { exclusively, openTabChannel, type Exclusively, type TabChannel } from './tabs';
import { Topics, type Opened } from './topics';
import type { Person, TopicEvent, TopicSignal } from './wire';

export interface SessionOptions extends Pick<ConnectionOptions, 'open' | 'language' | 'hasNetwork'> {
	storage: Storage;
	/** Who was signed in when this device last heard of it: whose copies are shown until the server says otherwise. */
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
	/**
	 * The server does not know the person (any more): the login ended, or the browser is somebody else's by now. Read
	 * again who is signed in, then call `changePerson`.
	 */
	readonly loginEnded = new Listeners<void>();
	/** What the person's own topic says: reading marks of other devices, and the like. */
	readonly ownEvents = new Listeners<TopicEvent>();
	readonly ownSignals = new Listeners<TopicSignal>();

	#person: Person | undefined;
	#recognition: Opened<Recognition> | undefined;
	#sender: OutboxSender;
	#channel: TabChannel;

	constructor(options: SessionOptions) {
		const { storage, clock = deviceClock, random = Math.random } = options;
		this.clock = clock;
		this.#person = options.person;
		this.#channel = options.channel ?? openTabChannel('tongchuang-outbox');
		this.serverTime = new ServerTime(clock);
		this.connection = new Connection({ ...options, clock, random });
		this.topics = new Topics({ connection: this.connection, storage, clock, random }, this.#person?.id ?? visitor);
		this.outbox = new Outbox({ storage, channel: this.#channel, clock });
		this.#sender = new OutboxSender({
			...{ outbox: this.outbox, connection: this.connection, clock, random },
			exclusively: options.exclusively ?? exclusively(),
			recognised: () => {
				const recognition = this.#recognition?.follower;
				return recognition?.isRecognised ? recognition.person : undefined;
			}
		});
		this.connection.welcomed.add(({ welcome, roundTrip }) => this.serverTime.heard(welcome.now, roundTrip));
		this.connection.broken.add(() => this.#recognition?.follower.forget());
		this.connection.changed.add((state) => {
			if (state === 'stopped' && this.connection.stopReason === 'unauthenticated') void this.#loseLogin();
		});
		this.#recognise();
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

	#recognise(): void {
		const person = this.#person?.id;
		this.#recognition?.close();
		this.#recognition = undefined;
		if (person === undefined) return;
		this.#recognition = this.topics.open(personTopic(person), () => {
			const recognised = () => this.#sender.begin();
			const follower = new Recognition(person, recognised, () => void this.#loseLogin());
			follower.events.add((event) => this.ownEvents.tell(event));
			follower.signals.add((signal) => this.ownSignals.tell(signal));
			return follower;
		});
	}

	async #loseLogin(): Promise<void> {
		await this.#become(undefined);
		this.loginEnded.tell();
	}

	async #become(person: Person | undefined): Promise<void> {
		const isSame = person?.id === this.#person?.id;
		this.#person = person;
		if (!isSame) {
			this.#recognise();
			await Promise.all([this.topics.changeReader(person?.id ?? visitor), this.outbox.changePerson(person?.id)]);
		}
		this.personChanged.tell(person);
	}
}
