import type { Stamp } from '../actor.js';
import { afterBusinessDays } from '../calendar.js';
import { requireInTime } from '../deadline.js';
import { milestoneOf, type DecidersOf } from '../decider.js';
import { endOfDispute } from '../dispute-end.js';
import { required, requireThat } from '../errors.js';
import { latest } from '../instant.js';
import type { Facts } from '../state.js';
import { workingTime } from '../working-time.js';
import { checkNoAward, disputeOf } from './dispute.js';
import { endOfDecision } from './opening.js';
import { checkedSplit } from './side.js';
import type { Dispute } from './state.js';

/** Business days after which a confirmed award takes effect. */
const AWARD_DAYS = 5;

type DecisionCommand =
  'ruleDispute' | 'confirmRuling' | 'recordAward' | 'confirmAward' | 'recordStay';

/** What decides a dispute: the arbiter here, or whoever decides outside. */
export const decisionDeciders: DecidersOf<DecisionCommand> = {
  ruleDispute: (state, command, facts) => {
    const milestone = milestoneOf(state, command);
    const { agreementId, milestoneId, number, reasons } = command;
    const dispute = disputeOf(milestone, number);
    checkDeciding(dispute, facts);
    requireThat(command.hash === dispute.hash, 'DISPUTE_HASH_MISMATCH');
    const content = { ...checkedSplit(dispute, command), reasons };
    const hash = facts.hashOf({ agreementId, milestoneId, dispute: dispute.hash, ...content });
    const ruling = { ...content, hash };
    return [{ type: 'RulingEntered', agreementId, milestoneId, number, ruling }];
  },

  confirmRuling: (state, command, facts) => {
    const milestone = milestoneOf(state, command);
    const { number, hash } = command;
    const dispute = disputeOf(milestone, number);
    checkDeciding(dispute, facts);
    const named = dispute.ruling?.hash === hash ? dispute.ruling : undefined;
    const { toPayee, toBuyer, by } = required(named, 'RULING_NOT_FOUND', { number });
    checkSeparate(by, facts, 'this user entered the ruling');
    return endOfDispute(milestone, dispute, { how: 'ruling', hash, toPayee, toBuyer }, facts);
  },

  recordAward: (state, command, facts) => {
    const milestone = milestoneOf(state, command);
    const { agreementId, milestoneId, number, kind, document } = command;
    const dispute = disputeOf(milestone, number);
    checkNoAward(dispute);
    const content = { kind, document, ...checkedSplit(dispute, command) };
    const hash = facts.hashOf({ agreementId, milestoneId, dispute: dispute.hash, ...content });
    const award = { ...content, hash };
    return [{ type: 'AwardEntered', agreementId, milestoneId, number, award }];
  },

  confirmAward: (state, command, facts) => {
    const milestone = milestoneOf(state, command);
    const { agreementId, milestoneId, number, hash } = command;
    const dispute = disputeOf(milestone, number);
    checkNoAward(dispute);
    const named = dispute.award?.hash === hash ? dispute.award : undefined;
    const { by } = required(named, 'AWARD_NOT_FOUND', { number });
    checkSeparate(by, facts, 'this user entered the award');
    const effectiveAt = afterBusinessDays(workingTime(milestone.slice), facts.at, AWARD_DAYS);
    return [{ type: 'AwardConfirmed', agreementId, milestoneId, number, effectiveAt }];
  },

  recordStay: (state, command, facts) => {
    const milestone = milestoneOf(state, command);
    const { agreementId, milestoneId, number, document } = command;
    const { award, decideBy, decisionBusinessDays } = disputeOf(milestone, number);
    const until = required(award?.effectiveAt, 'AWARD_NOT_FOUND', { number });
    requireInTime(until, facts, { code: 'STAY_TOO_LATE', param: 'until' });
    const stayed = { type: 'AwardStayed', agreementId, milestoneId, number, document } as const;
    if (decideBy === undefined) return [stayed];
    const anew = endOfDecision(milestone, decisionBusinessDays, facts.at);
    return [{ ...stayed, decideBy: latest(decideBy, anew) }];
  },
};

/** The arbiter decides what is in its hands, in time, and nothing that was decided elsewhere. */
function checkDeciding(dispute: Dispute, facts: Facts): void {
  const { number, decideBy } = dispute;
  checkNoAward(dispute);
  const until = required(decideBy, 'DISPUTE_NOT_ESCALATED', { number });
  requireInTime(until, facts, { code: 'RULING_TOO_LATE', param: 'until' });
}

function checkSeparate(by: Stamp['by'], { actor }: Facts, reason: string): void {
  requireThat(by.user !== actor.user, 'APPROVER_NOT_SEPARATE', { reason });
}
