import { beforeBusinessDays } from '../calendar.js';
import { trancheDue, trancheRanges } from '../consequences.js';
import { isOver } from '../deadline.js';
import { unclaimedParts, waitsForTime } from '../free-parts.js';
import { measure, partsIn } from '../position.js';
import type { Range } from '../shares.js';
import type { Milestone } from '../state.js';
import type { TimeRule } from '../time-rule.js';
import { workingTime } from '../working-time.js';

/** Business days before an expiry at which a warning is given, the most urgent first. */
const WARNING_DAYS: readonly number[] = [1, 5, 10];

/** Business days before an expiry at which what waits for time alone falls due. */
const RETENTION_DAYS = 10;

type Known = Parameters<TimeRule>[1];

/** What was accepted, and waits for dates alone, falls due before its security expires. */
const retentionDue: TimeRule = (milestone, facts) => {
  if (!isNear(milestone, RETENTION_DAYS, facts)) return [];
  for (const { tranche, within } of trancheRanges(milestone)) {
    const ranges = partsIn(milestone.position, 'held', within);
    if (ranges.length === 0 || !waitsForTime(milestone, tranche.condition, facts)) continue;
    return trancheDue(milestone, { tranche, ranges }, facts);
  }
  return [];
};

/** Held parts whose security expired are not secured any more. */
const expiry: TimeRule = (milestone, facts) => {
  const { agreementId, id: milestoneId } = milestone;
  const ranges = isExpired(milestone, facts) ? expiringParts(milestone) : [];
  return ranges.length === 0 ? [] : [{ type: 'ShareUnsecured', agreementId, milestoneId, ranges }];
};

/** Warns once at each time, of the most urgent alone where several have come. */
const warnings: TimeRule = (milestone, facts) => {
  const { agreementId, id: milestoneId, security, position } = milestone;
  if (measure(position).held === 0 || isExpired(milestone, facts)) return [];
  const businessDays = WARNING_DAYS.find((days) => isNear(milestone, days, facts));
  if (businessDays === undefined || security?.warned?.includes(businessDays)) return [];
  return [{ type: 'SecurityExpiryWarned', agreementId, milestoneId, businessDays }];
};

/** What time alone makes true of a security. */
export const securityTimeRules: readonly TimeRule[] = [retentionDue, expiry, warnings];

/** Held parts that an expiry unsecures: all but what was claimed in time and is under review. */
function expiringParts(milestone: Milestone): readonly Range[] {
  return unclaimedParts(milestone);
}

function isExpired({ security, slice }: Milestone, facts: Known): boolean {
  return security !== undefined && isOver(security.expiry, facts, slice.parameters);
}

function isNear({ security, slice }: Milestone, businessDays: number, facts: Known): boolean {
  if (security === undefined) return false;
  const time = workingTime(slice);
  const from = beforeBusinessDays(time, security.expiry, businessDays);
  return isOver(from, facts, slice.parameters);
}
