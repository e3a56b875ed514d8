import { Context, Contract, Info, Returns, Transaction } from '../ledger/fabric.js';
import { submit } from './edge.js';

@Info({ title: 'payment', description: 'Orders: approval, instruction, settlement, credit' })
export class PaymentContract extends Contract {
  constructor() {
    super('payment');
  }

  @Transaction()
  @Returns('string')
  approveOrder(context: Context, command: string): Promise<string> {
    return submit(context, 'approveOrder', command);
  }

  @Transaction()
  @Returns('string')
  instructOrder(context: Context, command: string): Promise<string> {
    return submit(context, 'instructOrder', command);
  }

  @Transaction()
  @Returns('string')
  settleOrder(context: Context, command: string): Promise<string> {
    return submit(context, 'settleOrder', command);
  }

  @Transaction()
  @Returns('string')
  acknowledgeCredit(context: Context, command: string): Promise<string> {
    return submit(context, 'acknowledgeCredit', command);
  }
}
