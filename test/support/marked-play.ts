import { instantSchema } from '@tranche/chaincode/domain';
import { MarkedDeal } from './marked-deal.js';
import { newFile, PartyPlay } from './party-play.js';
import type { LedgerUnderTest } from './consortium.js';

const YEAR_MILLIS = 365 * 86_400_000;

/** The whole textile case, proposal to last credit, with a marker for all that is private. */
export class MarkedPlay {
  readonly play: PartyPlay;
  readonly marked: MarkedDeal;
  #lastTxId = '';

  private constructor(play: PartyPlay, marked: MarkedDeal) {
    this.play = play;
    this.marked = marked;
  }

  /** Plays the case; everything is paid when it resolves. */
  static async perform(ledger: LedgerUnderTest): Promise<MarkedPlay> {
    const marked = new MarkedDeal(ledger.now());
    const played = new MarkedPlay(await PartyPlay.activated(ledger, marked.deal), marked);
    await played.#secure();
    await played.#order();
    await played.#shipment();
    await played.#delivery();
    return played;
  }

  /** The transaction that ended the case. */
  get lastTxId(): string {
    return this.#lastTxId;
  }

  async #secure(): Promise<void> {
    const expiry = instantSchema.parse(this.play.ledger.now() + YEAR_MILLIS);
    const document = await this.play.file('security', this.marked.security(expiry));
    const fields = { form: 'escrow-deposit', reference: newFile(), document, expiry };
    await this.play.send('trade-bank.maker', 'secureFunds', fields);
  }

  async #order(): Promise<void> {
    await this.play.accept('order', await this.play.present('order', 'order-confirmation'));
    await this.#pay('order');
  }

  async #shipment(): Promise<void> {
    const transport = newFile();
    await this.play.attach('shipment', 'bill-of-lading', transport);
    await this.play.inspect('pass');
    await this.play.reportLoading('ACT', transport);
    await this.#pay('shipment');
  }

  async #delivery(): Promise<void> {
    const refused = await this.play.present('delivery', 'proof-of-delivery');
    await this.play.send('retail.checker', 'refusePresentation', {
      milestoneId: 'delivery',
      ...refused,
      discrepancies: [{ code: 'QUANTITY_SHORT', about: 'proof-of-delivery', text: newFile() }],
      documents: 'returned',
    });
    await this.play.accept('delivery', await this.play.present('delivery', 'proof-of-delivery'));
    await this.#pay('delivery');
  }

  async #pay(milestoneId: string): Promise<void> {
    const order = (await this.play.milestone(milestoneId)).orders.at(-1);
    if (order === undefined) throw new Error('an order is on record');
    const on = { milestoneId, orderId: order.id };
    const { hash } = order;
    await this.play.send('trade-bank.approver-1', 'approveOrder', { ...on, hash });
    await this.play.send('trade-bank.approver-2', 'approveOrder', { ...on, hash });
    await this.play.send('trade-bank.maker', 'instructOrder', { ...on, paymentFile: newFile() });
    const document = await this.play.file('settlement', this.marked.settlement());
    await this.play.send('trade-bank.maker', 'settleOrder', {
      ...on,
      attempt: 1,
      bankReference: 'HB-1',
      uetr: '97ed4827-7b6f-4491-a06f-b548d5a7512d',
      valueDate: '2026-03-02',
      message: newFile(),
      document,
    });
    const { txId } = await this.play.send('textiles.maker', 'acknowledgeCredit', on);
    this.#lastTxId = txId;
  }
}
