import { milestoneOf, type DecidersOf } from '../decider.js';
import { DomainError, requireThat } from '../errors.js';
import type { ParticipantId, Sha256 } from '../ids.js';
import type { Instant } from '../instant.js';
import { limits } from '../limits.js';
import { participantOf } from '../policy.js';
import { isStanding } from '../records.js';
import { checkReplaceable, replacementEvents } from '../replacement.js';
import type { Facts, Milestone } from '../state.js';
import { checkCount, checkLive } from './checks.js';
import type { MilestoneCommand } from './commands.js';
import { inspectDeciders } from './inspect.js';
import { instrumentDeciders } from './instrument.js';
import { needDeciders } from './needs.js';
import { revokeDeciders } from './revoke.js';

type DecidedHere = Exclude<MilestoneCommand['type'], 'advanceMilestone'>;

/** What each command on performance makes true; `advanceMilestone` has a file of its own. */
export const milestoneDeciders: DecidersOf<DecidedHere> = {
  ...inspectDeciders,
  ...revokeDeciders,
  ...needDeciders,
  ...instrumentDeciders,

  attachEvidence: (state, command, facts) => {
    const milestone = milestoneOf(state, command);
    checkLive(milestone);
    const { evidence } = milestone.delivery;
    const participant = participantOf(facts.actor);
    const { replaces, docType, hash } = command;
    const number = evidence.length + 1;
    const replacement = replaces === undefined ? undefined : { replaced: replaces, by: number };
    if (replacement) checkReplaceable(milestone, { ...replacement, docType, participant }, facts);
    checkOwnEvidence(milestone, { participant, hash, replaces });
    const { agreementId, milestoneId, size, mediaType, issuer, reference } = command;
    const file = { number, docType, hash, size, mediaType, issuer, reference };
    const on = { type: 'EvidenceAttached', agreementId, milestoneId } as const;
    if (replacement === undefined) return [{ ...on, evidence: file }];
    return [
      { ...on, evidence: { ...file, replaces: replacement.replaced } },
      ...replacementEvents(milestone, replacement, facts),
    ];
  },

  recordEvent: (state, command, facts) => {
    const milestone = milestoneOf(state, command);
    checkLive(milestone);
    const { events, activatedAt } = milestone.delivery;
    checkCount(events, facts);
    checkEventTime(command.eventTime, activatedAt, facts);
    const { agreementId, milestoneId, transportDocument } = command;
    const isKnown = transportDocumentsOf(milestone).includes(transportDocument);
    requireThat(isKnown, 'TRANSPORT_DOCUMENT_UNKNOWN');
    const { code, classifier, location, eventTime } = command;
    const number = events.length + 1;
    return [
      {
        type: 'ShipmentEventRecorded',
        agreementId,
        milestoneId,
        event: { number, code, classifier, location, eventTime, transportDocument },
      },
    ];
  },
};

/** What was replaced leaves its slot, and may be attached again in its own place alone. */
function checkOwnEvidence(
  { delivery, slice }: Milestone,
  of: {
    readonly participant: ParticipantId;
    readonly hash: Sha256;
    readonly replaces: number | undefined;
  },
): void {
  const { participant, hash, replaces } = of;
  const own = delivery.evidence.filter((item) => item.by.participant === participant);
  const replaced = [replaces, ...own.map((item) => item.replaces)];
  const standing = own.filter(({ number }) => !replaced.includes(number));
  const isExporter = slice.parties.exporter === participant;
  const max = isExporter ? limits.evidenceOfExporter : limits.evidenceOfOther;
  requireThat(standing.length < max, 'EVIDENCE_TOO_MANY', { max });
  const others = replaces === undefined ? own : standing;
  const same = others.find((item) => item.hash === hash);
  if (same) throw new DomainError('EVIDENCE_ALREADY_ATTACHED', { number: same.number });
}

function checkEventTime(eventTime: Instant, activatedAt: Instant | undefined, facts: Facts): void {
  const isInRange = activatedAt !== undefined && eventTime >= activatedAt && eventTime <= facts.at;
  requireThat(isInRange, 'EVENT_TIME_OUT_OF_RANGE');
}

function transportDocumentsOf(milestone: Milestone): readonly string[] {
  const attached = milestone.delivery.evidence.filter(isStanding).map(({ hash }) => hash);
  return [...milestone.slice.definition.transportDocuments, ...attached];
}
