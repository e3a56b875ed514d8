import type { Assignment } from './assignment/state.js';
import { DomainError } from './errors.js';
import type { ParticipantId, Sha256 } from './ids.js';
import { present } from './invariant.js';
import type { Order } from './payment/state.js';
import { commonParts, rangesWithout, type Range } from './shares.js';
import type { Facts, Milestone } from './state.js';

/** The assignments of a milestone that are in effect. */
export function activeAssignments({ assignments = [] }: Milestone): readonly Assignment[] {
  return assignments.filter(({ status }) => status === 'active');
}

/** The assignments of a milestone that are in effect or may come to be. */
export function liveAssignments({ assignments = [] }: Milestone): readonly Assignment[] {
  return assignments.filter(({ status }) => status === 'proposed' || status === 'active');
}

/** Parts that are owed to one payee: the exporter, unless one is named. */
export interface Owed {
  readonly payee?: ParticipantId;
  readonly ranges: readonly Range[];
}

/**
 * Parts by whom they are owed to, lowest first: what is not assigned together, and the parts of
 * each assignment apart.
 */
export function byPayee(milestone: Milestone, ranges: readonly Range[]): readonly Owed[] {
  const active = activeAssignments(milestone);
  const assigned = active.map(({ financier: payee, ranges: own }): Owed => {
    return { payee, ranges: commonParts(ranges, own) };
  });
  const rest = {
    ranges: rangesWithout(
      ranges,
      active.flatMap(({ ranges: own }) => own),
    ),
  };
  return [rest, ...assigned]
    .filter((owed) => owed.ranges.length > 0)
    .sort((one, other) => lowest(one) - lowest(other));
}

function lowest({ ranges }: Owed): number {
  return Math.min(...ranges.map(({ from }) => from));
}

/** Whom an order is paid to: the buyer what comes back, an assignee or the exporter all else. */
export function payeeOf(
  { slice }: Milestone,
  { to, payee }: Pick<Order, 'to' | 'payee'>,
): ParticipantId {
  const { buyer, exporter } = slice.parties;
  return to === 'buyer' ? buyer : (payee ?? exporter);
}

/** The assignees of parts, without whose consent nobody disposes of them. */
export function assigneesOf(
  milestone: Milestone,
  ranges: readonly Range[],
): readonly ParticipantId[] {
  return [...new Set(touched(milestone, ranges).map(({ financier }) => financier))];
}

/** The assignments that an act touches and whose assignees did not consent to it yet. */
export function consentNeeded(
  milestone: Milestone,
  ranges: readonly Range[],
  act: Sha256,
): readonly Assignment[] {
  return touched(milestone, ranges).filter(
    ({ consents = [] }) => !consents.some((consent) => consent.act === act),
  );
}

/**
 * Refuses an act on assigned parts that their assignees did not consent to.
 * @param act hash of the act, which the consents name
 * @throws DomainError ASSIGNEE_CONSENT_MISSING
 */
export function checkConsented(milestone: Milestone, ranges: readonly Range[], act: Sha256): void {
  const [missing] = consentNeeded(milestone, ranges, act);
  if (missing === undefined) return;
  const { number, financier } = missing;
  throw new DomainError('ASSIGNEE_CONSENT_MISSING', { number, financier, act });
}

/**
 * The hash by which an assignee consents that held parts are given up: it names the security behind
 * them, so that a consent is spent when they are secured again.
 */
export function givingUp(
  milestone: Milestone,
  of: { readonly type: 'reduceMilestone' | 'releaseSecurity'; readonly ranges: readonly Range[] },
  { hashOf }: Pick<Facts, 'hashOf'>,
): Sha256 {
  const { agreementId, id: milestoneId, security } = milestone;
  const { txId: securedBy } = present(security, 'what is held is secured');
  return hashOf({ agreementId, milestoneId, securedBy, ...of });
}

function touched(milestone: Milestone, ranges: readonly Range[]): readonly Assignment[] {
  return activeAssignments(milestone).filter(
    ({ ranges: own }) => commonParts(ranges, own).length > 0,
  );
}
