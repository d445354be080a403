import type { Session } from '../session/session';
import type { Opened } from '../session/topics';
import { ClassChat, classTopic } from './classChat';

/** Follows a class; whoever follows it on this page shares it. Close it. */
export function openClass(session: Session, id: string): Opened<ClassChat> {
	const { outbox, connection, clock, ownSignals } = session;
	return session.topics.open(classTopic(id), () => new ClassChat({ outbox, connection, clock, ownSignals, self: () => session.person?.id }));
}
