import { requireThat } from '../errors.js';
import { limits } from '../limits.js';
import { participantOf } from '../policy.js';
import type { Facts, Milestone } from '../state.js';
import type { Delivery } from './state.js';

/**
 * Refuses what is about an agreement that is not running.
 * @throws DomainError AGREEMENT_NOT_ACTIVE
 */
export function checkLive(milestone: Milestone): void {
  requireThat(milestone.live, 'AGREEMENT_NOT_ACTIVE');
}

/**
 * Refuses one record more than a participant other than the exporter may make; a revoked one keeps
 * its place.
 * @throws DomainError EVIDENCE_TOO_MANY
 */
export function checkCount(
  items: Delivery['inspections'] | Delivery['events'] | Delivery['instruments'],
  facts: Facts,
): void {
  const participant = participantOf(facts.actor);
  const own = items.filter((item) => item.by.participant === participant).length;
  const max = limits.evidenceOfOther;
  requireThat(own < max, 'EVIDENCE_TOO_MANY', { max });
}
