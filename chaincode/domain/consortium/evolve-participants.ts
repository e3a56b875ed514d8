import type { EvolversOf } from '../decider.js';
import { stampOf } from '../facts.js';
import type { ParticipantId } from '../ids.js';
import { present } from '../invariant.js';
import type { State } from '../state.js';
import type { ParticipantEvent } from './events.js';
import type { Participant } from './state.js';

/** What each event of a participant changes on record. */
export const participantEvolvers: EvolversOf<ParticipantEvent['type']> = {
  ParticipantRegistered: (state, event, cause) =>
    withParticipant(state, { ...event.participant, since: cause.at, commands: [] }),

  ParticipantUpdated: (state, { participant, name, roles, sole: isSole }, cause) => {
    const { sole: _sole, ...record } = recordOf(state, participant);
    const sole = isSole ? { sole: isSole } : {};
    return withParticipant(state, { ...record, name, roles, ...sole, changed: cause.at });
  },

  ParticipantDeactivated: (state, { participant }, cause) => {
    const record = recordOf(state, participant);
    return withParticipant(state, { ...record, deactivated: stampOf(cause) });
  },

  KeysPinned: (state, { participant, keys }, cause) =>
    withParticipant(state, { ...recordOf(state, participant), keys, changed: cause.at }),

  RehostProposed: (state, { participant, to }, cause) => {
    const rehost = { to, ...stampOf(cause) };
    return withParticipant(state, { ...recordOf(state, participant), rehost, changed: cause.at });
  },

  ParticipantRehosted: (state, { participant, as, keys }, cause) => {
    const { rehost: _rehost, ...record } = recordOf(state, participant);
    const { v, lei, name, roles, sole } = record;
    const pinned = keys ?? record.keys;
    const moved: Participant = {
      v,
      id: as,
      lei,
      name,
      roles,
      since: cause.at,
      ...(sole === undefined ? {} : { sole }),
      ...(pinned === undefined ? {} : { keys: pinned }),
      rehostedFrom: participant,
      commands: [],
    };
    return withParticipant(withParticipant(state, { ...record, rehostedTo: as }), moved);
  },
};

function recordOf(state: State, id: ParticipantId): Participant {
  return present(state.participants.get(id), 'an event changes only a participant that is loaded');
}

function withParticipant(state: State, participant: Participant): State {
  return {
    ...state,
    participants: new Map(state.participants).set(participant.id, participant),
  };
}
