import { randomBytes, randomUUID } from 'node:crypto';
import {
  amountOfAll,
  commercialMilestoneSchema,
  instantSchema,
  mspOf,
  type Order,
  type PrivateDocument,
} from '@tranche/chaincode/domain';
import { hashOf, sha256 } from '@tranche/chaincode/ledger';
import { filingsOf } from '@tranche/gateway/api';
import type { Cast, CommandAnswer, Party } from './party.js';
import { LOADING_PLACE, textileDeal, textileParties, type Deal } from './textile-deal.js';

/** Told after each step of the case. */
export type Progress = (step: {
  readonly who: string;
  readonly does: string;
  readonly answer: CommandAnswer;
}) => Promise<void>;

/** Told after each stage of the case. */
export type StageEnd = (stage: {
  readonly title: string;
  readonly agreementId: string;
}) => Promise<void>;

/** 148,500.01 euros: shares of 30, 40 and 30 % do not divide it. */
const TOTAL_MINOR = 14_850_001n;
const CURRENCY = 'EUR';
const SECURITY_DAYS = 365;
const DAY_MILLIS = 86_400_000;

/** Plays the textile case through the members' gateways, each party for itself. */
export class TextileCase {
  readonly #cast: Cast;
  readonly #progress: Progress;
  readonly #stage: StageEnd;
  readonly #deal: Deal;
  #agreementId = '';

  constructor(cast: Cast, progress: Progress, stage: StageEnd = () => Promise.resolve()) {
    this.#cast = cast;
    this.#progress = progress;
    this.#stage = stage;
    this.#deal = textileDeal({
      now: instantSchema.parse(Date.now()),
      currency: CURRENCY,
      decimals: 2,
      totalMinor: TOTAL_MINOR,
      salt: newSalt,
    });
  }

  /** Plays it to the last payment. @returns the agreement's id */
  async play(): Promise<string> {
    const stages = [
      ['Signed by every party', () => this.#sign()],
      ['Secured in the bank’s escrow account', () => this.#secure()],
      ['30 % on the order confirmation', () => this.#order()],
      ['40 % on shipment', () => this.#shipment()],
      ['30 % on delivery, refused once', () => this.#delivery()],
    ] as const;
    for (const [title, play] of stages) {
      await play();
      await this.#stage({ title, agreementId: this.#agreementId });
    }
    return this.#agreementId;
  }

  async #sign(): Promise<void> {
    const { terms } = this.#deal;
    const exporter = this.#cast('textiles.maker');
    const proposed = await exporter.send('/v1/agreements', { terms });
    this.#agreementId = proposed.agreementId ?? '';
    await this.#progress({ who: exporter.label, does: 'proposes the terms', answer: proposed });
    const purposes = {
      commercial: 'files prices and amounts with their holders',
      technical: 'files the specification with its holders',
      'pay-to': 'files its account with the bank',
    } as const;
    for (const filing of filingsOf(this.#deal)) {
      await this.#do('textiles.maker', purposes[filing.kind], '/filings', filing);
    }
    const { agreement } = await exporter.read<{ agreement: { termsHash: string } }>(this.#path());
    for (const signer of ['textiles', 'retail', 'trade-bank', 'quality', 'line']) {
      const { termsHash } = agreement;
      await this.#do(`${signer}.checker`, 'signs the terms', '/acceptances', { termsHash });
    }
  }

  async #secure(): Promise<void> {
    const { exporter, buyer, bank, auditors } = textileParties;
    const expiry = instantSchema.parse(Date.now() + SECURITY_DAYS * DAY_MILLIS);
    const document: PrivateDocument = {
      kind: 'security',
      salt: newSalt(),
      form: 'escrow-deposit',
      number: 'ESCROW-0001',
      currency: CURRENCY,
      amountMinor: String(TOTAL_MINOR),
      expiry,
    };
    const hash = hashOf(document);
    await this.#do('trade-bank.maker', 'files the escrow deposit', '/filings', {
      kind: 'security',
      to: [exporter, buyer, bank, ...auditors].map(mspOf),
      documents: { [hash]: document },
    });
    await this.#do('trade-bank.maker', 'attests that the whole price is secured', '/securities', {
      form: 'escrow-deposit',
      reference: sha256(`escrow statement ${newSalt()}`),
      document: hash,
      expiry,
    });
  }

  async #order(): Promise<void> {
    const evidence = await this.#attach('order', 'order-confirmation');
    await this.#present('order', evidence);
    await this.#accept('order', 1);
    await this.#pay('order');
  }

  async #shipment(): Promise<void> {
    const billOfLading = sha256(`bill of lading ${newSalt()}`);
    await this.#attach('shipment', 'bill-of-lading', billOfLading);
    await this.#do(
      'quality.maker',
      'records a passed pre-shipment inspection',
      '/milestones/shipment/inspections',
      {
        outcome: 'pass',
        certificate: sha256(`certificate ${newSalt()}`),
        findings: sha256(`findings ${newSalt()}`),
      },
    );
    await this.#do('line.maker', 'records the actual loading', '/milestones/shipment/events', {
      code: 'LOAD',
      classifier: 'ACT',
      location: LOADING_PLACE,
      eventTime: Date.now() - 1,
      transportDocument: billOfLading,
    });
    await this.#pay('shipment');
  }

  async #delivery(): Promise<void> {
    const first = await this.#attach('delivery', 'proof-of-delivery');
    await this.#present('delivery', first);
    const { hash } = await this.#presentation('delivery', 1);
    await this.#do(
      'retail.checker',
      'refuses: twelve cartons are short',
      '/milestones/delivery/presentations/1/refusals',
      {
        hash,
        discrepancies: [
          {
            code: 'QUANTITY_SHORT',
            about: 'proof-of-delivery',
            text: sha256(`short ${newSalt()}`),
          },
        ],
        documents: 'returned',
      },
    );
    const second = await this.#attach('delivery', 'proof-of-delivery');
    await this.#present('delivery', second);
    await this.#accept('delivery', 2);
    await this.#pay('delivery');
  }

  async #attach(milestone: string, docType: string, hash?: string): Promise<number> {
    const issuer = 'Indus Textiles';
    await this.#do(
      'textiles.maker',
      `attaches the ${docType}`,
      `/milestones/${milestone}/evidence`,
      {
        docType,
        hash: hash ?? sha256(`${docType} ${newSalt()}`),
        size: 48_213,
        mediaType: 'application/pdf',
        issuer,
        reference: `${docType} ${this.#agreementId.slice(-4)}`,
      },
    );
    const { delivery } = await this.#milestone(milestone);
    return delivery.evidence.length;
  }

  async #present(milestone: string, evidence: number): Promise<void> {
    const path = `/milestones/${milestone}/presentations`;
    await this.#do('textiles.maker', 'presents it', path, { evidence: [evidence] });
  }

  async #accept(milestone: string, number: number): Promise<void> {
    const { hash } = await this.#presentation(milestone, number);
    const path = `/milestones/${milestone}/presentations/${String(number)}/acceptances`;
    await this.#do('retail.checker', 'accepts the presentation', path, { hash, discrepancies: [] });
  }

  async #pay(milestone: string): Promise<void> {
    const [order] = (await this.#milestone(milestone)).orders;
    if (order === undefined) throw new Error(`no share of ${milestone} became due`);
    const path = `/milestones/${milestone}/orders/${order.id}`;
    const { hash } = order;
    await this.#do('trade-bank.approver-1', 'approves the order', `${path}/approvals`, { hash });
    await this.#do('trade-bank.approver-2', 'approves it as second officer', `${path}/approvals`, {
      hash,
    });
    await this.#do('trade-bank.maker', 'instructs the payment', `${path}/instructions`, {
      paymentFile: sha256(`pain.001 ${order.id}01`),
    });
    const document = await this.#settlement(milestone, order);
    const settlementHash = hashOf(document);
    const { exporter, buyer, bank, auditors } = textileParties;
    await this.#do('trade-bank.maker', 'files what it paid', '/filings', {
      kind: 'settlement',
      to: [exporter, buyer, bank, ...auditors].map(mspOf),
      documents: { [settlementHash]: document },
    });
    await this.#do('trade-bank.maker', 'states that the debit is booked', `${path}/settlements`, {
      attempt: 1,
      bankReference: `HB${order.id.slice(1, 9)}`,
      uetr: randomUUID(),
      valueDate: new Date().toISOString().slice(0, 10),
      message: sha256(`camt.054 ${order.id}01`),
      document: settlementHash,
    });
    await this.#do('textiles.maker', 'acknowledges the credit', `${path}/acknowledgements`, {});
  }

  async #settlement(milestone: string, order: Order): Promise<PrivateDocument> {
    const found = await this.#cast('trade-bank.maker').read<{ document: unknown }>(
      `${this.#path()}/documents/commercial/${milestone}`,
    );
    const { amountMinor } = commercialMilestoneSchema.parse(found.document);
    return {
      kind: 'settlement',
      salt: newSalt(),
      currency: CURRENCY,
      amountMinor: String(amountOfAll(BigInt(amountMinor), order.ranges)),
      chargesMinor: '0',
      payTo: this.#deal.terms.commitments.payTo,
    };
  }

  #path(): string {
    return `/v1/agreements/${this.#agreementId}`;
  }

  async #milestone(id: string): Promise<MilestoneView> {
    return this.#cast('textiles.maker').read<MilestoneView>(`${this.#path()}/milestones/${id}`);
  }

  async #presentation(milestone: string, number: number): Promise<{ hash: string }> {
    const { review } = await this.#milestone(milestone);
    const found = review.presentations.find((each) => each.number === number);
    if (found === undefined) throw new Error(`presentation ${String(number)} is not on record`);
    return found;
  }

  async #do(label: string, does: string, path: string, body: unknown): Promise<void> {
    const party: Party = this.#cast(label);
    const answer = await party.send(`${this.#path()}${path}`, body);
    await this.#progress({ who: label, does, answer });
  }
}

/** A milestone as a gateway shows it, as far as the case needs it. */
interface MilestoneView {
  readonly delivery: { readonly evidence: readonly unknown[] };
  readonly review: {
    readonly presentations: readonly { readonly number: number; readonly hash: string }[];
  };
  readonly orders: readonly Order[];
}

function newSalt(): string {
  return randomBytes(32).toString('hex');
}
