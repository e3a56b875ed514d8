import { measure, type Milestone } from '@tranche/chaincode/domain';
import { sha256 } from '@tranche/chaincode/ledger';
import { ofAgreement } from './attempts/agreement.js';
import { amending } from './attempts/amendment.js';
import { financing } from './attempts/assignment.js';
import { changing } from './attempts/changing.js';
import { anybody, on, type Attempt, type Option, type Sight } from './attempts/attempt.js';
import { disputing } from './attempts/dispute.js';
import { exceptions, payment } from './attempts/payment.js';
import { interruption } from './attempts/performance.js';
import { recording } from './attempts/recording.js';
import { review, waiving } from './attempts/review.js';
import { secure, securities } from './attempts/security.js';
import type { Dice } from './dice.js';

/** The next thing that somebody tries: mostly what the milestone waits for. */
export function nextAttempt(dice: Dice, sight: Sight): Attempt {
  const milestone = dice.pick(sight.milestones);
  const options = ofAll(dice, sight) ?? optionsFor(dice, milestone, sight);
  const attempt = dice.pick(options)();
  return dice.chance(12) ? spoiled(dice, attempt, sight) : attempt;
}

/** Sometimes something about the agreement as a whole. */
function ofAll(dice: Dice, sight: Sight): readonly Option[] | undefined {
  if (dice.chance(4)) return ofAgreement(dice, sight);
  return dice.chance(12) ? amending(dice, sight) : undefined;
}

function optionsFor(dice: Dice, milestone: Milestone, sight: Sight): readonly Option[] {
  if (isFundable(dice, milestone, sight)) return [() => secure(dice, milestone, sight)];
  const advance: Option = () => on(milestone, anybody(dice), 'advanceMilestone', {});
  return [
    advance,
    ...milestone.orders.flatMap((order) => payment(dice, milestone, order, sight)),
    ...exceptions(dice, milestone),
    ...(dice.chance(10) ? securities(dice, milestone, sight) : []),
    ...(dice.chance(15) ? changing(dice, milestone, sight) : []),
    ...(dice.chance(isFinanced(milestone) ? 60 : 25) ? financing(dice, milestone, sight) : []),
    ...performance(dice, milestone, sight),
  ];
}

function performance(dice: Dice, milestone: Milestone, sight: Sight): readonly Option[] {
  const { by } = milestone.slice.definition.review;
  const { status } = milestone.delivery;
  return [
    ...(by === 'none' || status === 'accepted' ? [] : review(dice, milestone)),
    ...waiving(dice, milestone, sight),
    ...disputing(dice, milestone, sight),
    ...(by === 'none' || dice.chance(30) ? recording(dice, milestone, sight) : []),
    ...(dice.chance(25) ? interruption(dice, milestone) : []),
  ];
}

/** Mostly so, as long as something can be secured that is not. */
function isFundable(dice: Dice, { position, security, slice }: Milestone, { at }: Sight): boolean {
  const isOpen = security !== undefined || at <= slice.fundingBy || dice.chance(10);
  return measure(position).unsecured > 0 && isOpen && dice.chance(80);
}

/** The attempt with something wrong about it; often still refused for another reason. */
function spoiled(dice: Dice, attempt: Attempt, sight: Sight): Attempt {
  const { fields } = attempt;
  const others = sight.milestones.flatMap(({ orders }) => orders.map(({ id }) => id));
  const earlier = sight.before.length === 0 ? undefined : dice.pick(sight.before);
  const { filing: _filing, ...unfiled } = attempt;
  const ways: readonly Option[] = [
    () => ({ ...attempt, label: anybody(dice) }),
    () => ({ ...attempt, fields: { ...fields, hash: sha256('another hash') } }),
    () => ({ ...attempt, fields: { ...fields, surplus: 1 } }),
    () => ({ ...attempt, fields: { ...fields, milestoneId: 'm9' } }),
    () => ({ ...attempt, fields: { ...fields, milestoneId: dice.pick(sight.milestones).id } }),
    () => ({ ...attempt, fields: { ...fields, attempt: dice.between(0, 3) } }),
    () => ({ ...attempt, fields: { ...fields, expiry: sight.at + 1 } }),
    () => ({ ...attempt, fields: { ...fields, claimedShare: 10 ** 12, exact: true } }),
    () => unfiled,
    () => ({ label: anybody(dice), type: 'withdrawAgreement', fields: {} }),
    ...(others.length === 0
      ? []
      : [() => ({ ...attempt, fields: { ...fields, orderId: dice.pick(others) } })]),
    ...(earlier === undefined
      ? []
      : [() => earlier, () => earlier, () => ({ ...attempt, commandId: earlier.commandId })]),
  ];
  return dice.pick(ways)();
}

function isFinanced({ assignments = [] }: Milestone): boolean {
  return assignments.length > 0;
}
