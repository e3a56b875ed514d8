import { milestoneOf, type DecidersOf } from '../decider.js';
import { DomainError, requireThat } from '../errors.js';
import type { Instant } from '../instant.js';
import { limits } from '../limits.js';
import { participantOf } from '../policy.js';
import { isStanding } from '../records.js';
import type { Facts, Milestone } from '../state.js';
import { checkCount, checkLive } from './checks.js';
import type { MilestoneCommand } from './commands.js';
import { inspectDeciders } from './inspect.js';
import { needDeciders } from './needs.js';
import { revokeDeciders } from './revoke.js';

type DecidedHere = Exclude<MilestoneCommand['type'], 'advanceMilestone'>;

/** What each command on performance makes true; `advanceMilestone` has a file of its own. */
export const milestoneDeciders: DecidersOf<DecidedHere> = {
  ...inspectDeciders,
  ...revokeDeciders,
  ...needDeciders,

  attachEvidence: (state, command, facts) => {
    const milestone = milestoneOf(state, command);
    checkLive(milestone);
    const { evidence } = milestone.delivery;
    const participant = participantOf(facts.actor);
    const own = evidence.filter((item) => item.by.participant === participant);
    const isExporter = milestone.slice.parties.exporter === participant;
    const max = isExporter ? limits.evidenceOfExporter : limits.evidenceOfOther;
    requireThat(own.length < max, 'EVIDENCE_TOO_MANY', { max });
    const same = own.find((item) => item.hash === command.hash);
    if (same) throw new DomainError('EVIDENCE_ALREADY_ATTACHED', { number: same.number });
    const { agreementId, milestoneId, docType, hash, size, mediaType, issuer, reference } = command;
    const number = evidence.length + 1;
    return [
      {
        type: 'EvidenceAttached',
        agreementId,
        milestoneId,
        evidence: { number, docType, hash, size, mediaType, issuer, reference },
      },
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

  recordInstrument: (state, command, facts) => {
    const milestone = milestoneOf(state, command);
    checkLive(milestone);
    const { instruments } = milestone.delivery;
    checkCount(instruments, facts);
    const { agreementId, milestoneId, instrument, reference, expiry } = command;
    requireThat(expiry > facts.at, 'INSTRUMENT_EXPIRED', { expiry });
    const number = instruments.length + 1;
    return [
      {
        type: 'InstrumentRecorded',
        agreementId,
        milestoneId,
        instrument: { number, instrument, reference, expiry },
      },
    ];
  },
};

function checkEventTime(eventTime: Instant, activatedAt: Instant | undefined, facts: Facts): void {
  const isInRange = activatedAt !== undefined && eventTime >= activatedAt && eventTime <= facts.at;
  requireThat(isInRange, 'EVENT_TIME_OUT_OF_RANGE');
}

function transportDocumentsOf(milestone: Milestone): readonly string[] {
  const attached = milestone.delivery.evidence.filter(isStanding).map(({ hash }) => hash);
  return [...milestone.slice.definition.transportDocuments, ...attached];
}
