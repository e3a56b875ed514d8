import type { ActionsOf } from '../next-action.js';
import { measure } from '../position.js';

/** What the bank owes as long as a milestone is not secured. */
export const securityActions: ActionsOf = (milestone) => {
  if (measure(milestone.position).unsecured === 0) return [];
  const { parties, fundingBy } = milestone.slice;
  return [
    {
      participant: parties.bank,
      command: 'secureFunds',
      milestoneId: milestone.id,
      deadline: fundingBy,
    },
  ];
};
