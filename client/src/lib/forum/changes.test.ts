import { describe, expect, it } from 'vitest';
import { changesOf } from './changes';

const text = (revision: number, body: string) => ({ revision, body, language: 'en', html: '', replaced_at: `2026-01-0${revision}T00:00:00Z` });

describe('what a history tells', () => {
	it('begins with the newest change', () => {
		expect(changesOf({ post: text(3, 'c'), revisions: [text(1, 'a'), text(2, 'b')] }).map((c) => !c.missing && [c.before, c.after])).toEqual([
			['b', 'c'],
			['a', 'b']
		]);
		expect(changesOf({ post: text(1, 'a'), revisions: [] })).toEqual([]);
	});
	it('says where an earlier text is not shown, once for those in a row', () => {
		const told = (all: number[], last: number) =>
			changesOf({ post: text(last, 'x'), revisions: all.map((n) => text(n, `${n}`)) }).map((c) => (c.missing ? `${c.revision} missing` : `${c.before} ${c.after}`));
		expect(told([1], 3)).toEqual(['2 missing', '1 x']);
		expect(told([4], 5)).toEqual(['4 x', '3 missing']);
		expect(told([], 3)).toEqual(['2 missing']);
		expect(told([1, 4], 6)).toEqual(['5 missing', '4 x', '3 missing', '1 4']);
	});
});
