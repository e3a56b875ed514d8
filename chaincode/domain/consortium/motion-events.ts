import { hostedId } from '../ids.js';
import type { ConsortiumEvent } from './events.js';
import type { Motion, MotionOf } from './motions.js';

type EventsOf<K extends Motion['kind']> = (motion: MotionOf<K>) => ConsortiumEvent;

/** What each kind of motion changes once it has passed: a missing row does not compile. */
const motionEvents: { readonly [K in Motion['kind']]: EventsOf<K> } = {
  admitMember: ({ msp, name, roles }) => ({ type: 'MemberAdmitted', member: { msp, name, roles } }),
  suspendMember: ({ msp }) => ({ type: 'MemberSuspended', msp }),
  readmitMember: ({ msp }) => ({ type: 'MemberReadmitted', msp }),
  changeMemberRoles: ({ msp, roles }) => ({ type: 'MemberRolesChanged', msp, roles }),
  changeParameters: ({ voteDays }) => ({ type: 'ParametersChanged', voteDays }),
  changeRulesVersion: ({ version }) => ({ type: 'RulesVersionChanged', version }),
  declareOutage: ({ from, until }) => ({ type: 'OutageDeclared', outage: { from, until } }),
  rehostParticipant: ({ participant, to, localId, keys }) => ({
    type: 'ParticipantRehosted',
    participant,
    as: hostedId(to, localId),
    ...(keys === undefined ? {} : { keys }),
  }),
};

/** What a motion changes once it has passed. */
export function effectOf(motion: Motion): ConsortiumEvent {
  const effect = motionEvents[motion.kind] as EventsOf<Motion['kind']>;
  return effect(motion);
}
