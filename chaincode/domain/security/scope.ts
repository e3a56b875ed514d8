import { milestoneOf } from '../decider.js';
import { required, requireThat } from '../errors.js';
import { filedKey } from '../filing.js';
import { mspOf, type MilestoneId, type Sha256 } from '../ids.js';
import { present } from '../invariant.js';
import type { Facts, Milestone, State } from '../state.js';
import type { Security } from './state.js';

/**
 * The milestones that a command is about: the one that it names, or all.
 * @throws DomainError MILESTONE_NOT_FOUND
 */
export function scopeOf(
  state: State,
  { milestoneId }: { readonly milestoneId?: MilestoneId },
): readonly Milestone[] {
  return milestoneId === undefined
    ? [...state.milestones.values()]
    : [milestoneOf(state, { milestoneId })];
}

/** The first milestone of a scope, which says for all what they have in common. */
export function anyOf(milestones: readonly Milestone[]): Milestone {
  return present(milestones[0], 'an agreement has milestones');
}

/**
 * Refuses milestones of an agreement that is not active.
 * @throws DomainError AGREEMENT_NOT_ACTIVE
 */
export function checkLive(milestones: readonly Milestone[]): void {
  for (const { live } of milestones) requireThat(live, 'AGREEMENT_NOT_ACTIVE');
}

/**
 * The security of a milestone.
 * @throws DomainError SECURITY_NOT_FOUND
 */
export function securityOf({ security, id: milestone }: Milestone): Security {
  return required(security, 'SECURITY_NOT_FOUND', { milestone });
}

/**
 * Checks that the bank's and the exporter's own collections hold a security document.
 * @throws DomainError DOCUMENT_NOT_FILED
 */
export function checkFiled(milestone: Milestone, document: Sha256, facts: Facts): void {
  const { parties } = milestone.slice;
  const { termsVersion } = milestone;
  for (const msp of [mspOf(parties.bank), mspOf(parties.exporter)]) {
    const ref = { kind: 'security', part: document, termsVersion } as const;
    const isFiled = facts.filed.get(filedKey(msp, ref)) === document;
    requireThat(isFiled, 'DOCUMENT_NOT_FILED', { part: 'security', msp });
  }
}
