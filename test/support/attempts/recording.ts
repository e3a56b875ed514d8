import type { Milestone } from '@tranche/chaincode/domain';
import type { Dice } from '../dice.js';
import { DOC_TYPE, TRANSPORT_DOCUMENT } from '../random-deal.js';
import { fresh, on, type Attempt, type Option, type Sight } from './attempt.js';

/** Somebody attaches a file. */
export function evidence(dice: Dice, milestone: Milestone, label: string): Attempt {
  return on(milestone, label, 'attachEvidence', {
    docType: dice.chance(90) ? DOC_TYPE : 'other',
    hash: fresh(dice, 'file'),
    size: dice.between(1, 1e6),
    mediaType: 'application/pdf',
    issuer: 'Issuer',
    reference: 'R-1',
  });
}

/** What inspectors, sources and the bank put on record. */
export function recording(dice: Dice, milestone: Milestone, { at }: Sight): readonly Option[] {
  const inspection = {
    outcome: dice.pick(['pass', 'pass', 'conditional', 'fail']),
    certificate: fresh(dice, 'certificate'),
    findings: fresh(dice, 'findings'),
  };
  const event = {
    code: dice.pick(['DEPA', 'DEPA', 'LOAD']),
    classifier: dice.pick(['ACT', 'ACT', 'ACT', 'EST']),
    location: 'INNSA',
    eventTime: Math.max(milestone.delivery.activatedAt ?? 0, at - dice.below(2 * 86_400_000)),
    transportDocument: dice.chance(95) ? TRANSPORT_DOCUMENT : fresh(dice, 'transport'),
  };
  const instrument = {
    instrument: dice.pick(['performance-guarantee', 'credit']),
    reference: fresh(dice, 'guarantee'),
    expiry: at + dice.between(-1, 30) * 86_400_000,
  };
  return [
    () => on(milestone, 'quality.maker', 'recordInspection', inspection),
    () => on(milestone, 'line.maker', 'recordEvent', event),
    () => on(milestone, 'trade-bank.maker', 'recordInstrument', instrument),
    () => evidence(dice, milestone, 'quality.maker'),
  ];
}
