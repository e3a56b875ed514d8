import type { DecidersOf } from '../decider.js';
import { required, requireThat } from '../errors.js';
import { hostedId, type Sha256 } from '../ids.js';
import { plus, type Instant } from '../instant.js';
import { present } from '../invariant.js';
import { isValidLei } from '../lei.js';
import { registeredId } from '../memory.js';
import { participantOf, requirePinned } from '../policy.js';
import type { Facts, State } from '../state.js';
import { checksOfRehost, requireAll } from './motion-checks.js';
import type { Participant } from './state.js';

/** A record changes at most so often a day of the parameters: once a minute of a real day. */
const CHANGES_PER_DAY = 1_440;

type ParticipantCommand =
  | 'registerParticipant'
  | 'updateParticipant'
  | 'deactivateParticipant'
  | 'pinKeys'
  | 'proposeRehost'
  | 'acceptRehost';

/** What each command on a participant makes true. */
export const participantDeciders: DecidersOf<ParticipantCommand> = {
  registerParticipant: (state, command, facts) => {
    const id = registeredId(facts.actor, command.localId);
    const isNew = !state.participants.has(id);
    requireThat(isNew, 'PARTICIPANT_ALREADY_REGISTERED', { id });
    requireThat(isValidLei(command.lei), 'LEI_INVALID');
    checkRoles(state, facts, command.roles);
    const { lei, name, roles, sole = false, keys } = command;
    if (keys !== undefined) checkKeys(keys);
    const pinned = keys === undefined ? {} : { keys };
    const alone = sole ? { sole } : {};
    const participant = { v: 1 as const, id, lei, name, roles, ...alone, ...pinned };
    return [{ type: 'ParticipantRegistered', participant }];
  },

  updateParticipant: (state, command, facts) => {
    const record = hosted(state, command, facts);
    requirePinned(record, facts.actor);
    checkPace(state, record, facts.at);
    checkRoles(state, facts, command.roles);
    const { name, roles, sole = false } = command;
    return [{ type: 'ParticipantUpdated', participant: record.id, name, roles, sole }];
  },

  deactivateParticipant: (state, command, facts) => {
    const { id: participant, deactivated } = hosted(state, command, facts);
    requireThat(deactivated === undefined, 'PARTICIPANT_DEACTIVATED', { participant });
    return [{ type: 'ParticipantDeactivated', participant }];
  },

  pinKeys: (state, command, facts) => {
    const record = own(state, facts);
    checkPace(state, record, facts.at);
    const { keys } = command;
    checkKeys(keys);
    const { key } = facts.actor;
    requireThat(key !== undefined && keys.includes(key), 'KEY_OWN_MISSING');
    return [{ type: 'KeysPinned', participant: record.id, keys }];
  },

  proposeRehost: (state, command, facts) => {
    const record = own(state, facts);
    const { id: participant, keys } = record;
    requireThat(keys !== undefined, 'KEYS_NOT_PINNED', { participant });
    checkPace(state, record, facts.at);
    return [{ type: 'RehostProposed', participant, to: command.to }];
  },

  acceptRehost: (state, command, facts) => {
    const { participant, localId } = command;
    const record = required(state.participants.get(participant), 'PARTICIPANT_NOT_FOUND', {
      id: participant,
    });
    checkNotMoved(record);
    const { msp } = facts.actor;
    requireThat(record.rehost?.to === msp, 'REHOST_NOT_PROPOSED', { participant, msp });
    requireAll(checksOfRehost({ participant, to: msp, localId }, state));
    return [{ type: 'ParticipantRehosted', participant, as: hostedId(msp, localId) }];
  },
};

/** The participant that the caller's member hosts. */
function hosted(
  state: State,
  { localId }: { readonly localId: string },
  { actor }: Facts,
): Participant {
  const id = registeredId(actor, localId);
  const record = required(state.participants.get(id), 'PARTICIPANT_NOT_FOUND', { id });
  checkNotMoved(record);
  return record;
}

function own(state: State, { actor }: Facts): Participant {
  const record = state.participants.get(participantOf(actor));
  return present(record, 'the participant of a caller is checked');
}

function checkNotMoved({ id: participant, rehostedTo }: Participant): void {
  const to = rehostedTo ?? '';
  requireThat(rehostedTo === undefined, 'PARTICIPANT_REHOSTED', { participant, to });
}

function checkRoles(state: State, { actor }: Facts, roles: Participant['roles']): void {
  const member = present(state.members.get(actor.msp), 'the member of a registrar is checked');
  for (const role of roles) {
    requireThat(member.roles.includes(role), 'ROLE_NOT_HELD_BY_MEMBER', { role });
  }
}

function checkKeys(keys: readonly Sha256[]): void {
  const twice = keys.find((key, index) => keys.indexOf(key) !== index);
  requireThat(twice === undefined, 'ID_LISTED_TWICE', { id: twice ?? '' });
}

/** Others' commands read the record, so that changes in quick succession would stop them. */
function checkPace({ parameters }: State, { changed }: Participant, at: Instant): void {
  if (changed === undefined) return;
  const { dayMillis } = present(parameters, 'a founded consortium has parameters');
  const until = plus(changed, Math.floor(dayMillis / CHANGES_PER_DAY));
  requireThat(at >= until, 'PARTICIPANT_CHANGED_RECENTLY', { until });
}
