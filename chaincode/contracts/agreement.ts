import { Context, Contract, Info, Returns, Transaction } from '../ledger/fabric.js';
import { submit } from './edge.js';

@Info({ title: 'agreement', description: 'Terms, private filings, signatures and security' })
export class AgreementContract extends Contract {
  constructor() {
    super('agreement');
  }

  @Transaction()
  @Returns('string')
  proposeAgreement(context: Context, command: string): Promise<string> {
    return submit(context, 'proposeAgreement', command);
  }

  @Transaction()
  @Returns('string')
  fileDocument(context: Context, command: string): Promise<string> {
    return submit(context, 'fileDocument', command);
  }

  @Transaction()
  @Returns('string')
  acceptAgreement(context: Context, command: string): Promise<string> {
    return submit(context, 'acceptAgreement', command);
  }

  @Transaction()
  @Returns('string')
  declineAgreement(context: Context, command: string): Promise<string> {
    return submit(context, 'declineAgreement', command);
  }

  @Transaction()
  @Returns('string')
  withdrawAgreement(context: Context, command: string): Promise<string> {
    return submit(context, 'withdrawAgreement', command);
  }

  @Transaction()
  @Returns('string')
  secureFunds(context: Context, command: string): Promise<string> {
    return submit(context, 'secureFunds', command);
  }
}
