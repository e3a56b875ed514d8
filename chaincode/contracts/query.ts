import { requireThat, rulesVersions } from '../domain/index.js';
import { Context, Contract, Info, nodeContext, Returns, Transaction } from '../ledger/fabric.js';
import { FabricState } from '../ledger/fabric-state.js';
import { canonicalize, rulesInForce } from '../ledger/index.js';
import { guarded, query } from './edge.js';

/** Questions about agreements and the consortium; nothing is written. */
@Info({ title: 'query', description: 'Questions about agreements and members; writes nothing' })
export class QueryContract extends Contract {
  constructor() {
    super('query');
  }

  /** The terms of an agreement, its signatures and its status. */
  @Transaction(false)
  @Returns('string')
  agreement(context: Context, input: string): Promise<string> {
    return query(context, 'agreement', input);
  }

  /** Everything on record of one milestone. */
  @Transaction(false)
  @Returns('string')
  milestone(context: Context, input: string): Promise<string> {
    return query(context, 'milestone', input);
  }

  /** Where each part of a milestone is now, and its orders. */
  @Transaction(false)
  @Returns('string')
  position(context: Context, input: string): Promise<string> {
    return query(context, 'position', input);
  }

  /** What each party can or must do next in an agreement. */
  @Transaction(false)
  @Returns('string')
  nextActions(context: Context, input: string): Promise<string> {
    return query(context, 'nextActions', input);
  }

  /** Every earlier version of one record, with transaction and time. */
  @Transaction(false)
  @Returns('string')
  history(context: Context, input: string): Promise<string> {
    return query(context, 'history', input);
  }

  /** One version of an agreement’s terms: in force now or once, or only proposed. */
  @Transaction(false)
  @Returns('string')
  terms(context: Context, input: string): Promise<string> {
    return query(context, 'terms', input);
  }

  /** A private document from the collection of the member whose node answers. */
  @Transaction(false)
  @Returns('string')
  document(context: Context, input: string): Promise<string> {
    return query(context, 'document', input);
  }

  /** The members, their parameters and the rules in force. */
  @Transaction(false)
  @Returns('string')
  members(context: Context, input: string): Promise<string> {
    return query(context, 'members', input);
  }

  /** The participants that members host; an LEI that several claim is shown with each. */
  @Transaction(false)
  @Returns('string')
  participants(context: Context, input: string): Promise<string> {
    return query(context, 'participants', input);
  }

  /** The votes of the members, open and past. */
  @Transaction(false)
  @Returns('string')
  votes(context: Context, input: string): Promise<string> {
    return query(context, 'votes', input);
  }

  /** One vote, and how it stands among the members that are active now. */
  @Transaction(false)
  @Returns('string')
  vote(context: Context, input: string): Promise<string> {
    return query(context, 'vote', input);
  }

  /** What the governors of each member can vote on now. */
  @Transaction(false)
  @Returns('string')
  governanceActions(context: Context, input: string): Promise<string> {
    return query(context, 'governanceActions', input);
  }

  /**
   * What runs on the node that answers: the digest of its code, its version, its member, the
   * versions of the rules that it knows, and the one in force (0 before the founding).
   *
   * Who may call: anyone on the channel. Needs, does, emits: nothing. Errors: COMMAND_MALFORMED
   * unless the input is `{}`.
   */
  @Transaction(false)
  @Returns('string')
  build(context: Context, input: string): Promise<string> {
    return guarded(context, async () => {
      requireThat(input === '{}', 'COMMAND_MALFORMED', { path: '$', problem: 'not {}' });
      const { node } = nodeContext(context);
      const ledger = new FabricState(context);
      const inForce = await rulesInForce(ledger);
      const { ownMsp: msp } = ledger;
      return canonicalize({ ...node, msp, rules: rulesVersions, rulesInForce: inForce });
    });
  }
}
