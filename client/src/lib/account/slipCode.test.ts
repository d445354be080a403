import { describe, expect, it } from 'vitest';
import { isSlipCode } from './slipCode';

describe('the code of a printed slip', () => {
	it('is told from a password that somebody chose', () => {
		expect(isSlipCode('bano-fike-moda-47')).toBe(true);
		for (const own of ['', 'bano-fike-moda', 'bano-fike-moda-471', 'share a window', 'bano-fike-mode-10', 'panda-river-42']) expect(isSlipCode(own)).toBe(false);
	});
});
