import { amendmentActions, endingActions, missingSignatures } from './agreement/next-actions.js';
import type { Agreement, TermsRecord } from './agreement/state.js';
import { assignmentActions } from './assignment/next-actions.js';
import type { Moment } from './deadline.js';
import { disputeActions } from './dispute/next-actions.js';
import { exceptionActions } from './exception/next-actions.js';
import { recordingActions, supplyActions } from './milestone/next-actions.js';
import type { ActionsOf, NextAction } from './next-action.js';
import { changeActions, paymentActions } from './payment/next-actions.js';
import { reviewActions } from './review/next-actions.js';
import { securityActions } from './security/next-actions.js';
import type { Milestone } from './state.js';

const slices: readonly ActionsOf[] = [
  securityActions,
  reviewActions,
  recordingActions,
  supplyActions,
  paymentActions,
  changeActions,
  exceptionActions,
  disputeActions,
  assignmentActions,
];

/** What each party can do now, from the same evaluation that releases. */
export function nextActionsOf(of: {
  readonly agreement: Agreement;
  readonly terms: TermsRecord;
  readonly milestones: readonly Milestone[];
  readonly moment: Moment;
}): readonly NextAction[] {
  const { agreement, terms, milestones, moment } = of;
  if (agreement.status === 'proposed') return missingSignatures(agreement, terms);
  if (agreement.status !== 'active' && agreement.status !== 'terminated') return [];
  return [
    ...milestones.flatMap((milestone) => milestoneActions(milestone, moment)),
    ...amendmentActions(agreement),
    ...endingActions(agreement, terms, milestones),
  ];
}

/** What each party can do now about one milestone. */
export const milestoneActions: ActionsOf = (milestone, moment) =>
  slices.flatMap((slice) => slice(milestone, moment));
