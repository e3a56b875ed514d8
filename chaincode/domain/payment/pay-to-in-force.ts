import type { ParticipantId } from '../ids.js';
import type { Milestone } from '../state.js';
import type { PayToChange } from './state.js';

/** A change of account that the bank confirmed. */
export type ConfirmedChange = PayToChange & Required<Pick<PayToChange, 'confirmed'>>;

function isConfirmed(change: PayToChange): change is ConfirmedChange {
  return change.confirmed !== undefined;
}

/** The change of account that a payee is paid by; none while the terms' own account stands. */
export function payToInForce(
  { payTo = [] }: Milestone,
  payee: ParticipantId,
): ConfirmedChange | undefined {
  return payTo.filter(isConfirmed).find((change) => change.payee === payee);
}
