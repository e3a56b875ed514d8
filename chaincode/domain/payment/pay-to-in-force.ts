import type { ParticipantId } from '../ids.js';
import type { Milestone } from '../state.js';
import type { PayToChange } from './state.js';

/** The change of account that a payee is paid by; none while the terms' own account stands. */
export function payToInForce(
  { payTo = [] }: Milestone,
  payee: ParticipantId,
): PayToChange | undefined {
  return payTo.find((change) => change.payee === payee && change.confirmed !== undefined);
}
