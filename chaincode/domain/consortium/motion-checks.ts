import { DomainError, type ErrorCode, type ErrorParams } from '../errors.js';
import { hostedId, type Msp } from '../ids.js';
import { present } from '../invariant.js';
import { limits } from '../limits.js';
import { activeMembers } from '../standing.js';
import type { State } from '../state.js';
import type { Motion, MotionOf } from './motions.js';

/** Something that must hold, and the refusal when it does not. */
interface Check {
  readonly holds: boolean;
  readonly code: ErrorCode;
  readonly params: ErrorParams;
}

type ChecksOf<K extends Motion['kind']> = (motion: MotionOf<K>, state: State) => readonly Check[];

/** What must hold for each kind of motion: a missing row does not compile. */
const motionChecks: { readonly [K in Motion['kind']]: ChecksOf<K> } = {
  admitMember: ({ msp }, { members }) => {
    const max = limits.members;
    return [
      check(!members.has(msp), 'MEMBER_ALREADY_ADMITTED', { msp }),
      check(members.size < max, 'MEMBERS_TOO_MANY', { max }),
    ];
  },

  suspendMember: ({ msp }, state) => {
    const min = limits.activeMembersMin;
    const left = activeMembers(state.members.values()).length - 1;
    return [
      known(state, msp),
      check(state.members.get(msp)?.status === 'active', 'MEMBER_NOT_ACTIVE', { msp }),
      check(left >= min, 'MEMBERS_TOO_FEW', { min }),
    ];
  },

  readmitMember: ({ msp }, state) => [
    known(state, msp),
    check(state.members.get(msp)?.status === 'suspended', 'MEMBER_NOT_SUSPENDED', { msp }),
  ],

  changeMemberRoles: ({ msp }, state) => [known(state, msp)],

  changeParameters: () => [],

  changeRulesVersion: ({ version }, { rules }) => {
    const { version: inForce } = founded(rules);
    return [check(version > inForce, 'RULES_VERSION_NOT_LATER', { version: inForce })];
  },

  declareOutage: ({ from, until }, { rules, parameters }) => {
    const { outageDays, outages: max } = limits;
    const { dayMillis } = founded(parameters);
    const { outages = [] } = founded(rules);
    const isMeasured = from < until && until - from <= outageDays * dayMillis;
    const other = outages.find((outage) => outage.from <= until && from <= outage.until);
    return [
      check(outages.length < max, 'OUTAGES_EXHAUSTED', { max }),
      check(isMeasured, 'OUTAGE_INVALID', { max: outageDays }),
      check(other === undefined, 'OUTAGE_OVERLAPS', { ...(other ?? { from, until }) }),
    ];
  },

  rehostParticipant: checksOfRehost,
};

function check(holds: boolean, code: ErrorCode, params: ErrorParams): Check {
  return { holds, code, params };
}

function founded<T>(record: T | undefined): T {
  return present(record, 'nobody calls before the founding');
}

function known({ members }: State, msp: Msp): Check {
  return check(members.has(msp), 'MEMBER_NOT_FOUND', { msp });
}

/** What must hold for a participant to move to another host. */
export function checksOfRehost(
  move: Pick<MotionOf<'rehostParticipant'>, 'participant' | 'to' | 'localId'>,
  { members, participants }: State,
): readonly Check[] {
  const { participant, to: msp, localId } = move;
  const found = participants.get(participant);
  const rehostedTo = found?.rehostedTo;
  const host = members.get(msp);
  const id = hostedId(msp, localId);
  const role = found?.roles.find((each) => host?.roles.includes(each) !== true);
  return [
    check(found !== undefined, 'PARTICIPANT_NOT_FOUND', { id: participant }),
    check(rehostedTo === undefined, 'PARTICIPANT_REHOSTED', { participant, to: rehostedTo ?? '' }),
    check(host?.status === 'active', 'MEMBER_NOT_ACTIVE', { msp }),
    check(role === undefined, 'ROLE_NOT_HELD_BY_MEMBER', { role: role ?? '' }),
    check(!participants.has(id), 'PARTICIPANT_ALREADY_REGISTERED', { id }),
  ];
}

/** The refusal of the first check that does not hold. @throws DomainError */
export function requireAll(checks: readonly Check[]): void {
  const failed = checks.find(({ holds }) => !holds);
  if (failed !== undefined) throw new DomainError(failed.code, failed.params);
}

/** What must hold for a motion, in the order in which refusals are answered. */
export function checksOf(motion: Motion, state: State): readonly Check[] {
  const checks = motionChecks[motion.kind] as ChecksOf<Motion['kind']>;
  return checks(motion, state);
}
