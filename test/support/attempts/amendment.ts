import type { Milestone, MilestoneTerms } from '@tranche/chaincode/domain';
import type { Dice } from '../dice.js';
import { anybody, type Attempt, type Option, type Sight } from './attempt.js';

const DAY = 86_400_000;
const CONSENTERS = ['textiles', 'retail', 'trade-bank', 'quality', 'line'];

/** What is done about other terms: they are proposed, and mostly consented to. */
export function amending(dice: Dice, sight: Sight): readonly Option[] {
  const { agreement, proposals } = sight;
  const open = agreement.amendment?.number;
  const latest = Math.max(agreement.amendments ?? 1, ...proposals.keys());
  const number = open ?? latest;
  const label = (role: string): string =>
    dice.chance(95) ? `${dice.pick(CONSENTERS)}.${role}` : anybody(dice);
  const consent = (by: string): Attempt => ({
    label: by,
    type: 'consentToAmendment',
    fields: { number, termsHash: proposals.get(number) ?? agreement.termsHash },
    filesTerms: number,
  });
  const end = { fields: { number } };
  return [
    () => propose(dice, sight, latest + 1),
    () => consent('textiles.checker'),
    () => consent('retail.checker'),
    () => consent('trade-bank.checker'),
    () => consent(label('checker')),
    ...(dice.chance(10)
      ? [
          (): Attempt => ({ label: label('checker'), type: 'refuseAmendment', ...end }),
          (): Attempt => ({ label: 'textiles.maker', type: 'withdrawAmendment', ...end }),
        ]
      : []),
  ];
}

/** The terms in force with a few milestones changed; no private amount is. */
function propose(dice: Dice, { agreement, deal, milestones, at }: Sight, number: number): Attempt {
  const named = milestones.filter(() => dice.chance(20));
  const revalued = named.filter(() => dice.chance(30)).map(({ id }) => id);
  const lowered = named
    .filter(({ id }) => !revalued.includes(id) && dice.chance(30))
    .map(({ id: milestoneId }) => {
      const share = dice.between(1, 10_000) * 10 ** 8;
      return { milestoneId, share };
    });
  const terms = {
    ...deal.terms,
    milestones: milestones.map((each) => changed(dice, each, at)),
    openUntil: at + dice.between(1, 30) * DAY,
    longStop: Math.max(deal.terms.longStop, at + 3_000 * DAY),
  };
  const fields = { number, terms, revalued, lowered };
  void agreement;
  return { label: 'textiles.maker', type: 'proposeAmendment', fields };
}

/** What the terms in force say of a milestone, or something else. */
function changed(dice: Dice, milestone: Milestone, at: number): MilestoneTerms {
  const definition = milestone.amended ?? milestone.slice.definition;
  if (!dice.chance(15)) return definition;
  if (dice.chance(50)) return { ...definition, dueDate: (at + dice.between(1, 90) * DAY) as never };
  const [first, ...others] = definition.tranches;
  if (first === undefined || others.length === 0) return definition;
  return { ...definition, tranches: [...others, first] };
}
