import type { EvolversOf } from '../decider.js';
import type { Msp } from '../ids.js';
import { present } from '../invariant.js';
import type { State } from '../state.js';
import type { MotionEvent } from './events.js';
import type { Member, Rules } from './state.js';

/** What each effect of a motion changes on record. */
export const motionEvolvers: EvolversOf<MotionEvent['type']> = {
  MemberAdmitted: (state, { member }, cause) =>
    withMember(state, { v: 1, ...member, status: 'active', since: cause.at }),

  MemberSuspended: (state, { msp }) =>
    withMember(state, { ...memberOf(state, msp), status: 'suspended' }),

  MemberReadmitted: (state, { msp }) =>
    withMember(state, { ...memberOf(state, msp), status: 'active' }),

  MemberRolesChanged: (state, { msp, roles }) =>
    withMember(state, { ...memberOf(state, msp), roles }),

  ParametersChanged: (state, { voteDays }) => {
    const parameters = present(state.parameters, 'a founded consortium has parameters');
    return { ...state, parameters: { ...parameters, voteDays } };
  },

  RulesVersionChanged: (state, { version }, cause) => ({
    ...state,
    rules: { ...rulesOf(state), version, since: cause.at },
  }),

  OutageDeclared: (state, { outage }) => {
    const rules = rulesOf(state);
    const outages = [...(rules.outages ?? []), outage];
    outages.sort((one, other) => one.from - other.from);
    return { ...state, rules: { ...rules, outages } };
  },
};

function rulesOf({ rules }: State): Rules {
  return present(rules, 'a founded consortium has rules');
}

function memberOf({ members }: State, msp: Msp): Member {
  return present(members.get(msp), 'an event changes only a member that is loaded');
}

function withMember(state: State, member: Member): State {
  return { ...state, members: new Map(state.members).set(member.msp, member) };
}
