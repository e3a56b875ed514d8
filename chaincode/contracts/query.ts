import { Context, Contract, Info, Returns, Transaction } from '../ledger/fabric.js';
import { query } from './edge.js';

@Info({ title: 'query', description: 'Questions about agreements; writes nothing' })
export class QueryContract extends Contract {
  constructor() {
    super('query');
  }

  @Transaction(false)
  @Returns('string')
  agreement(context: Context, input: string): Promise<string> {
    return query(context, 'agreement', input);
  }

  @Transaction(false)
  @Returns('string')
  milestone(context: Context, input: string): Promise<string> {
    return query(context, 'milestone', input);
  }

  @Transaction(false)
  @Returns('string')
  position(context: Context, input: string): Promise<string> {
    return query(context, 'position', input);
  }

  @Transaction(false)
  @Returns('string')
  nextActions(context: Context, input: string): Promise<string> {
    return query(context, 'nextActions', input);
  }

  @Transaction(false)
  @Returns('string')
  history(context: Context, input: string): Promise<string> {
    return query(context, 'history', input);
  }

  @Transaction(false)
  @Returns('string')
  document(context: Context, input: string): Promise<string> {
    return query(context, 'document', input);
  }
}
