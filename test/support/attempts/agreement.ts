import { sha256 } from '@tranche/chaincode/ledger';
import type { Dice } from '../dice.js';
import { anybody, type Option, type Sight } from './attempt.js';

/** What is done with the agreement as a whole; rarely, as it may end it. */
export function ofAgreement(dice: Dice, { agreement, milestones }: Sight): readonly Option[] {
  const side = dice.pick(['textiles', 'retail']);
  const { number, hash } = agreement.termination ?? { number: 1, hash: sha256('termination') };
  const splits = milestones
    .filter(() => dice.chance(70))
    .map(({ id: milestoneId }) => ({ milestoneId, payeeBps: dice.below(10_001) }));
  const propose = {
    label: `${side}.maker`,
    type: 'proposeTermination',
    fields: { splits },
  } as const;
  const accept = {
    label: `${side}.checker`,
    type: 'acceptTermination',
    fields: { number, hash },
  } as const;
  const withdraw = {
    label: `${side}.maker`,
    type: 'withdrawTermination',
    fields: { number },
  } as const;
  const close = { label: anybody(dice), type: 'closeAgreement', fields: {} } as const;
  const advance = { label: anybody(dice), type: 'advanceAgreement', fields: {} } as const;
  return [propose, accept, withdraw, close, advance].map((attempt) => () => attempt);
}
