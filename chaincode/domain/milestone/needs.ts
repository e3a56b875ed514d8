import { afterBusinessDays, afterCalendarDays } from '../calendar.js';
import type { Event } from '../catalogue.js';
import { isOver } from '../deadline.js';
import { milestoneOf, type DecidersOf } from '../decider.js';
import { openBlocks, standstillEnded } from '../due-date.js';
import { splitFree } from '../ending.js';
import { required, requireThat } from '../errors.js';
import type { Facts, Milestone } from '../state.js';
import { workingTime } from '../working-time.js';
import { checkLive } from './checks.js';
import type { MilestoneCommand } from './commands.js';
import type { Block } from './state.js';

/** Business days after which the exporter's silence confirms what the buyer supplied. */
const CONFIRMATION_BUSINESS_DAYS = 3;

type NeedCommand = Extract<
  MilestoneCommand['type'],
  'reportBlocked' | 'reportSupplied' | 'confirmSupplied' | 'endBlocked'
>;

/** What the exporter's performance needs of the buyer, and what follows when it is missing. */
export const needDeciders: DecidersOf<NeedCommand> = {
  reportBlocked: (state, command, facts) => {
    const milestone = milestoneOf(state, command);
    checkLive(milestone);
    const { agreementId, milestoneId, need } = command;
    const { needs = [] } = milestone.slice.definition;
    const found = needs.find(({ id }) => id === need);
    const { by } = required(found, 'NEED_NOT_FOUND', { need });
    checkOpen(milestone);
    const open = openBlocks(milestone).find((block) => block.need === need);
    const isAnswered = open === undefined || open.supplied !== undefined;
    requireThat(isAnswered, 'NEED_ALREADY_REPORTED', { need });
    const { parameters } = milestone.slice;
    requireThat(isOver(by, facts, parameters), 'NEED_NOT_OVERDUE', { by });
    return [{ type: 'BlockReported', agreementId, milestoneId, need }];
  },

  reportSupplied: (state, command, facts) => {
    const milestone = milestoneOf(state, command);
    checkLive(milestone);
    const { agreementId, milestoneId, need } = command;
    checkNotSupplied(blockOf(milestone, need));
    const time = workingTime(milestone.slice);
    const deadline = afterBusinessDays(time, facts.at, CONFIRMATION_BUSINESS_DAYS);
    return [{ type: 'SupplyReported', agreementId, milestoneId, need, deadline }];
  },

  confirmSupplied: (state, command, facts) => {
    const milestone = milestoneOf(state, command);
    checkLive(milestone);
    const { need } = blockOf(milestone, command.need);
    return supplyConfirmed(milestone, { need, deemed: false }, facts);
  },

  endBlocked: (state, command, facts) => {
    const milestone = milestoneOf(state, command);
    checkLive(milestone);
    const { agreementId, milestoneId, need } = command;
    const block = blockOf(milestone, need);
    const { slice } = milestone;
    const { maxDays, payeeBps } = required(slice.definition.blocked, 'BLOCK_END_NOT_AGREED');
    checkOpen(milestone);
    checkNotSupplied(block);
    const until = afterCalendarDays(workingTime(slice), block.reported.at, maxDays);
    requireThat(isOver(until, facts, slice.parameters), 'BLOCK_TOO_SHORT', { until });
    const isOther = block.reported.by.user !== facts.actor.user;
    const reason = 'this user reported what is missing';
    requireThat(isOther, 'APPROVER_NOT_SEPARATE', { reason });
    return [
      { type: 'BlockEnded', agreementId, milestoneId, need },
      ...splitFree(milestone, payeeBps, facts),
    ];
  },
};

/** The end of a report: what was missing is there, by the exporter's word or its silence. */
export function supplyConfirmed(
  milestone: Milestone,
  of: { readonly need: string; readonly deemed: boolean },
  facts: Pick<Facts, 'at' | 'outages'>,
): readonly Event[] {
  const { agreementId, id: milestoneId } = milestone;
  return [
    ...standstillEnded(milestone, facts),
    { type: 'SupplyConfirmed', agreementId, milestoneId, ...of },
  ];
}

function checkOpen({ delivery }: Milestone): void {
  const { status } = delivery;
  requireThat(status === 'open' || status === 'refused', 'MILESTONE_NOT_OPEN', { status });
}

function blockOf(milestone: Milestone, need: string): Block {
  const open = openBlocks(milestone).find((block) => block.need === need);
  return required(open, 'NEED_NOT_REPORTED', { need });
}

function checkNotSupplied({ need, supplied }: Block): void {
  requireThat(supplied === undefined, 'NEED_ALREADY_SUPPLIED', { need });
}
