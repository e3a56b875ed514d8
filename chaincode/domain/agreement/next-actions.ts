import type { NextAction } from '../next-action.js';
import { signatoriesOf } from '../parties.js';
import type { Agreement, TermsRecord } from './state.js';

/** Who has still to sign. */
export function missingSignatures(
  agreement: Agreement,
  { terms }: TermsRecord,
): readonly NextAction[] {
  const signed = agreement.signatures.map(({ by }) => by.participant);
  return signatoriesOf(terms.parties)
    .filter((participant) => !signed.includes(participant))
    .map((participant) => ({
      participant,
      command: 'acceptAgreement',
      deadline: terms.openUntil,
    }));
}
