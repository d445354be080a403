import { describe, expect, it } from 'vitest';
import { nextStep, stateOf, teacherSteps } from './teacherSteps';

describe('a teacher’s way to the first class', () => {
	it('asks for a school first, and again when that was refused', () => {
		expect(nextStep({ verified: false, requests: [] })).toBe('ask');
		expect(nextStep({ verified: false, requests: [{ state: 'refused' }, { state: 'taken_back' }] })).toBe('ask');
	});

	it('waits for the school while a request is open, and goes on once the school vouches', () => {
		expect(nextStep({ verified: false, requests: [{ state: 'open' }, { state: 'refused' }] })).toBe('vouch');
		expect(nextStep({ verified: true, requests: [{ state: 'accepted' }] })).toBe('class');
	});

	it('has one step that is due, those before it done', () => {
		expect(teacherSteps.map((step) => stateOf(step, 'vouch'))).toEqual(['done', 'done', 'now', 'later']);
	});
});
