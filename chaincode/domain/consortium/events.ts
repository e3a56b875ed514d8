import type { ConsortiumRole, Stamp } from '../actor.js';
import type { Outage } from '../deadline.js';
import type { Msp, ParticipantId, Sha256, VoteId } from '../ids.js';
import type { Ballot, Member, Participant, Proposal, Vote } from './state.js';

/** What can happen to the consortium. */
export type ConsortiumEvent =
  | { readonly type: 'BootstrapProposed'; readonly proposal: Omit<Proposal, 'commands'> }
  | { readonly type: 'BootstrapConfirmed'; readonly proposalId: string; readonly msp: Msp }
  | { readonly type: 'ConsortiumBootstrapped'; readonly proposalId: string }
  | ParticipantEvent
  | VoteEvent
  | MotionEvent;

/** What can happen to a participant by its host or by itself. */
export type ParticipantEvent =
  | {
      readonly type: 'ParticipantRegistered';
      readonly participant: Omit<Participant, 'since' | 'commands'>;
    }
  | {
      readonly type: 'ParticipantUpdated';
      readonly participant: ParticipantId;
      readonly name: string;
      readonly roles: readonly ConsortiumRole[];
      readonly sole: boolean;
    }
  | { readonly type: 'ParticipantDeactivated'; readonly participant: ParticipantId }
  | {
      readonly type: 'KeysPinned';
      readonly participant: ParticipantId;
      readonly keys: readonly Sha256[];
    }
  | { readonly type: 'RehostProposed'; readonly participant: ParticipantId; readonly to: Msp }
  | {
      readonly type: 'ParticipantRehosted';
      readonly participant: ParticipantId;
      readonly as: ParticipantId;
      /** Those pinned before when absent. */
      readonly keys?: readonly Sha256[];
    };

/** What can happen to a vote. */
export type VoteEvent =
  | {
      readonly type: 'VoteProposed';
      readonly voteId: VoteId;
      readonly vote: Pick<Vote, 'hash' | 'motion' | 'proposer' | 'openUntil'>;
    }
  | ({ readonly type: 'VoteCast'; readonly voteId: VoteId } & Omit<Ballot, keyof Stamp>)
  | { readonly type: 'VotePassed'; readonly voteId: VoteId }
  | { readonly type: 'VoteFailed'; readonly voteId: VoteId }
  | { readonly type: 'VoteOvertaken'; readonly voteId: VoteId }
  | { readonly type: 'VoteWithdrawn'; readonly voteId: VoteId }
  | { readonly type: 'VoteExpired'; readonly voteId: VoteId };

/** What a motion that passed changes. */
export type MotionEvent =
  | {
      readonly type: 'MemberAdmitted';
      readonly member: Pick<Member, 'msp' | 'name' | 'roles'>;
    }
  | { readonly type: 'MemberSuspended'; readonly msp: Msp }
  | { readonly type: 'MemberReadmitted'; readonly msp: Msp }
  | {
      readonly type: 'MemberRolesChanged';
      readonly msp: Msp;
      readonly roles: readonly ConsortiumRole[];
    }
  | { readonly type: 'ParametersChanged'; readonly voteDays: number }
  | { readonly type: 'RulesVersionChanged'; readonly version: number }
  | { readonly type: 'OutageDeclared'; readonly outage: Outage };
