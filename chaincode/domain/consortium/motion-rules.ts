import { DomainError, type ErrorCode, type ErrorParams } from '../errors.js';
import { hostedId, type Msp } from '../ids.js';
import { present } from '../invariant.js';
import { limits } from '../limits.js';
import { activeMembers } from '../standing.js';
import type { State } from '../state.js';
import type { ConsortiumEvent } from './events.js';
import type { Motion, MotionOf } from './motions.js';

/** Something that must hold, and the refusal when it does not. */
type Check = readonly [holds: boolean, code: ErrorCode, params: ErrorParams];

/** What must hold for one kind of motion, and what it changes once it has passed. */
interface MotionRule<K extends Motion['kind']> {
  readonly checks: (motion: MotionOf<K>, state: State) => readonly Check[];
  readonly events: (motion: MotionOf<K>, state: State) => readonly ConsortiumEvent[];
}

/** One row for each kind of motion: a missing one does not compile. */
const motionRules: { readonly [K in Motion['kind']]: MotionRule<K> } = {
  admitMember: {
    checks: ({ msp }, { members }) => {
      const max = limits.members;
      return [
        [!members.has(msp), 'MEMBER_ALREADY_ADMITTED', { msp }],
        [members.size < max, 'MEMBERS_TOO_MANY', { max }],
      ];
    },
    events: ({ msp, name, roles }) => [{ type: 'MemberAdmitted', member: { msp, name, roles } }],
  },

  suspendMember: {
    checks: ({ msp }, state) => {
      const min = limits.activeMembersMin;
      const left = activeMembers(state.members.values()).length - 1;
      return [
        known(state, msp),
        [state.members.get(msp)?.status === 'active', 'MEMBER_NOT_ACTIVE', { msp }],
        [left >= min, 'MEMBERS_TOO_FEW', { min }],
      ];
    },
    events: ({ msp }) => [{ type: 'MemberSuspended', msp }],
  },

  readmitMember: {
    checks: ({ msp }, state) => [
      known(state, msp),
      [state.members.get(msp)?.status === 'suspended', 'MEMBER_NOT_SUSPENDED', { msp }],
    ],
    events: ({ msp }) => [{ type: 'MemberReadmitted', msp }],
  },

  changeMemberRoles: {
    checks: ({ msp }, state) => [known(state, msp)],
    events: ({ msp, roles }) => [{ type: 'MemberRolesChanged', msp, roles }],
  },

  changeParameters: {
    checks: () => [],
    events: ({ voteDays }) => [{ type: 'ParametersChanged', voteDays }],
  },

  changeRulesVersion: {
    checks: ({ version }, { rules }) => {
      const { version: inForce } = founded(rules);
      return [[version > inForce, 'RULES_VERSION_NOT_LATER', { version: inForce }]];
    },
    events: ({ version }) => [{ type: 'RulesVersionChanged', version }],
  },

  declareOutage: {
    checks: checksOfOutage,
    events: ({ from, until }) => [{ type: 'OutageDeclared', outage: { from, until } }],
  },

  rehostParticipant: {
    checks: (motion, state) => checksOfRehost(state, motion),
    events: ({ participant, to, localId, keys }) => [
      {
        type: 'ParticipantRehosted',
        participant,
        as: hostedId(to, localId),
        ...(keys === undefined ? {} : { keys }),
      },
    ],
  },
};

function founded<T>(record: T | undefined): T {
  return present(record, 'nobody calls before the founding');
}

function known({ members }: State, msp: Msp): Check {
  return [members.has(msp), 'MEMBER_NOT_FOUND', { msp }];
}

function checksOfOutage(
  { from, until }: MotionOf<'declareOutage'>,
  { rules, parameters }: State,
): readonly Check[] {
  const { outageDays, outages: max } = limits;
  const { dayMillis } = founded(parameters);
  const isMeasured = from < until && until - from <= outageDays * dayMillis;
  const { outages = [] } = founded(rules);
  const other = outages.find((outage) => outage.from <= until && from <= outage.until);
  return [
    [outages.length < max, 'OUTAGES_EXHAUSTED', { max }],
    [isMeasured, 'OUTAGE_INVALID', { max: outageDays }],
    [
      other === undefined,
      'OUTAGE_OVERLAPS',
      { from: other?.from ?? from, until: other?.until ?? until },
    ],
  ];
}

/** What must hold for a participant to move to another host. */
export function checksOfRehost(
  { members, participants }: State,
  move: Pick<MotionOf<'rehostParticipant'>, 'participant' | 'to' | 'localId'>,
): readonly Check[] {
  const { participant, to: msp, localId } = move;
  const found = participants.get(participant);
  const host = members.get(msp);
  const id = hostedId(msp, localId);
  const missing = found?.roles.find((role) => host?.roles.includes(role) !== true);
  return [
    [found !== undefined, 'PARTICIPANT_NOT_FOUND', { id: participant }],
    [
      found?.rehostedTo === undefined,
      'PARTICIPANT_REHOSTED',
      { participant, to: found?.rehostedTo ?? '' },
    ],
    [host?.status === 'active', 'MEMBER_NOT_ACTIVE', { msp }],
    [missing === undefined, 'ROLE_NOT_HELD_BY_MEMBER', { role: missing ?? '' }],
    [!participants.has(id), 'PARTICIPANT_ALREADY_REGISTERED', { id }],
  ];
}

/** The refusal of the first check that does not hold. @throws DomainError */
export function requireAll(checks: readonly Check[]): void {
  const failed = checks.find(([holds]) => !holds);
  if (failed !== undefined) throw new DomainError(failed[1], failed[2]);
}

/** What must hold for a motion, in the order in which refusals are answered. */
export function checksOf(motion: Motion, state: State): readonly Check[] {
  return ruleOf(motion).checks(motion, state);
}

/** What a motion changes once it has passed. */
export function eventsOf(motion: Motion, state: State): readonly ConsortiumEvent[] {
  return ruleOf(motion).events(motion, state);
}

function ruleOf({ kind }: Motion): MotionRule<Motion['kind']> {
  return motionRules[kind] as MotionRule<Motion['kind']>;
}
