import type { components } from '$lib/api';

type Schemas = components['schemas'];

export type Pairing = Schemas['Pairing'];
export type PairingPage = Schemas['PairingPage'];
export type PairingStep = Schemas['PairingStep'];
export type PairingConsent = Schemas['PairingConsent'];
export type OldClass = Schemas['OldClass'];
export type School = Schemas['School'];
export type Purpose = PairingConsent['purpose'];

/** What a school can consent to, in the order of the page. */
export const purposes: readonly Purpose[] = ['chat', 'pictures', 'recording', 'publishing'];
