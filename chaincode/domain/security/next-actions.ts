import { isOver } from '../deadline.js';
import type { ActionsOf, NextAction } from '../next-action.js';
import { measure } from '../position.js';

/** What bank and exporter can do about parts that are not secured, or not for long. */
export const securityActions: ActionsOf = (milestone, moment) => {
  const { id: milestoneId, slice, position, security, pendingSecurity } = milestone;
  const { parties, fundingBy, parameters } = slice;
  const { unsecured, held } = measure(position);
  const actions: NextAction[] = [];
  const isLate = isOver(fundingBy, moment, parameters);
  if (unsecured > 0 && (!isLate || security !== undefined)) {
    const command = pendingSecurity === undefined ? 'secureFunds' : 'confirmSecurity';
    const deadline = security === undefined ? { deadline: fundingBy } : {};
    actions.push({ participant: parties.bank, command, milestoneId, ...deadline });
  }
  if (unsecured > 0 && isLate) {
    actions.push({ participant: parties.exporter, command: 'lapseUnsecured', milestoneId });
  }
  if (held > 0 && security?.warned !== undefined) {
    const { expiry: deadline } = security;
    actions.push({ participant: parties.bank, command: 'extendSecurity', milestoneId, deadline });
  }
  return actions;
};
