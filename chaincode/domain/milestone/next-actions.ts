import type { SubmissionType } from '../catalogue.js';
import { evaluate, type Leaf } from '../condition.js';
import { trancheRanges } from '../consequences.js';
import type { ParticipantId } from '../ids.js';
import { judgeOf } from '../judge.js';
import type { ActionsOf, NextAction } from '../next-action.js';
import { measure } from '../position.js';
import type { Milestone } from '../state.js';

/** Facts that others than the presenter still owe. */
export const recordingActions: ActionsOf = (milestone, { at }) => {
  const { status } = milestone.delivery;
  if (status === 'waiting' || status === 'expired') return [];
  const judge = judgeOf(milestone, at);
  const held = measure(milestone.position).held;
  if (held === 0) return [];
  const leaves = trancheRanges(milestone).flatMap(({ tranche }) =>
    tranche.condition === undefined ? [] : evaluate(tranche.condition, judge).missing,
  );
  const actions: NextAction[] = [];
  for (const leaf of leaves) {
    const command = commandFor(leaf, milestone);
    if (command === undefined) continue;
    const participant = judge.owedBy(leaf) as ParticipantId;
    const isListed = actions.some(
      (each) => each.participant === participant && sameSubject(each.leaf, leaf),
    );
    if (!isListed) actions.push({ participant, command, milestoneId: milestone.id, leaf });
  }
  return actions;
};

/** Whether two leaves ask one participant for the same thing. */
function sameSubject(one: Leaf | undefined, other: Leaf): boolean {
  return one?.type === other.type && subjectOf(one) === subjectOf(other);
}

function subjectOf(leaf: Leaf): string | undefined {
  if (leaf.type === 'evidence') return leaf.docType;
  if (leaf.type === 'event') return leaf.code;
  return leaf.type === 'instrument' ? leaf.instrument : undefined;
}

function commandFor(leaf: Leaf, milestone: Milestone): SubmissionType | undefined {
  switch (leaf.type) {
    case 'evidence':
      return leaf.from === milestone.slice.parties.exporter ? undefined : 'attachEvidence';
    case 'inspection':
      return 'recordInspection';
    case 'event':
      return 'recordEvent';
    case 'instrument':
      return 'recordInstrument';
    default:
      return undefined;
  }
}
