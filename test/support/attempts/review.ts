import { isStanding, measure, SHARE_BASIS_POINT, type Milestone } from '@tranche/chaincode/domain';
import { textileParties } from '../../../scripts/case/textile-deal.js';
import type { Dice } from '../dice.js';
import { DOC_TYPE } from '../random-deal.js';
import { fresh, on, type Attempt, type Option } from './attempt.js';
import { evidence } from './recording.js';

/** What exporter and reviewer do about a presentation. */
export function review(dice: Dice, milestone: Milestone): readonly Option[] {
  const { exporter } = textileParties;
  const { delivery } = milestone;
  if (delivery.status === 'presented') return judgement(dice, milestone);
  const isNamed = dice.chance(5) ? () => true : isStanding;
  const own = delivery.evidence.filter(({ by }) => by.participant === exporter).filter(isNamed);
  const attach = (): Attempt => evidence(dice, milestone, 'textiles.maker');
  const numbers = own.filter(() => dice.chance(60)).map(({ number }) => number);
  const claim = dice.chance(60) ? {} : shareFields(dice, 'claimedShare', claimable(milestone));
  const present = (): Attempt =>
    on(milestone, 'textiles.maker', 'presentMilestone', { evidence: numbers, ...claim });
  return numbers.length === 0 ? [attach, attach] : [present, present, present, attach];
}

function claimable({ position, review: { acceptedShare } }: Milestone): number {
  return Math.max(1, measure(position).held - acceptedShare);
}

/** A share of up to `limit`: of whole basis points, exact to one part, or neither. */
function shareFields(dice: Dice, field: string, limit: number): Attempt['fields'] {
  const points = Math.max(1, Math.floor(limit / SHARE_BASIS_POINT));
  if (dice.chance(60)) return { [field]: dice.between(1, points) * SHARE_BASIS_POINT };
  const share = dice.between(1, Math.max(1, limit));
  return dice.chance(90) ? { [field]: share, exact: true } : { [field]: share };
}

function judgement(dice: Dice, milestone: Milestone): readonly Option[] {
  const open = milestone.review.presentations.at(-1);
  if (open === undefined) return [];
  const reviewer = milestone.slice.definition.review.by.split(':')[1] ?? '';
  const label = `${reviewer}.checker`;
  const named = { presentation: open.number, hash: open.hash };
  const discrepancies = [{ code: 'SHORT', about: DOC_TYPE, text: fresh(dice, 'text') }];
  const accept = (fields: Attempt['fields']): Attempt =>
    on(milestone, label, 'acceptPresentation', { ...named, discrepancies: [], ...fields });
  const part = shareFields(dice, 'acceptedShare', open.claimedShare);
  const refusal = { ...named, discrepancies, documents: dice.pick(['returned', 'held']) };
  return [
    () => accept({}),
    () => accept({}),
    () => accept({ ...part, discrepancies }),
    () => on(milestone, label, 'refusePresentation', refusal),
  ];
}
