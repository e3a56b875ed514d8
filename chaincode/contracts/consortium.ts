import { Context, Contract, Info, Returns, Transaction } from '../ledger/fabric.js';
import { submit } from './edge.js';

/** The consortium: its founding by all listed members, and the participants that they host. */
@Info({ title: 'consortium', description: 'Founding, members and participants' })
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
   * Errors in order: PARTICIPANT_ALREADY_REGISTERED, LEI_INVALID, ROLE_NOT_HELD_BY_MEMBER.
   */
  @Transaction()
  @Returns('string')
  registerParticipant(context: Context, command: string): Promise<string> {
    return submit(context, 'registerParticipant', command);
  }
}
