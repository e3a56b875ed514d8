import { isOver } from '../deadline.js';
import { openBlocks } from '../due-date.js';
import { restoration } from '../revocation.js';
import type { TimeRule } from '../time-rule.js';
import { supplyConfirmed } from './needs.js';

/** What the buyer supplied is there, when the exporter says nothing in time. */
const deemedSupply: TimeRule = (milestone, facts) => {
  const { parameters } = milestone.slice;
  const silent = openBlocks(milestone).find(
    ({ supplied }) => supplied !== undefined && isOver(supplied.deadline, facts, parameters),
  );
  if (silent === undefined) return [];
  return supplyConfirmed(milestone, { need: silent.need, deemed: true }, facts);
};

/** What time alone makes true of the performance of a milestone. */
export const milestoneTimeRules: readonly TimeRule[] = [deemedSupply, restoration];
