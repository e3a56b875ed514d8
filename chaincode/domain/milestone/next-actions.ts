import type { SubmissionType } from '../catalogue.js';
import type { Leaf } from '../condition.js';
import type { Moment } from '../deadline.js';
import { openBlocks } from '../due-date.js';
import type { ParticipantId } from '../ids.js';
import { judgeOf } from '../judge.js';
import type { ActionsOf, NextAction } from '../next-action.js';
import { alternatesOf } from '../parties.js';
import { measure } from '../position.js';
import type { Milestone } from '../state.js';
import { isInspectorLate, missingLeaves } from './inspect.js';

/** Facts that others than the presenter still owe. */
export const recordingActions: ActionsOf = (milestone, moment) => {
  const { status } = milestone.delivery;
  if (status === 'waiting' || status === 'expired') return [];
  const held = measure(milestone.position).held;
  if (held === 0) return [];
  const actions: NextAction[] = [];
  for (const leaf of missingLeaves(milestone, moment.at)) {
    const command = commandFor(leaf, milestone);
    if (command === undefined) continue;
    for (const participant of askedFor(leaf, milestone, moment)) {
      const isListed = actions.some(
        (each) => each.participant === participant && sameSubject(each.leaf, leaf),
      );
      if (isListed) continue;
      const until = leaf.type === 'inspection' ? deadlineOf(milestone) : {};
      actions.push({ participant, command, milestoneId: milestone.id, leaf, ...until });
    }
  }
  return actions;
};

/** Who is asked: once a requested inspection is late, the alternates, where there are any. */
function askedFor(leaf: Leaf, milestone: Milestone, moment: Moment): readonly ParticipantId[] {
  const alternates = alternatesOf(milestone.slice.parties);
  const isLate = leaf.type === 'inspection' && isInspectorLate(milestone, moment);
  if (isLate && alternates.length > 0) return alternates;
  return [judgeOf(milestone, moment.at).owedBy(leaf) as ParticipantId];
}

function deadlineOf({ delivery }: Milestone): Pick<NextAction, 'deadline' | 'since'> {
  const { inspectionRequest: open } = delivery;
  return open === undefined ? {} : { deadline: open.deadline, since: open.at };
}

/** What buyer and exporter owe of what was reported as missing. */
export const supplyActions: ActionsOf = (milestone) => {
  const { exporter, buyer } = milestone.slice.parties;
  const milestoneId = milestone.id;
  return openBlocks(milestone).map(({ need, supplied }): NextAction => {
    if (supplied === undefined) {
      return { participant: buyer, command: 'reportSupplied', milestoneId, need };
    }
    const { deadline, at: since } = supplied;
    const step = { milestoneId, need, deadline, since } as const;
    return { participant: exporter, command: 'confirmSupplied', ...step };
  });
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
