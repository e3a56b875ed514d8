import { Context, Contract, Info, Returns, Transaction } from '../ledger/fabric.js';
import { submit } from './edge.js';

@Info({ title: 'consortium', description: 'Founding, members and participants' })
export class ConsortiumContract extends Contract {
  constructor() {
    super('consortium');
  }

  @Transaction()
  @Returns('string')
  proposeBootstrap(context: Context, command: string): Promise<string> {
    return submit(context, 'proposeBootstrap', command);
  }

  @Transaction()
  @Returns('string')
  confirmBootstrap(context: Context, command: string): Promise<string> {
    return submit(context, 'confirmBootstrap', command);
  }

  @Transaction()
  @Returns('string')
  registerParticipant(context: Context, command: string): Promise<string> {
    return submit(context, 'registerParticipant', command);
  }
}
