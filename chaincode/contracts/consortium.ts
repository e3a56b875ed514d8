import { Context, Contract, Info, Returns, Transaction } from '../ledger/fabric.js';
import { submit } from './edge.js';

/** The consortium: its founding, the participants that members host, and what members vote on. */
@Info({ title: 'consortium', description: 'Founding, members, participants and votes' })
export class ConsortiumContract extends Contract {
  constructor() {
    super('consortium');
  }

  /**
   * Proposes who founds the consortium, and its parameters.
   *
   * Who may call: administrator of a listed member. Needs: no consortium. Events:
   * BootstrapProposed.
   *
   * Errors in order: CONSORTIUM_ALREADY_BOOTSTRAPPED, MEMBER_LISTED_TWICE, MEMBER_NOT_LISTED,
   * PARAMETERS_NOT_ALLOWED.
   */
  @Transaction()
  @Returns('string')
  proposeBootstrap(context: Context, command: string): Promise<string> {
    return submit(context, 'proposeBootstrap', command);
  }

  /**
   * Confirms a founding by its hash; the last confirmation founds the consortium.
   *
   * Who may call: administrator of a listed member, once. Needs: the proposal. Events:
   * BootstrapConfirmed, ConsortiumBootstrapped.
   *
   * Errors in order: PROPOSAL_NOT_FOUND, CONSORTIUM_ALREADY_BOOTSTRAPPED, MEMBER_NOT_LISTED,
   * PROPOSAL_ALREADY_CONFIRMED, PROPOSAL_HASH_MISMATCH.
   */
  @Transaction()
  @Returns('string')
  confirmBootstrap(context: Context, command: string): Promise<string> {
    return submit(context, 'confirmBootstrap', command);
  }

  /**
   * Registers a legal entity that the caller’s member hosts.
   *
   * Who may call: administrator of a member. Needs: the founded consortium. Events:
   * ParticipantRegistered.
   *
   * Errors in order: PARTICIPANT_ALREADY_REGISTERED, LEI_INVALID, ROLE_NOT_HELD_BY_MEMBER,
   * ID_LISTED_TWICE.
   */
  @Transaction()
  @Returns('string')
  registerParticipant(context: Context, command: string): Promise<string> {
    return submit(context, 'registerParticipant', command);
  }

  /**
   * Says anew what the caller’s member knows of a participant: name, roles, and whether one person
   * acts for it.
   *
   * Who may call: registrar of the hosting member; with a pinned key, once the participant has
   * pinned keys. Needs: the participant. Events: ParticipantUpdated.
   *
   * Errors in order: PARTICIPANT_NOT_FOUND, PARTICIPANT_REHOSTED, KEY_NOT_PINNED,
   * PARTICIPANT_CHANGED_RECENTLY, ROLE_NOT_HELD_BY_MEMBER.
   */
  @Transaction()
  @Returns('string')
  updateParticipant(context: Context, command: string): Promise<string> {
    return submit(context, 'updateParticipant', command);
  }

  /**
   * Ends the hosting of a participant for good: it starts nothing new, and goes on with what runs.
   *
   * Who may call: registrar of the hosting member. Needs: the participant. Events:
   * ParticipantDeactivated.
   *
   * Errors in order: PARTICIPANT_NOT_FOUND, PARTICIPANT_REHOSTED, PARTICIPANT_DEACTIVATED.
   */
  @Transaction()
  @Returns('string')
  deactivateParticipant(context: Context, command: string): Promise<string> {
    return submit(context, 'deactivateParticipant', command);
  }

  /**
   * Pins the keys that act for the caller’s participant, in place of those pinned before.
   *
   * Who may call: checker of the participant; with a pinned key, once there are any. Needs: the
   * caller’s own key among them. Events: KeysPinned.
   *
   * Errors in order: PARTICIPANT_CHANGED_RECENTLY, ID_LISTED_TWICE, KEY_OWN_MISSING.
   */
  @Transaction()
  @Returns('string')
  pinKeys(context: Context, command: string): Promise<string> {
    return submit(context, 'pinKeys', command);
  }

  /**
   * Says that the caller’s participant would move to another host; a newer word replaces it.
   *
   * Who may call: checker of the participant, with a pinned key. Needs: pinned keys. Events:
   * RehostProposed.
   *
   * Errors in order: KEYS_NOT_PINNED, PARTICIPANT_CHANGED_RECENTLY.
   */
  @Transaction()
  @Returns('string')
  proposeRehost(context: Context, command: string): Promise<string> {
    return submit(context, 'proposeRehost', command);
  }

  /**
   * Takes a participant that would move to the caller’s member, under an id of its own.
   *
   * Who may call: registrar of the new host. Needs: the word of a pinned key. Events:
   * ParticipantRehosted.
   *
   * Errors in order: PARTICIPANT_NOT_FOUND, PARTICIPANT_REHOSTED, REHOST_NOT_PROPOSED,
   * ROLE_NOT_HELD_BY_MEMBER, PARTICIPANT_ALREADY_REGISTERED.
   */
  @Transaction()
  @Returns('string')
  acceptRehost(context: Context, command: string): Promise<string> {
    return submit(context, 'acceptRehost', command);
  }

  /**
   * Puts a motion to the vote of the members; the proposal is no vote itself.
   *
   * Who may call: governor of a member. Needs: that nothing stands in the way of the motion.
   * Events: VoteProposed.
   *
   * Errors in order: MEMBER_ALREADY_ADMITTED, MEMBERS_TOO_MANY, MEMBER_NOT_FOUND,
   * MEMBER_NOT_ACTIVE, MEMBERS_TOO_FEW, MEMBER_NOT_SUSPENDED, RULES_VERSION_NOT_LATER,
   * OUTAGES_EXHAUSTED, OUTAGE_INVALID, OUTAGE_OVERLAPS, PARTICIPANT_NOT_FOUND,
   * PARTICIPANT_REHOSTED, ROLE_NOT_HELD_BY_MEMBER, PARTICIPANT_ALREADY_REGISTERED.
   */
  @Transaction()
  @Returns('string')
  proposeVote(context: Context, command: string): Promise<string> {
    return submit(context, 'proposeVote', command);
  }

  /**
   * Votes for the caller’s member, once. The vote that makes a majority of the active members has
   * the effect of the motion at once; the one that rules it out ends the vote.
   *
   * Who may call: governor of a member. Needs: an open vote, in time, by the hash of its motion.
   * Events: VoteCast and perhaps VotePassed with its effect, VoteFailed or VoteOvertaken.
   *
   * Errors in order: VOTE_NOT_FOUND, VOTE_ENDED, VOTE_ALREADY_CAST, VOTE_CLOSED,
   * VOTE_HASH_MISMATCH, RULES_VERSION_UNKNOWN; never those of the motion.
   */
  @Transaction()
  @Returns('string')
  castVote(context: Context, command: string): Promise<string> {
    return submit(context, 'castVote', command);
  }

  /**
   * Takes a motion back.
   *
   * Who may call: governor of the member that proposed it. Needs: an open vote. Events:
   * VoteWithdrawn.
   *
   * Errors in order: VOTE_NOT_FOUND, VOTE_ENDED, VOTE_NOT_OWN.
   */
  @Transaction()
  @Returns('string')
  withdrawVote(context: Context, command: string): Promise<string> {
    return submit(context, 'withdrawVote', command);
  }

  /**
   * Ends a vote whose time is over, or that is decided since a member was suspended.
   *
   * Who may call: anyone of the consortium. Needs: an open vote. Events: VoteExpired, VotePassed
   * with its effect, VoteFailed or VoteOvertaken.
   *
   * Errors in order: VOTE_NOT_FOUND, RULES_VERSION_UNKNOWN, NOTHING_DUE; never those of the motion.
   */
  @Transaction()
  @Returns('string')
  advanceConsortium(context: Context, command: string): Promise<string> {
    return submit(context, 'advanceConsortium', command);
  }
}
