import { afterBusinessDays } from '../calendar.js';
import { evaluate, type Leaf } from '../condition.js';
import { trancheRanges } from '../consequences.js';
import { isOver } from '../deadline.js';
import { milestoneOf, type DecidersOf } from '../decider.js';
import { standstillEnded } from '../due-date.js';
import { DomainError, requireThat } from '../errors.js';
import { judgeOf } from '../judge.js';
import { isAlternate } from '../parties.js';
import { participantOf } from '../policy.js';
import type { Facts, Milestone } from '../state.js';
import { workingTime } from '../working-time.js';
import { checkCount, checkLive } from './checks.js';

/** Business days of an inspector, unless the terms say otherwise. */
const INSPECTION_BUSINESS_DAYS = 5;

/** The result of an inspection, and its request. */
export const inspectDeciders: DecidersOf<'recordInspection' | 'requestInspection'> = {
  recordInspection: (state, command, facts) => {
    const milestone = milestoneOf(state, command);
    checkLive(milestone);
    const { inspections, inspectionRequest } = milestone.delivery;
    checkCount(inspections, facts);
    checkTurn(milestone, facts);
    const { agreementId, milestoneId, outcome, certificate, findings } = command;
    const number = inspections.length + 1;
    return [
      ...(inspectionRequest === undefined ? [] : standstillEnded(milestone, facts)),
      {
        type: 'InspectionRecorded',
        agreementId,
        milestoneId,
        inspection: { number, outcome, certificate, findings },
      },
    ];
  },

  requestInspection: (state, command, facts) => {
    const milestone = milestoneOf(state, command);
    checkLive(milestone);
    const { delivery, slice } = milestone;
    const { status, inspectionRequest: open } = delivery;
    requireThat(status !== 'waiting', 'MILESTONE_NOT_OPEN', { status });
    if (open) throw new DomainError('INSPECTION_ALREADY_REQUESTED', { deadline: open.deadline });
    const isAwaited = missingLeaves(milestone, facts.at).some(asksForInspection);
    requireThat(isAwaited, 'INSPECTION_NOT_AWAITED');
    const { agreementId, milestoneId } = command;
    const days = slice.definition.inspectionBusinessDays ?? INSPECTION_BUSINESS_DAYS;
    const deadline = afterBusinessDays(workingTime(slice), facts.at, days);
    return [{ type: 'InspectionRequested', agreementId, milestoneId, deadline }];
  },
};

/**
 * An alternate steps in when a requested inspection is late; one that did may replace its own
 * result that it revoked.
 */
function checkTurn(milestone: Milestone, facts: Facts): void {
  const { delivery, slice } = milestone;
  const participant = participantOf(facts.actor);
  if (!isAlternate(slice.parties, participant)) return;
  const last = delivery.inspections.at(-1);
  const isOwnRevoked = last?.by.participant === participant && last.revoked !== undefined;
  requireThat(isOwnRevoked || isInspectorLate(milestone, facts), 'ALTERNATE_TOO_EARLY');
}

/** Whether a requested inspection is so late that alternates may record its result. */
export function isInspectorLate(
  { delivery, slice }: Milestone,
  moment: Pick<Facts, 'at' | 'outages'>,
): boolean {
  const { inspectionRequest: open } = delivery;
  return open !== undefined && isOver(open.deadline, moment, slice.parameters);
}

/** What the conditions of a milestone still miss. */
export function missingLeaves(milestone: Milestone, at: Facts['at']): readonly Leaf[] {
  const judge = judgeOf(milestone, at);
  return trancheRanges(milestone).flatMap(({ tranche }) =>
    tranche.condition === undefined ? [] : evaluate(tranche.condition, judge).missing,
  );
}

function asksForInspection(leaf: Leaf): boolean {
  return leaf.type === 'inspection' || (leaf.type === 'after' && leaf.of.kind === 'inspection');
}
