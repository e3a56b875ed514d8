import { isOver, type Moment } from '../deadline.js';
import type { ActionsOf, NextAction } from '../next-action.js';
import { measure } from '../position.js';
import type { Milestone } from '../state.js';

/** What bank and exporter can do about parts that are not secured, or not for long. */
export const securityActions: ActionsOf = (milestone, moment) => {
  const { unsecured, held } = measure(milestone.position);
  return [
    ...(unsecured === 0 ? [] : fundingActions(milestone, moment)),
    ...(held === 0 ? [] : extendingActions(milestone)),
  ];
};

/** What was secured once may be secured again, and lapses like what never was. */
function fundingActions(milestone: Milestone, moment: Moment): readonly NextAction[] {
  const { id: milestoneId, slice, security, pendingSecurity } = milestone;
  const { parties, fundingBy, parameters } = slice;
  const command = pendingSecurity === undefined ? 'secureFunds' : 'confirmSecurity';
  const secure = { participant: parties.bank, command, milestoneId } as const;
  const lapse = { participant: parties.exporter, command: 'lapseUnsecured', milestoneId } as const;
  const isLate = isOver(fundingBy, moment, parameters);
  if (security === undefined) return isLate ? [lapse] : [{ ...secure, deadline: fundingBy }];
  return isLate ? [secure, lapse] : [secure];
}

function extendingActions({ id: milestoneId, slice, security }: Milestone): readonly NextAction[] {
  if (security?.warned === undefined) return [];
  const { bank: participant } = slice.parties;
  const { expiry: deadline } = security;
  return [{ participant, command: 'extendSecurity', milestoneId, deadline }];
}
