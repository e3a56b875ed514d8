import {
  isStanding,
  leavesOf,
  measure,
  SHARE_BASIS_POINT,
  type Milestone,
} from '@tranche/chaincode/domain';
import { textileParties } from '../../../scripts/case/textile-deal.js';
import type { Dice } from '../dice.js';
import { DOC_TYPE } from '../random-deal.js';
import { fresh, on, type Attempt, type Option, type Sight } from './attempt.js';
import { evidence } from './recording.js';

const DAY_MILLIS = 86_400_000;

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

/** What the exporter gives up and the buyer waives, whatever the delivery stands at. */
export function waiving(dice: Dice, milestone: Milestone, { at }: Sight): readonly Option[] {
  const { review: record, slice, position } = milestone;
  const { held } = measure(position);
  const shareOf = (part: number): Attempt['fields'] => shareFields(dice, 'share', part);
  const reduce = (): Attempt => {
    const share = shareOf(dice.chance(90) ? Math.ceil(held / 4) : held);
    return on(milestone, 'textiles.checker', 'reduceMilestone', { ...share, reason: 'SHORT' });
  };
  const { tranches } = slice.definition;
  const tranche = dice.pick(tranches);
  const count = tranche.condition === undefined ? 1 : leavesOf(tranche.condition).length;
  const leaf = dice.below(count + (dice.chance(10) ? 1 : 0));
  const until = at + dice.between(0, 60) * DAY_MILLIS;
  const waivers = [
    () => on(milestone, 'retail.checker', 'waiveCondition', { tranche: tranche.id, leaf }),
    () => on(milestone, 'retail.checker', 'waiveLateness', { until }),
  ];
  const confirmations = (record.waivers ?? []).map(
    ({ number }) =>
      () =>
        on(milestone, 'trade-bank.checker', 'confirmWaiver', { number }),
  );
  const isExpired = milestone.delivery.status === 'expired';
  return [
    ...(dice.chance(15) ? [reduce] : []),
    ...(dice.chance(isExpired ? 80 : 15) ? waivers : []),
    ...(dice.chance(50) ? confirmations : []),
  ];
}

/** What reviewer and exporter do about evidence that is missing in a presentation. */
function suspension(dice: Dice, milestone: Milestone, label: string): readonly Option[] {
  const open = milestone.review.presentations.at(-1);
  const { suspension: found } = open ?? {};
  if (open === undefined) return [];
  const named = { presentation: open.number, hash: open.hash };
  if (found === undefined) {
    const evidence = open.evidence.filter((_, index) => index === 0 || dice.chance(40));
    const reason = dice.pick(['not-received', 'unreadable']);
    const suspend = { ...named, evidence, reason };
    return dice.chance(40) ? [() => on(milestone, label, 'suspendReview', suspend)] : [];
  }
  const presentation = open.number;
  const resume = (): Attempt => on(milestone, label, 'resumeReview', { presentation });
  const replacements = found.missing.map((replaces) => (): Attempt => {
    const item = milestone.delivery.evidence.find(({ number }) => number === replaces);
    const attempt = evidence(dice, milestone, 'textiles.maker');
    const hash = dice.chance(30) ? item?.hash : attempt.fields['hash'];
    const docType = item?.docType ?? DOC_TYPE;
    return { ...attempt, fields: { ...attempt.fields, hash, docType, replaces } };
  });
  return dice.chance(20) ? [resume, ...replacements] : [...replacements, ...replacements];
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
    ...suspension(dice, milestone, label),
  ];
}
