import { withMilestone, type EvolversOf } from '../decider.js';
import { stampOf } from '../facts.js';
import { present } from '../invariant.js';
import type { OnMilestone } from '../remembered.js';
import type { State } from '../state.js';
import type { PaymentEvent } from './events.js';
import type { PayToChange } from './state.js';

type PayToEvent = Extract<PaymentEvent, { type: `PayTo${string}` }>;

/** What each event of a payee's account changes on record. */
export const payToEvolvers: EvolversOf<PayToEvent['type']> = {
  PayToChangeEntered: (state, event, cause) =>
    withMilestone(state, event, (milestone) => {
      const { payTo = [] } = milestone;
      const { payee } = event.change;
      const others = payTo.filter((each) => each.payee !== payee || each.confirmed !== undefined);
      return { ...milestone, payTo: [...others, { ...event.change, entered: stampOf(cause) }] };
    }),

  PayToChangeApproved: (state, event, cause) =>
    withChange(state, event, (change) => ({ ...change, approved: stampOf(cause) })),

  PayToCalledBack: (state, event, cause) =>
    withChange(state, event, (change) => ({ ...change, calledBack: stampOf(cause) })),

  PayToChanged: (state, event, cause) =>
    withMilestone(state, event, (milestone) => {
      const payTo = present(milestone.payTo, 'an event changes only what is on record');
      const found = payTo.find((each) => isOpen(each, event));
      const change = present(found, 'an event changes only what is on record');
      const others = payTo.filter(({ payee }) => payee !== change.payee);
      return { ...milestone, payTo: [...others, { ...change, confirmed: stampOf(cause) }] };
    }),
};

function isOpen(
  { document, confirmed }: PayToChange,
  event: { readonly document: PayToChange['document'] },
): boolean {
  return document === event.document && confirmed === undefined;
}

function withChange(
  state: State,
  event: OnMilestone & { readonly document: PayToChange['document'] },
  change: (found: PayToChange) => PayToChange,
): State {
  return withMilestone(state, event, (milestone) => {
    const payTo = present(milestone.payTo, 'an event changes only what is on record');
    return {
      ...milestone,
      payTo: payTo.map((each) => (isOpen(each, event) ? change(each) : each)),
    };
  });
}
