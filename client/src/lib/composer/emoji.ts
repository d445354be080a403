/** A small set for a classroom: faces, hands, school, nature, food, and a few signs. Rows of eight. */
export const emoji: readonly string[] = [
	...['😀', '😄', '😂', '😊', '🙂', '😉', '😍', '🥰'],
	...['😎', '🤔', '😮', '😅', '😢', '😭', '😴', '🤗'],
	...['👍', '👏', '🙌', '🙏', '👋', '🤝', '✌️', '💪'],
	...['❤️', '💚', '💙', '✨', '🎉', '🎈', '🎁', '🏆'],
	...['📚', '✏️', '📝', '🎓', '🏫', '🔬', '🧪', '🌐'],
	...['🎵', '🎹', '🎨', '🎭', '📷', '🎬', '♟️', '🧩'],
	...['⚽', '🏀', '🏓', '🏸', '🚴', '🏊', '🏃', '🥇'],
	...['🌞', '🌙', '⭐', '🌈', '🌧️', '❄️', '🌸', '🍁'],
	...['🐼', '🐶', '🐱', '🐉', '🦅', '🐟', '🌳', '🌾'],
	...['🥟', '🍜', '🍚', '🍎', '🍵', '🍕', '🍔', '🧋'],
	...['✅', '❓', '❗', '💡', '⏰', '📌', '➡️', '💯']
];

/** How many stand in a row; the arrow keys up and down step by it. */
export const emojiColumns = 8;

/** Where an arrow key leads from a place in the grid; the same place at the edges and for other keys. */
export function step(from: number, key: string, count: number, columns = emojiColumns): number {
	const steps: Record<string, number> = { ArrowLeft: -1, ArrowRight: 1, ArrowUp: -columns, ArrowDown: columns };
	if (key === 'Home') return from - (from % columns);
	if (key === 'End') return Math.min(from - (from % columns) + columns - 1, count - 1);
	const to = from + (steps[key] ?? 0);
	return to < 0 || to >= count ? from : to;
}
