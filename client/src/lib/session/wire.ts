// The shapes that travel on the socket, under short names. They are made from the server's own description
// (src/lib/api/schema.d.ts); only what the description cannot hold is written here.

import type { components } from '../api/schema';

type Schemas = components['schemas'];

/** A uuid in its text form. */
export type Id = string;

export type Answer = Schemas['Answer'];
export type CreatePost = Schemas['CreatePost'];
export type Person = Schemas['Person'];
export type Post = Schemas['Post'];
export type PostGone = Schemas['PostGone'];
export type PostSaid = Schemas['PostSaid'];
export type PostStored = Schemas['PostStored'];
export type PresenceChange = Schemas['PresenceChange'];
export type Problem = Schemas['Problem'];
export type Subscribed = Schemas['Subscribed'];
export type TopicClosed = Schemas['Closed'];
export type TopicEvent = Schemas['Event'];
export type TopicSignal = Schemas['Signal'];
export type Welcome = Schemas['Welcome'];

/** The commands by name, with their input and answer. */
export type Commands = Schemas['SocketCommands'] & { ping: { in: Schemas['Empty']; out: Schemas['Empty'] } };
export type CommandName = keyof Commands;
export type CommandInput<N extends CommandName> = Commands[N]['in'];
export type CommandOutput<N extends CommandName> = Commands[N]['out'];

export const protocolVersion = 1;

/** Close codes after which the client does something of its own; after all others it comes back (docs/protocol.md). */
export const closeCodes = {
	tryLater: 1013,
	protocol: 4000,
	unauthenticated: 4001,
	slow: 4002,
	rate: 4003
} as const;
