import { Contract, type Context } from '@tranche/chaincode/ledger/fabric';

/** What a put stores. */
export interface Put {
  readonly key: string;
  readonly value: string;
}

/** The least that a transaction can do: it writes one value, and looks at nothing. */
export class PutContract extends Contract {
  constructor() {
    super('put');
  }

  /** Stores a value under a key. Who may call: everybody. */
  async put(context: Context, input: string): Promise<void> {
    const { key, value } = JSON.parse(input) as Put;
    await context.stub.putState(key, Buffer.from(value));
  }
}
