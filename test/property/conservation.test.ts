import assert from 'node:assert/strict';
import type { Event } from '@tranche/chaincode/domain';
import { Auditor } from '../support/auditor.js';
import { checkConservation } from '../support/conservation.js';
import { EventSchemas } from '../support/event-schemas.js';
import { RandomSequence } from '../support/random-sequence.js';
import { drawingOf, everySequence, Stages, type Draw } from '../support/sequences.js';

const TIME_LIMIT_MILLIS = 600_000;

/** So many sequences meet every event of the rules that moves money. */
const ENOUGH_SEQUENCES = 1_000;

/** So many events of a type show whether its published schema is right. */
const ENOUGH_OF_A_TYPE = 200;

const moneyEvents: readonly Event['type'][] = [
  'FundsSecured',
  'ShareDue',
  'OrderApproved',
  'OrderInstructed',
  'OrderSettled',
  'OrderRejected',
  'OrderReturned',
  'OrderCancelled',
  'ShareUnsecured',
  'ShareLapsed',
  'MilestoneReduced',
  'MilestoneExpired',
  'ConditionWaived',
  'LatenessWaived',
  'WaiverConfirmed',
  'EvidenceReplaced',
  'AssignmentAcknowledged',
  'AssignmentReleased',
  'OrderReassigned',
  'AmendmentTookEffect',
  'AmendedTermsApplied',
  'DisputeOpened',
  'DisputeExtended',
  'DisputeEnded',
  'AwardConfirmed',
  'OfferExpired',
];

describe('money in random sequences of commands', function () {
  this.timeout(TIME_LIMIT_MILLIS);
  const drawing = drawingOf(process.env);
  const stages = new Stages(drawing.seed);
  const seen = new Map<string, number>();
  const schemas = new EventSchemas();
  const note = (what: string): void => void seen.set(what, (seen.get(what) ?? 0) + 1);

  const play = async (draw: Draw): Promise<void> => {
    const stage = await stages.at(draw.stage);
    const sequence = new RandomSequence(stage);
    const auditor = new Auditor(stage.deal.amounts);
    for (const seed of draw.steps) {
      const before = sequence.run.milestones;
      const result = sequence.take(sequence.next(seed));
      if (result.kind === 'changed') {
        for (const event of result.events) {
          auditor.book(event);
          note(event.type);
          if ((seen.get(event.type) ?? 0) <= ENOUGH_OF_A_TYPE) schemas.checkEvent(event);
        }
        checkConservation(sequence.run.milestones.values(), stage.deal, auditor);
      } else {
        note(result.kind === 'refused' ? result.code : result.kind);
        assert.equal(sequence.run.milestones, before, 'what is refused changes nothing');
      }
    }
    if (auditor.settledMinor === stage.deal.totalMinor) note('wholly settled');
  };

  it('is nowhere lost, nowhere made and nowhere paid twice, as an auditor sees it', async () => {
    await everySequence(drawing, play);
  });

  it('meets every event that moves it', () => {
    if (drawing.sequences < ENOUGH_SEQUENCES || drawing.path !== undefined) return;
    for (const event of moneyEvents) assert.ok((seen.get(event) ?? 0) > 0, event);
  });
});
