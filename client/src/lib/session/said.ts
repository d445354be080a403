// What an event says of a post leaves out what the event around it says already (docs/protocol.md, “Posts in events”).

import type { Post, PostSaid, TopicEvent } from './wire';

const aboutPosts = new Set(['post.created', 'post.edited', 'post.restored']);

/** The event with its post whole. What was hidden since has no text any more, and stays as it came. */
export function whole(event: TopicEvent): TopicEvent {
	const said = event.data as PostSaid | undefined;
	if (!aboutPosts.has(event.event) || typeof said?.body !== 'string') return event;
	const post: Post = {
		thread: event.topic.slice(event.topic.indexOf(':') + 1),
		seq: event.seq,
		html: `<p>${said.body}</p>\n`, // the server leaves out its own rendering when it is just this
		state: 'visible',
		revision: 1,
		reply_count: 0,
		created_at: event.at,
		...said
	};
	return { ...event, data: post };
}
