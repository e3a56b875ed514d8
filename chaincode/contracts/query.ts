import { invariant, rulesVersions } from '../domain/index.js';
import { canonicalize } from '../ledger/codec.js';
import {
  Context,
  Contract,
  Info,
  NodeContext,
  Returns,
  Transaction,
} from '../ledger/fabric.js';

/** Questions to one node; its transactions write nothing. */
@Info({ title: 'query', description: 'Questions to one node; writes nothing' })
export class QueryContract extends Contract {
  constructor() {
    super('query');
  }

  /**
   * What runs on the node that answers: the digest of its code, its version, the versions of the
   * rules that it knows, and its member.
   *
   * Who may call: anyone on the channel. Needs, does, emits: nothing.
   */
  @Transaction(false)
  @Returns('string')
  build(context: Context): Promise<string> {
    invariant(context instanceof NodeContext, 'the server gives every transaction its node');
    const { codeDigest, packageVersion } = context.node;
    const msp = context.stub.getMspID();
    return Promise.resolve(canonicalize({ codeDigest, msp, packageVersion, rules: rulesVersions }));
  }
}
