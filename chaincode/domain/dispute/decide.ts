import { milestoneOf, type DecidersOf } from '../decider.js';
import { endOfDispute } from '../dispute-end.js';
import { DomainError, required, requireThat } from '../errors.js';
import { limits } from '../limits.js';
import { present } from '../invariant.js';
import { takeHighest } from '../position.js';
import { merged } from '../ranges.js';
import { SHARE_BASIS_POINT, totalSize, type Range } from '../shares.js';
import type { Facts, Milestone } from '../state.js';
import type { DisputeCommand } from './commands.js';
import { decisionDeciders } from './decision.js';
import { checkUndecided, disputeOf, hashOfDispute } from './dispute.js';
import { groundOf, type Ground, type Reliance } from './grounds.js';
import { negotiationDeciders } from './negotiation.js';
import { disputeOpened } from './opening.js';
import { sideOf } from './side.js';
import type { Dispute } from './state.js';

type StakeCommand = Extract<DisputeCommand, { type: 'openDispute' | 'addToDispute' }>;

/** What each command on a dispute makes true. */
export const disputeDeciders: DecidersOf<DisputeCommand['type']> = {
  ...negotiationDeciders,
  ...decisionDeciders,

  openDispute: (state, command, facts) => {
    const milestone = milestoneOf(state, command);
    requireThat(milestone.live, 'AGREEMENT_NOT_ACTIVE');
    const { grounds, reason, evidence } = command;
    const { side, ground } = stakeOf(milestone, command, facts);
    const { subject } = ground;
    const { disputes = [] } = milestone;
    const before = disputes.find((each) => isDisputedBy(each, { subject, side }));
    if (before) throw new DomainError('DISPUTE_ALREADY_OPENED', { number: before.number });
    const max = limits.disputesPerParty;
    const own = disputes.filter(({ stakes: [opening] }) => opening?.side === side).length;
    requireThat(own < max, 'DISPUTES_EXHAUSTED', { max });
    const ranges = disputedParts(ground, command);
    const { terms } = present(state.terms, 'the terms are loaded where a dispute opens');
    const isStraight = grounds === 'false-evidence' || grounds === 'silence';
    const why = { side, subject, reason, evidence };
    const opening = { grounds, ranges, why, isStraight };
    return [disputeOpened(milestone, opening, terms, facts)];
  },

  addToDispute: (state, command, facts) => {
    const milestone = milestoneOf(state, command);
    const { agreementId, milestoneId, number, reason, evidence } = command;
    const dispute = disputeOf(milestone, number);
    checkUndecided(dispute);
    const { side, ground } = stakeOf(milestone, command, facts);
    const [, ...additions] = dispute.stakes;
    const isFree = additions.every((each) => each.side !== side);
    const takesMore = isFree && dispute.grounds !== 'false-evidence';
    requireThat(takesMore, 'DISPUTE_NOT_EXTENDABLE', { number });
    const added = disputedParts(ground, command);
    const share = totalSize(added);
    const { subject } = ground;
    const stake = { side, subject, share, reason, evidence };
    const ranges = merged([...dispute.ranges, ...added]);
    const stakes = [...dispute.stakes, stake];
    const hash = hashOfDispute(milestone, { ...dispute, ranges, stakes }, facts);
    const on = { agreementId, milestoneId, number } as const;
    return [{ type: 'DisputeExtended', ...on, ranges: added, hash, stake }];
  },

  withdrawDispute: (state, command, facts) => {
    const milestone = milestoneOf(state, command);
    const { number } = command;
    const dispute = disputeOf(milestone, number);
    checkUndecided(dispute);
    const [opening] = dispute.stakes;
    const own = sideOf(milestone, facts);
    requireThat(opening?.side === own, 'DISPUTE_NOT_OWN', { number });
    const isAlone = dispute.stakes.every(({ side }) => side === own);
    requireThat(isAlone, 'DISPUTE_SHARED', { number });
    return endOfDispute(milestone, dispute, { how: 'withdrawal', toPayee: 0, toBuyer: 0 }, facts);
  },
};

function stakeOf(
  milestone: Milestone,
  command: StakeCommand,
  facts: Facts,
): { readonly side: Reliance['side']; readonly ground: Ground } {
  const { grounds, evidence } = command;
  const side = sideOf(milestone, facts);
  for (const number of evidence) {
    const found = milestone.delivery.evidence.find((each) => each.number === number);
    required(found, 'EVIDENCE_NOT_FOUND', { number });
  }
  const twice = evidence.find((number, index) => evidence.indexOf(number) !== index);
  if (twice !== undefined) throw new DomainError('ID_LISTED_TWICE', { id: twice });
  return { side, ground: groundOf(milestone, { grounds, side, evidence }, facts) };
}

/** Each side disputes a thing once; what time put into the arbiter's hands is disputed by both. */
function isDisputedBy(
  { stakes: [opening] }: Dispute,
  of: { readonly subject: string; readonly side: Reliance['side'] },
): boolean {
  const isBySide = opening?.side === undefined || opening.side === of.side;
  return isBySide && opening?.subject === of.subject;
}

function disputedParts(
  { parts, max: available }: Ground,
  { share = available, exact }: StakeCommand,
): readonly Range[] {
  requireThat(share > 0 && share <= available, 'SHARE_NOT_HELD', { available });
  const isBasisPoint = share % SHARE_BASIS_POINT === 0 || share === available;
  requireThat(exact === true || isBasisPoint, 'SHARE_NOT_BASIS_POINT');
  return takeHighest(parts, share);
}
