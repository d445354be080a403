import { expect, test } from 'vitest';
import { csv } from './csv';
import { nameIn } from './download';

test('a spreadsheet computes nothing of what people wrote', () => {
	expect(csv([['=1+1', 'a "b"', 3], ['＝1', '一', '-x']])).toBe('\ufeff"\'=1+1","a ""b""","3"\r\n"\'＝1","一","\'-x"\r\n');
});

test('a file has its own name, and never a path', () => {
	expect(nameIn('attachment; filename="tongchuang-2026-01-02.zip"')).toBe('tongchuang-2026-01-02.zip');
	expect(nameIn('attachment; filename="../x"')).toBe('tongchuang.zip');
	expect(nameIn(null)).toBe('tongchuang.zip');
});
