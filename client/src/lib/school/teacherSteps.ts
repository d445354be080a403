// A teacher's way from registering to the first class, and where somebody stands on it.

import type { components } from '../api/schema';

export const teacherSteps = ['confirm', 'ask', 'vouch', 'class'] as const;
export type TeacherStep = (typeof teacherSteps)[number];

type Mine = Pick<components['schemas']['MySchool'], 'verified'> & { requests: readonly Pick<components['schemas']['TeacherRequest'], 'state'>[] };

/** What comes next for somebody who is signed in: who is, has confirmed the address. */
export function nextStep({ verified, requests }: Mine): TeacherStep {
	if (verified) return 'class';
	return requests.some(({ state }) => state === 'open') ? 'vouch' : 'ask';
}

/** How a step stands while another is the next one. */
export function stateOf(step: TeacherStep, next: TeacherStep): 'done' | 'now' | 'later' {
	const from = teacherSteps.indexOf(step) - teacherSteps.indexOf(next);
	return from < 0 ? 'done' : from === 0 ? 'now' : 'later';
}
