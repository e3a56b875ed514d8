import type { Milestone, MilestoneTerms, PublicTerms } from '@tranche/chaincode/domain';
import { amended, amountIn } from '../amended-deal.js';
import type { Dice } from '../dice.js';
import { anybody, type Attempt, type Option, type Sight } from './attempt.js';

const DAY = 86_400_000;
/** What is done about other terms: they are proposed, opened, and mostly consented to. */
export function amending(dice: Dice, sight: Sight): readonly Option[] {
  const { agreement, proposals } = sight;
  const { amendment, amendments: last = agreement.termsVersion } = agreement;
  const latest = Math.max(last, ...proposals.keys());
  const proposing: Option = () => propose(dice, sight, latest + 1);
  if (amendment === undefined) {
    return latest > last && dice.chance(80)
      ? [() => consent('textiles.checker', latest, sight)]
      : [proposing];
  }
  const { number, asked, consents } = amendment;
  const consented = consents.map(({ by }) => by.participant);
  const left = asked.filter((id) => !consented.includes(id)).map(checkerOf);
  const end = { fields: { number } };
  return [
    ...left.map((label) => (): Attempt => consent(label, number, sight)),
    () => consent(anybody(dice), number, sight),
    ...(dice.chance(15) ? [proposing] : []),
    ...(dice.chance(10)
      ? [
          (): Attempt => ({ label: 'retail.checker', type: 'refuseAmendment', ...end }),
          (): Attempt => ({ label: 'textiles.maker', type: 'withdrawAmendment', ...end }),
        ]
      : []),
  ];
}

function checkerOf(participant: string): string {
  return `${participant.slice(participant.indexOf(':') + 1)}.checker`;
}

function consent(label: string, number: number, { agreement, proposals }: Sight): Attempt {
  const termsHash = proposals.get(number) ?? agreement.termsHash;
  const fields = { number, termsHash };
  return { label, type: 'consentToAmendment', fields, filesTerms: number };
}

/** The terms in force with a few milestones changed, and some worth more or less. */
function propose(dice: Dice, { inForce, milestones, at }: Sight, number: number): Attempt {
  const named = milestones.filter(() => dice.chance(20));
  const revalued = named.filter(() => dice.chance(30)).map(({ id }) => String(id));
  const lowered = named
    .filter(({ id }) => !revalued.includes(id) && dice.chance(30))
    .map(({ id: milestoneId }) => ({ milestoneId, share: dice.between(1, 10_000) * 10 ** 8 }));
  const raise = (id: string): bigint => amountIn(inForce, id) + BigInt(dice.between(1, 1_000));
  const amounts = Object.fromEntries(revalued.map((id) => [id, raise(id)]));
  const definitions = milestones.map((each) => [each.id, changed(dice, each, at)] as const);
  const openUntil = (at + dice.between(1, 30) * DAY) as PublicTerms['openUntil'];
  const longStop = Math.max(inForce.terms.longStop, at + 3_000 * DAY) as PublicTerms['longStop'];
  const deal = amended(inForce, {
    ...(revalued.length === 0 ? {} : { amounts }),
    milestones: Object.fromEntries(definitions),
    terms: { openUntil, longStop },
    revalued,
    lowered,
  });
  const fields = { number, terms: deal.terms, revalued, lowered };
  return { label: 'textiles.maker', type: 'proposeAmendment', fields, proposes: deal };
}

/** Sometimes another due date, or the tranches in another order. */
function changed(dice: Dice, milestone: Milestone, at: number): Partial<MilestoneTerms> {
  if (!dice.chance(15)) return {};
  if (dice.chance(50)) return { dueDate: (at + dice.between(1, 90) * DAY) as never };
  const { tranches } = milestone.amended ?? milestone.slice.definition;
  const [first, ...others] = tranches;
  return first === undefined ? {} : { tranches: [...others, first] };
}
