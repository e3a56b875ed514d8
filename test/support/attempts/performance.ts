import type { Evidence, Milestone, RecordKind } from '@tranche/chaincode/domain';
import type { Dice } from '../dice.js';
import { NEEDS } from '../random-deal.js';
import { fresh, on, type Attempt, type Option } from './attempt.js';

type Made = Pick<Evidence, 'number' | 'by'>;

/** Somebody takes a record back, mostly its maker; sometimes one that is not there. */
export function revocation(dice: Dice, milestone: Milestone): readonly Option[] {
  const { inspections, events, evidence } = milestone.delivery;
  const made: readonly (readonly [RecordKind, readonly Made[]])[] = [
    ['inspection', inspections],
    ['event', events],
    ['evidence', evidence],
  ];
  return made.flatMap(([what, records]): readonly Option[] => {
    if (records.length === 0) return [];
    const { number, by } = dice.pick(records);
    const label = `${by.participant.split(':')[1] ?? ''}.maker`;
    const reason = fresh(dice, 'reason');
    const named = dice.chance(90) ? number : number + 1;
    return [(): Attempt => on(milestone, label, 'revokeRecord', { what, number: named, reason })];
  });
}

/** The exporter asks for a result, or for what the buyer owes; the buyer answers. */
export function standstill(dice: Dice, milestone: Milestone): readonly Option[] {
  const need = dice.pick(NEEDS);
  const exporter = 'textiles.maker';
  return [
    () => on(milestone, exporter, 'requestInspection', {}),
    () => on(milestone, exporter, 'reportBlocked', { need }),
    () => on(milestone, 'retail.maker', 'reportSupplied', { need }),
    () => on(milestone, exporter, 'confirmSupplied', { need }),
    () => on(milestone, 'textiles.checker', 'endBlocked', { need }),
  ];
}
