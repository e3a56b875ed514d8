import { acceptedParts } from '../acceptance.js';
import { leavesOf, type Leaf } from '../condition.js';
import { needsAcceptance, trancheRanges } from '../consequences.js';
import { common } from '../ranges.js';
import { isStanding } from '../records.js';
import type { Range } from '../shares.js';
import type { Milestone } from '../state.js';
import type { TrancheTerms } from '../terms.js';

type Evidence = Milestone['delivery']['evidence'][number];

/**
 * The parts of a milestone that rest on a piece of evidence: tranches whose condition asks for it,
 * or for an event that names it, and what was accepted of others with the presentation that names
 * it. Evidence of the exporter supports nothing before its presentation is accepted.
 */
export function supportedParts(milestone: Milestone, item: Evidence): readonly Range[] {
  const { slice, review } = milestone;
  const isExporters = item.by.participant === slice.parties.exporter;
  const isAccepted = review.presentations.some(
    ({ outcome, evidence }) => outcome?.result === 'accepted' && evidence.includes(item.number),
  );
  const named = trancheRanges(milestone).flatMap(({ tranche, within }) => {
    const leaves = leavesOfTranche(tranche);
    if (leaves.some((leaf) => restsOn(milestone, leaf, item))) return [within];
    if (isExporters && !isAccepted) return [];
    if (leaves.some((leaf) => asksFor(leaf, item))) return [within];
    const isTaken = isAccepted && needsAcceptance(milestone, tranche);
    return isTaken ? common([within], acceptedParts(review)) : [];
  });
  return isStanding(item) ? named : [];
}

function leavesOfTranche({ condition }: TrancheTerms): readonly Leaf[] {
  return condition === undefined ? [] : leavesOf(condition);
}

function asksFor(leaf: Leaf, { docType, by }: Evidence): boolean {
  return leaf.type === 'evidence' && leaf.docType === docType && leaf.from === by.participant;
}

/** Whether an event that a leaf asks for names the evidence as its transport document. */
function restsOn({ delivery }: Milestone, leaf: Leaf, { hash }: Evidence): boolean {
  if (leaf.type !== 'event') return false;
  return delivery.events
    .filter(isStanding)
    .some(({ code, transportDocument }) => code === leaf.code && transportDocument === hash);
}
