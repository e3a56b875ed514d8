import {
  openBlocks,
  type Evidence,
  type Milestone,
  type RecordKind,
} from '@tranche/chaincode/domain';
import type { Dice } from '../dice.js';
import { NEEDS } from '../random-deal.js';
import { fresh, on, type Attempt, type Option } from './attempt.js';

type Made = Pick<Evidence, 'number' | 'by'>;

/** Performance is taken back, late or blocked. */
export function interruption(dice: Dice, milestone: Milestone): readonly Option[] {
  return [...revocation(dice, milestone), ...standstill(dice, milestone)];
}

/** Somebody takes a record back, mostly its maker; sometimes one that is not there. */
function revocation(dice: Dice, milestone: Milestone): readonly Option[] {
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
function standstill(dice: Dice, milestone: Milestone): readonly Option[] {
  const { needs = [] } = milestone.slice.definition;
  const open = openBlocks(milestone).map(({ need }) => need);
  const answers = open.length > 0 || dice.chance(5) ? answersTo(milestone, dice.pick(NEEDS)) : [];
  const report = (): Attempt =>
    on(milestone, 'textiles.maker', 'reportBlocked', { need: dice.pick(NEEDS) });
  return [
    () => on(milestone, 'textiles.maker', 'requestInspection', {}),
    ...(needs.length > 0 || dice.chance(5) ? [report, report] : []),
    ...answers,
    ...answers,
  ];
}

function answersTo(milestone: Milestone, need: string): readonly Option[] {
  return [
    () => on(milestone, 'retail.maker', 'reportSupplied', { need }),
    () => on(milestone, 'textiles.maker', 'confirmSupplied', { need }),
    () => on(milestone, 'textiles.checker', 'endBlocked', { need }),
  ];
}
