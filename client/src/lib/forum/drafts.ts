/** Under which names drafts of the forum are kept on this device. */
export const draftOf = (thread: string, parent?: string): string => (parent ? `reply:${parent}` : `thread:${thread}`);
export const draftOfEdit = (post: string): string => `edit:${post}`;
export const draftOfBoard = (board: string, part: 'title' | 'body' | 'board' | 'id'): string => `board:${board}:${part}`;
