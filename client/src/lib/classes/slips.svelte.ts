import type { components } from '../api/schema';

export type Slip = components['schemas']['SignInSlip'];

// In the memory of this page alone: a reload forgets them, as does whoever comes to this device next.
let slips = $state.raw<{ class: string; slips: readonly Slip[] } | undefined>();

/** Keeps slips until they were printed. */
export function showSlips(id: string, made: readonly Slip[]): void {
	slips = { class: id, slips: made };
}

/** The slips of a class that were made on this page; none after a reload. Reactive. */
export const slipsOf = (id: string): readonly Slip[] => (slips?.class === id ? slips.slips : []);
