import type { Stamp } from '../actor.js';
import { required, requireThat } from '../errors.js';
import type { Sha256 } from '../ids.js';
import type { Facts, Milestone } from '../state.js';
import type { Dispute, Stake } from './state.js';

/** The disputes of a milestone that are not over. */
export function openDisputes({ disputes = [] }: Milestone): readonly Dispute[] {
  return disputes.filter(isOpen);
}

/** Whether a dispute is not over. */
export function isOpen({ status }: Dispute): boolean {
  return status === 'negotiating' || status === 'decision';
}

/**
 * The open dispute of a number.
 * @throws DomainError DISPUTE_NOT_FOUND, DISPUTE_NOT_OPEN
 */
export function disputeOf({ disputes = [] }: Milestone, number: number): Dispute {
  const found = disputes.find((each) => each.number === number);
  const dispute = required(found, 'DISPUTE_NOT_FOUND', { number });
  const { status } = dispute;
  requireThat(isOpen(dispute), 'DISPUTE_NOT_OPEN', { number, status });
  return dispute;
}

/**
 * Refuses what is too late once the bank has confirmed a decision from outside.
 * @throws DomainError DISPUTE_BEING_DECIDED
 */
export function checkNoAward({ number, award }: Dispute): void {
  requireThat(award?.confirmed === undefined, 'DISPUTE_BEING_DECIDED', { number });
}

/**
 * Refuses what is too late once the arbiter has entered a ruling, too.
 * @throws DomainError DISPUTE_BEING_DECIDED
 */
export function checkUndecided(dispute: Dispute): void {
  checkNoAward(dispute);
  const { number, ruling } = dispute;
  requireThat(ruling === undefined, 'DISPUTE_BEING_DECIDED', { number });
}

/** The hash of what is disputed and why, which the arbiter names. */
export function hashOfDispute(
  { agreementId, id: milestoneId }: Milestone,
  dispute: Pick<Dispute, 'number' | 'grounds' | 'ranges'> & {
    readonly stakes: readonly Omit<Stake, keyof Stamp>[];
  },
  { hashOf }: Pick<Facts, 'hashOf'>,
): Sha256 {
  const { number, grounds, ranges } = dispute;
  const stakes = dispute.stakes.map((stake) => {
    const { side = 'time', subject, share, reason = '', evidence = [] } = stake;
    return { side, subject, share, reason, evidence };
  });
  return hashOf({ agreementId, milestoneId, number, grounds, ranges, stakes });
}
