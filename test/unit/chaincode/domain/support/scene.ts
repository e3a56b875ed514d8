import {
  milestoneIdSchema,
  mspOf,
  type ActingUser,
  type Agreement,
  type AgreementId,
  type Milestone,
  type Order,
  type Presentation,
  type PrivateDocument,
  type SubmissionType,
  type UncommittedKind,
} from '@tranche/chaincode/domain';
import { decode, hashOf, keys } from '@tranche/chaincode/ledger';
import {
  LOADING_PLACE,
  textileParties,
  type Deal,
} from '../../../../../scripts/case/textile-deal.js';
import {
  activate,
  MemoryConsortium,
  proposeAndFile,
  type CommandFields,
  type SubmitAnswer,
  type SubmitOptions,
} from '../../../../support/consortium.js';
import { MONDAY } from '../../../../support/memory-ledger.js';
import { evidenceFields, inspectionFields, discrepancy, settlementDocument } from './fields.js';
import { caseDeal, DAY, fileHash, saltOf, TOTAL_MINOR } from './deal.js';

/** When securities expire unless a test says otherwise: a year after the proposal. */
export const SECURITY_EXPIRY = MONDAY + 365 * DAY;

const { exporter, buyer, bank, auditors } = textileParties;
const moneyHolders = [exporter, buyer, bank, ...auditors].map(mspOf);

/** An agreement on the in-memory ledger, and what its parties do with it. */
export class Scene {
  readonly consortium: MemoryConsortium;
  readonly agreementId: AgreementId;
  readonly deal: Deal;
  #files = 0;

  private constructor(consortium: MemoryConsortium, agreementId: AgreementId, deal: Deal) {
    this.consortium = consortium;
    this.agreementId = agreementId;
    this.deal = deal;
  }

  /** Proposed, with every document filed, and signed by nobody. */
  static async proposed(deal: Deal = caseDeal()): Promise<Scene> {
    const consortium = await MemoryConsortium.found();
    return new Scene(consortium, await proposeAndFile(consortium, deal), deal);
  }

  /** Signed by every party. */
  static async active(deal: Deal = caseDeal()): Promise<Scene> {
    const consortium = await MemoryConsortium.found();
    return new Scene(consortium, await activate(consortium, deal), deal);
  }

  /** Signed, and wholly secured by the bank. */
  static async secured(deal: Deal = caseDeal()): Promise<Scene> {
    const scene = await Scene.active(deal);
    await scene.secure();
    return scene;
  }

  /** As above on a consortium of the test's own, with signatories beside the cast's. */
  static async securedOn(
    consortium: MemoryConsortium,
    deal: Deal,
    signatories: readonly ActingUser[] = [],
  ): Promise<Scene> {
    const scene = new Scene(consortium, await activate(consortium, deal), deal);
    const { agreementId } = scene;
    const { termsHash } = scene.agreement();
    for (const signatory of signatories) {
      await consortium.submitAs(signatory, 'acceptAgreement', { agreementId, termsHash });
    }
    await scene.secure();
    return scene;
  }

  /** Sends a command on the agreement. */
  send(
    label: string,
    type: SubmissionType,
    fields: CommandFields = {},
    options: SubmitOptions = {},
  ): Promise<SubmitAnswer> {
    const { agreementId } = this;
    return this.consortium.submit(label, type, { agreementId, ...fields }, options);
  }

  /** Sends a command on one milestone. */
  on(
    milestoneId: string,
    label: string,
    type: SubmissionType,
    fields: CommandFields = {},
    options: SubmitOptions = {},
  ): Promise<SubmitAnswer> {
    return this.send(label, type, { milestoneId, ...fields }, options);
  }

  /** Files a document of the bank and names its hash. */
  async file(
    kind: UncommittedKind,
    document: PrivateDocument,
    to: readonly string[] = moneyHolders,
  ): Promise<string> {
    const part = hashOf(document);
    const documents = { [part]: document };
    await this.send('trade-bank.maker', 'fileDocument', { kind, to }, { documents });
    return part;
  }

  /** The fields of a security, whose document is filed. */
  async securityFields(expiry = SECURITY_EXPIRY): Promise<CommandFields> {
    const document = await this.file('security', {
      kind: 'security',
      salt: saltOf('security'),
      form: 'escrow-deposit',
      number: 'ESCROW-0001',
      currency: 'EUR',
      amountMinor: String(TOTAL_MINOR),
      expiry: this.consortium.now(),
    });
    return { form: 'escrow-deposit', reference: fileHash('escrow statement'), document, expiry };
  }

  /** The bank attests the whole price, or what the fields say. */
  async secure(fields: CommandFields = {}): Promise<SubmitAnswer> {
    const security = await this.securityFields();
    return this.send('trade-bank.maker', 'secureFunds', { ...security, ...fields });
  }

  /** Attaches a file that nobody attached before. @returns its number */
  async attach(
    milestoneId: string,
    docType = 'order-confirmation',
    label = 'textiles.maker',
  ): Promise<number> {
    this.#files += 1;
    const fields = evidenceFields(docType, fileHash(`${docType} ${String(this.#files)}`));
    await this.on(milestoneId, label, 'attachEvidence', fields);
    return this.milestone(milestoneId).delivery.evidence.length;
  }

  /** The exporter attaches a file and presents it. */
  async present(milestoneId: string, fields: CommandFields = {}): Promise<void> {
    const docTypes: Readonly<Record<string, string>> = { delivery: 'proof-of-delivery' };
    const number = await this.attach(milestoneId, docTypes[milestoneId]);
    const evidence = { evidence: [number] };
    await this.on(milestoneId, 'textiles.maker', 'presentMilestone', { ...evidence, ...fields });
  }

  /** The n-th presentation of a milestone, from 0; the latest one at -1. */
  presentation(milestoneId: string, index = 0): Presentation {
    const presentation = this.milestone(milestoneId).review.presentations.at(index);
    if (presentation === undefined) throw new Error(`nothing was presented for ${milestoneId}`);
    return presentation;
  }

  /** The fields that name the latest presentation. */
  presentationFields(milestoneId: string): CommandFields {
    const { number, hash } = this.presentation(milestoneId, -1);
    return { presentation: number, hash };
  }

  /** The buyer takes the latest presentation. */
  accept(milestoneId: string, fields: CommandFields = {}): Promise<SubmitAnswer> {
    const presentation = { discrepancies: [], ...this.presentationFields(milestoneId) };
    const all = { ...presentation, ...fields };
    return this.on(milestoneId, 'retail.checker', 'acceptPresentation', all);
  }

  /** The buyer refuses the latest presentation. */
  refuse(milestoneId: string, fields: CommandFields = {}): Promise<SubmitAnswer> {
    const presentation = this.presentationFields(milestoneId);
    const reason = { discrepancies: [discrepancy()], documents: 'returned' };
    const all = { ...presentation, ...reason, ...fields };
    return this.on(milestoneId, 'retail.checker', 'refusePresentation', all);
  }

  /** Presents a milestone and has it accepted whole. */
  async perform(milestoneId: string): Promise<void> {
    await this.present(milestoneId);
    await this.accept(milestoneId);
  }

  /** Everything that the shipment of the textile case needs. */
  async ship(): Promise<void> {
    await this.attach('shipment', 'bill-of-lading');
    await this.on('shipment', 'quality.maker', 'recordInspection', inspectionFields());
    await this.on('shipment', 'line.maker', 'recordEvent', this.loadingFields());
  }

  /** An actual loading, by the latest transport document that was attached. */
  loadingFields(fields: CommandFields = {}): CommandFields {
    return {
      code: 'LOAD',
      classifier: 'ACT',
      location: LOADING_PLACE,
      eventTime: this.consortium.now(),
      transportDocument: fileHash(`bill-of-lading ${String(this.#files)}`),
      ...fields,
    };
  }

  /** The n-th order of a milestone, from 0. */
  order(milestoneId: string, index = 0): Order {
    const order = this.milestone(milestoneId).orders[index];
    if (order === undefined) throw new Error(`${milestoneId} has no order ${String(index)}`);
    return order;
  }

  /** One officer of the bank approves an order. */
  approve(milestoneId: string, officer: number, index = 0): Promise<SubmitAnswer> {
    const { id: orderId, hash } = this.order(milestoneId, index);
    const label = `trade-bank.approver-${String(officer)}`;
    return this.on(milestoneId, label, 'approveOrder', { orderId, hash });
  }

  /** The bank sends an approved order to the payment system. */
  instruct(milestoneId: string, index = 0): Promise<SubmitAnswer> {
    const { id: orderId } = this.order(milestoneId, index);
    const fields = { orderId, paymentFile: fileHash(`pain.001 ${orderId}`) };
    return this.on(milestoneId, 'trade-bank.maker', 'instructOrder', fields);
  }

  /** The fields of a settlement, whose document is filed. */
  async settlementFields(milestoneId: string, index = 0): Promise<CommandFields> {
    const { id: orderId } = this.order(milestoneId, index);
    const document = await this.file('settlement', settlementDocument(orderId));
    return {
      orderId,
      attempt: 1,
      bankReference: 'HB-0001',
      uetr: '3f0c8a52-0f1e-4a7b-9c3d-5b6e7f8a9b0c',
      valueDate: '2026-03-05',
      message: fileHash(`camt.054 ${orderId}`),
      document,
    };
  }

  /** The bank states that an order's debit is booked. */
  async settle(milestoneId: string, index = 0): Promise<SubmitAnswer> {
    const fields = await this.settlementFields(milestoneId, index);
    return this.on(milestoneId, 'trade-bank.maker', 'settleOrder', fields);
  }

  /** Both officers approve, the bank pays, and says so. */
  async pay(milestoneId: string, index = 0): Promise<void> {
    await this.approve(milestoneId, 1, index);
    await this.approve(milestoneId, 2, index);
    await this.instruct(milestoneId, index);
    await this.settle(milestoneId, index);
  }

  /** Applies what time alone has made true. */
  advance(milestoneId: string, label = 'textiles.maker'): Promise<SubmitAnswer> {
    return this.on(milestoneId, label, 'advanceMilestone');
  }

  /** The record of a milestone. */
  milestone(milestoneId: string): Milestone {
    return this.#read<Milestone>(
      keys.milestone(this.agreementId, milestoneIdSchema.parse(milestoneId)),
    );
  }

  /** The record of the agreement. */
  agreement(): Agreement {
    return this.#read<Agreement>(keys.agreement(this.agreementId));
  }

  #read<T>(key: string): T {
    const bytes = this.consortium.ledger.values.get(key);
    if (bytes === undefined) throw new Error(`nothing was written under ${key}`);
    return decode<T>(bytes);
  }
}
