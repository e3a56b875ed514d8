import { randomBytes } from 'node:crypto';
import {
  holdersOf,
  type AgreementId,
  type Milestone,
  type Order,
  type PositionState,
  type PrivateDocument,
  type Security,
  type SubmissionType,
  type UncommittedKind,
} from '@tranche/chaincode/domain';
import { hashOf, sha256 } from '@tranche/chaincode/ledger';
import { LOADING_PLACE, textileDeal, type Deal } from '../../scripts/case/textile-deal.js';
import {
  activate,
  proposeAndFile,
  type CommandFields,
  type LedgerUnderTest,
  type SubmitAnswer,
  type SubmitOptions,
} from './consortium.js';

/** A milestone as a query answers it. */
export type MilestoneView = Pick<
  Milestone,
  | 'delivery'
  | 'review'
  | 'position'
  | 'security'
  | 'pendingSecurity'
  | 'exceptions'
  | 'disputes'
  | 'assignments'
> & {
  readonly orders: readonly (Order & { readonly state: PositionState })[];
};

/** How the bank secures an agreement. */
type SecurityForm = Security['form'];

const YEAR_MILLIS = 365 * 86_400_000;

/** 148,500.01 in minor units: the shares of the case do not divide it. */
export const TOTAL_MINOR = 14_850_001n;

/** 256 random bits in hexadecimal. */
export function newSalt(): string {
  return randomBytes(32).toString('hex');
}

/** The hash of a file that nobody has. */
export function newFile(): string {
  return sha256(newSalt());
}

/** What the parties of one agreement do, on whatever ledger it is. */
export class PartyPlay {
  readonly ledger: LedgerUnderTest;
  readonly deal: Deal;
  readonly agreementId: AgreementId;

  private constructor(ledger: LedgerUnderTest, deal: Deal, agreementId: AgreementId) {
    this.ledger = ledger;
    this.deal = deal;
    this.agreementId = agreementId;
  }

  /** Terms of the textile case, dated by the ledger. */
  static newDeal(ledger: LedgerUnderTest): Deal {
    const totalMinor = TOTAL_MINOR;
    return textileDeal({
      now: ledger.now(),
      currency: 'EUR',
      decimals: 2,
      totalMinor,
      salt: newSalt,
    });
  }

  /** Proposed and filed with every holder. */
  static async proposed(ledger: LedgerUnderTest): Promise<PartyPlay> {
    const deal = PartyPlay.newDeal(ledger);
    return new PartyPlay(ledger, deal, await proposeAndFile(ledger, deal));
  }

  /** Signed by all, by the terms of any deal. */
  static async activated(ledger: LedgerUnderTest, deal: Deal): Promise<PartyPlay> {
    return new PartyPlay(ledger, deal, await activate(ledger, deal));
  }

  /** Signed by all and secured by the bank. */
  static async secured(ledger: LedgerUnderTest, form?: SecurityForm): Promise<PartyPlay> {
    const deal = PartyPlay.newDeal(ledger);
    const play = new PartyPlay(ledger, deal, await activate(ledger, deal));
    await play.secure(undefined, form);
    return play;
  }

  /** Sends a command on the agreement. */
  send(
    label: string,
    type: SubmissionType,
    fields: CommandFields = {},
    options: SubmitOptions = {},
  ): Promise<SubmitAnswer> {
    const { agreementId } = this;
    return this.ledger.submit(label, type, { agreementId, ...fields }, options);
  }

  async milestone(milestoneId: string, label = 'textiles.maker'): Promise<MilestoneView> {
    const { agreementId } = this;
    const view = await this.ledger.ask(label, 'milestone', { agreementId, milestoneId });
    return view as MilestoneView;
  }

  /** The hash that signatories name. */
  async termsHash(): Promise<string> {
    const { agreementId } = this;
    const found = await this.ledger.ask('textiles.maker', 'agreement', { agreementId });
    return (found as { readonly agreement: { readonly termsHash: string } }).agreement.termsHash;
  }

  /** The bank files its security document and attests it, a deposit for a year if not said. */
  async secure(
    expiry: number = this.ledger.now() + YEAR_MILLIS,
    form: SecurityForm = 'escrow-deposit',
  ): Promise<SubmitAnswer> {
    return this.send('trade-bank.maker', 'secureFunds', {
      form,
      reference: newFile(),
      document: await this.fileSecurity(expiry, form),
      expiry,
    });
  }

  /** The bank files a security document. @returns its hash */
  fileSecurity(expiry: number, form: SecurityForm = 'escrow-deposit'): Promise<string> {
    return this.file('security', {
      kind: 'security',
      salt: newSalt(),
      form,
      number: 'ESCROW-0001',
      currency: 'EUR',
      amountMinor: String(TOTAL_MINOR),
      expiry: expiry as never,
    });
  }

  /** Files a document of the bank, or of whoever is named. @returns its hash */
  async file(
    kind: UncommittedKind,
    document: PrivateDocument,
    label = 'trade-bank.maker',
  ): Promise<string> {
    const hash = hashOf(document);
    const options = { documents: { [hash]: document } };
    const to = holdersOf(this.deal.terms.parties, kind);
    await this.send(label, 'fileDocument', { kind, to }, options);
    return hash;
  }

  /** Attaches a file. @returns its number */
  async attach(
    milestoneId: string,
    docType: string,
    hash = newFile(),
    fields: CommandFields = {},
  ): Promise<number> {
    await this.send('textiles.maker', 'attachEvidence', {
      ...fields,
      milestoneId,
      docType,
      hash,
      size: 1024,
      mediaType: 'application/pdf',
      issuer: 'Indus Textiles',
      reference: 'reference',
    });
    return (await this.milestone(milestoneId)).delivery.evidence.length;
  }

  /** Attaches what is required and presents it. @returns number and hash of the presentation */
  async present(
    milestoneId: string,
    docType: string,
    fields: CommandFields = {},
  ): Promise<{ readonly presentation: number; readonly hash: string }> {
    const evidence = [await this.attach(milestoneId, docType)];
    const all = { milestoneId, evidence, ...fields };
    await this.send('textiles.maker', 'presentMilestone', all);
    const latest = (await this.milestone(milestoneId)).review.presentations.at(-1);
    if (latest === undefined) throw new Error('the presentation is on record');
    return { presentation: latest.number, hash: latest.hash };
  }

  /** The buyer takes all of a presentation, or what the fields say. */
  async accept(
    milestoneId: string,
    presented: CommandFields,
    fields: CommandFields = {},
  ): Promise<SubmitAnswer> {
    const all = { milestoneId, ...presented, discrepancies: [], ...fields };
    return this.send('retail.checker', 'acceptPresentation', all);
  }

  /** The source reports a loading. */
  async reportLoading(classifier: 'ACT' | 'EST', transportDocument: string): Promise<SubmitAnswer> {
    return this.send('line.maker', 'recordEvent', {
      milestoneId: 'shipment',
      code: 'LOAD',
      classifier,
      location: LOADING_PLACE,
      eventTime: this.ledger.now() - 1,
      transportDocument,
    });
  }

  /** The inspector records an outcome. */
  async inspect(outcome: 'pass' | 'conditional' | 'fail'): Promise<SubmitAnswer> {
    const fields = { outcome, certificate: newFile(), findings: newFile() };
    return this.send('quality.maker', 'recordInspection', { milestoneId: 'shipment', ...fields });
  }
}
