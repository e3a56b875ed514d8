import type { NextAction } from '../next-action.js';
import { signatoriesOf } from '../parties.js';
import { isEnded, type Position } from '../position.js';
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

/** Who answers an open termination, and who closes an agreement that is finished. */
export function endingActions(
  { status, termination }: Agreement,
  { terms }: TermsRecord,
  milestones: readonly { readonly position: Position }[],
): readonly NextAction[] {
  if (status !== 'active') return [];
  const { exporter, buyer } = terms.parties;
  const other = termination?.by.participant === exporter ? buyer : exporter;
  const isFinished = milestones.every(({ position }) => isEnded(position));
  return [
    ...(termination === undefined
      ? []
      : [{ participant: other, command: 'acceptTermination' as const }]),
    ...(isFinished ? [{ participant: exporter, command: 'closeAgreement' as const }] : []),
  ];
}

/** Who has still to consent to the open amendment, or to refuse it. */
export function amendmentActions({ status, amendment }: Agreement): readonly NextAction[] {
  if (status !== 'active' || amendment === undefined) return [];
  const { asked, consents, openUntil: deadline } = amendment;
  const consented = consents.map(({ by }) => by.participant);
  return asked
    .filter((participant) => !consented.includes(participant))
    .map((participant) => ({ participant, command: 'consentToAmendment', deadline }));
}
