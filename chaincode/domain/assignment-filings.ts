import type { Assignment } from './assignment/state.js';
import type { DocumentRef } from './filing.js';
import { mspOf, type Msp, type Sha256 } from './ids.js';
import type { Milestone } from './state.js';

/** A private document that a member has to hold, with the hash that it must have. */
export interface RequiredFiling {
  readonly msp: Msp;
  readonly ref: DocumentRef;
  readonly hash: Sha256;
}

/** What bank and financier must hold before the bank takes note of an assignment. */
export function assignmentFilings(
  { slice, termsVersion }: Milestone,
  { financier, document }: Assignment,
): readonly RequiredFiling[] {
  const ref = { kind: 'assignment', part: document, termsVersion } as const;
  return [slice.parties.bank, financier].map((id) => ({ msp: mspOf(id), ref, hash: document }));
}
