import { isOver } from '../deadline.js';
import type { TimeRule } from '../time-rule.js';

/** A review that nobody ended in time accepts what was claimed, where the terms say so. */
const deemedAcceptance: TimeRule = (milestone, facts) => {
  const { agreementId, id: milestoneId, review, slice } = milestone;
  const open = review.presentations.find(({ outcome }) => outcome === undefined);
  if (open === undefined || slice.definition.review.silence !== 'accepted') return [];
  if (!isOver(open.deadline, facts, slice.parameters)) return [];
  const acceptedShare = open.claimedShare;
  const discrepanciesHash = facts.hashOf([]);
  const outcome = { result: 'accepted', deemed: true, acceptedShare, discrepanciesHash } as const;
  const { number } = open;
  return [{ type: 'PresentationAccepted', agreementId, milestoneId, number, outcome }];
};

/** What time alone makes true of a review. */
export const reviewTimeRules: readonly TimeRule[] = [deemedAcceptance];
