import type { Command } from './catalogue.js';
import { openPresentation } from './presentations.js';
import type { Milestone } from './state.js';

/**
 * Whether a command on a milestone reads the terms beside it: where a dispute may open, whose
 * periods and default the terms state. They never change, so nobody's command conflicts with that.
 */
export function needsTerms({ type }: Pick<Command, 'type'>, milestone: Milestone): boolean {
  if (type === 'openDispute') return true;
  if (type !== 'advanceMilestone') return false;
  const { silence } = milestone.slice.definition.review;
  return silence === 'arbiter' && openPresentation(milestone) !== undefined;
}
