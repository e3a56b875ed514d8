import { claimedParts } from '../acceptance.js';
import { isOver } from '../deadline.js';
import { openPresentation, suspendedPresentation } from '../presentations.js';
import { totalSize } from '../shares.js';
import type { TimeRule } from '../time-rule.js';
import { curedDueDate } from './checks.js';

/**
 * A review that nobody ended in time accepts what was claimed, where the terms say so; none does
 * while it stands still.
 */
const deemedAcceptance: TimeRule = (milestone, facts) => {
  const { agreementId, id: milestoneId, slice } = milestone;
  const open = openPresentation(milestone);
  if (open === undefined || slice.definition.review.silence !== 'accepted') return [];
  if (suspendedPresentation(milestone) !== undefined) return [];
  if (!isOver(open.deadline, facts, slice.parameters)) return [];
  const acceptedShare = totalSize(claimedParts(milestone));
  const discrepanciesHash = facts.hashOf([]);
  const outcome = { result: 'accepted', deemed: true, acceptedShare, discrepanciesHash } as const;
  const { number } = open;
  return [{ type: 'PresentationAccepted', agreementId, milestoneId, number, outcome }];
};

/** Evidence that stays missing to the end of the suspension refuses its presentation. */
const deemedRefusal: TimeRule = (milestone, facts) => {
  const { agreementId, id: milestoneId, slice } = milestone;
  const suspended = suspendedPresentation(milestone);
  if (suspended === undefined) return [];
  const { number, suspension } = suspended;
  if (!isOver(suspension.deadline, facts, slice.parameters)) return [];
  const discrepancies = suspension.missing.map((missing) => ({
    code: 'EVIDENCE_UNREADABLE',
    about: String(missing),
  }));
  const discrepanciesHash = facts.hashOf(discrepancies);
  const reasons = { discrepancies, discrepanciesHash };
  const outcome = { result: 'refused', deemed: true, acceptedShare: 0, ...reasons } as const;
  const dueDate = curedDueDate(milestone, facts.at);
  const moved = dueDate === undefined ? {} : { dueDate };
  return [{ type: 'PresentationRefused', agreementId, milestoneId, number, outcome, ...moved }];
};

/** What time alone makes true of a review. */
export const reviewTimeRules: readonly TimeRule[] = [deemedAcceptance, deemedRefusal];
