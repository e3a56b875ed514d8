import {
  amountOfAll,
  commercialMilestoneSchema,
  DomainError,
  holdersOf,
  leavesOf,
  type AgreementId,
  type Leaf,
  type MilestoneTerms,
  type NextAction,
  type PrivateDocument,
  type SubmissionType,
} from '@tranche/chaincode/domain';
import { hashOf } from '@tranche/chaincode/ledger';
import type { Deal } from '@tranche/gateway/api';
import { activate, type CommandFields, type MemoryConsortium } from './consortium.js';
import { newFile, newSalt, type MilestoneView } from './party-play.js';

const DAY_MILLIS = 86_400_000;
const YEAR_MILLIS = 365 * DAY_MILLIS;
/** Rather long than often: every deadline of a template is some days away. */
const WAIT_MILLIS = 30 * DAY_MILLIS;
/** So that nobody acts more often in a minute than the rules allow. */
const PAUSE_MILLIS = 10_000;
const MAX_STEPS = 400;

/** How a play goes on where a condition can be met by time or by an instrument. */
export type Manner = 'by time' | 'by instrument';

/** Plays a deal to its end: everybody does what the ledger says is next, and nothing else. */
export class TemplatePlay {
  readonly consortium: MemoryConsortium;
  readonly deal: Deal;
  readonly agreementId: AgreementId;
  readonly #manner: Manner;

  private constructor(
    consortium: MemoryConsortium,
    deal: Deal,
    of: { readonly agreementId: AgreementId; readonly manner: Manner },
  ) {
    this.consortium = consortium;
    this.deal = deal;
    this.agreementId = of.agreementId;
    this.#manner = of.manner;
  }

  /** Has it signed and secured, and everything done until the agreement is completed. */
  static async play(
    consortium: MemoryConsortium,
    deal: Deal,
    manner: Manner,
  ): Promise<TemplatePlay> {
    const agreementId = await activate(consortium, deal);
    const play = new TemplatePlay(consortium, deal, { agreementId, manner });
    await play.#secure();
    for (let step = 0; (await play.status()) === 'active'; step += 1) {
      if (step > MAX_STEPS) throw new Error('the play does not come to an end');
      consortium.wait(PAUSE_MILLIS);
      const action = await play.#next();
      if (action === undefined) await play.#wait();
      else await play.#perform(action);
    }
    return play;
  }

  /** Where the agreement stands. */
  async status(): Promise<string> {
    const { agreementId } = this;
    const found = await this.consortium.ask('textiles.maker', 'agreement', { agreementId });
    return (found as { readonly agreement: { readonly status: string } }).agreement.status;
  }

  /** What is on record of a milestone. */
  async milestone(milestoneId: string): Promise<MilestoneView> {
    const of = { agreementId: this.agreementId, milestoneId };
    return (await this.consortium.ask('textiles.maker', 'milestone', of)) as MilestoneView;
  }

  async #next(): Promise<NextAction | undefined> {
    const { agreementId } = this;
    const found = await this.consortium.ask('textiles.maker', 'nextActions', { agreementId });
    const { actions } = found as { readonly actions: readonly NextAction[] };
    return actions.find((action) => !this.#isLeftToTime(action));
  }

  #isLeftToTime({ command, milestoneId }: NextAction): boolean {
    if (command !== 'recordInstrument' || this.#manner === 'by instrument') return false;
    const { tranches } = this.#terms(milestoneId);
    return tranches.some(({ condition }) =>
      condition === undefined ? false : leavesOf(condition).some(({ type }) => type === 'after'),
    );
  }

  async #wait(): Promise<void> {
    this.consortium.wait(WAIT_MILLIS);
    for (const { id: milestoneId } of this.deal.terms.milestones) {
      const code = await this.#advance(milestoneId);
      if (code !== undefined && code !== 'NOTHING_DUE')
        throw new Error(`nobody can go on: ${code}`);
    }
  }

  /** @returns the code of a refusal */
  async #advance(milestoneId: string): Promise<string | undefined> {
    try {
      await this.#do('textiles.maker', 'advanceMilestone', { milestoneId });
      return undefined;
    } catch (error) {
      if (error instanceof DomainError) return error.code;
      throw error;
    }
  }

  async #perform(action: NextAction): Promise<void> {
    const { command, milestoneId, orderId } = action;
    const user = `${action.participant.split(':')[1] ?? ''}.`;
    const on = milestoneId === undefined ? {} : { milestoneId };
    switch (command) {
      case 'presentMilestone':
        return this.#present(`${user}maker`, milestoneId);
      case 'acceptPresentation':
        return this.#accept(`${user}checker`, milestoneId);
      case 'recordInspection': {
        const fields = { ...on, outcome: 'pass', certificate: newFile(), findings: newFile() };
        return this.#do(`${user}maker`, command, fields);
      }
      case 'recordEvent':
        return this.#report(`${user}maker`, milestoneId, leafIn(action, 'event'));
      case 'recordInstrument': {
        const { instrument } = leafIn(action, 'instrument');
        const expiry = this.consortium.now() + YEAR_MILLIS;
        return this.#do(`${user}maker`, command, {
          ...on,
          instrument,
          reference: newFile(),
          expiry,
        });
      }
      case 'approveOrder':
        return this.#approve(milestoneId, orderId);
      case 'instructOrder':
        return this.#do(`${user}maker`, command, { ...on, orderId, paymentFile: newFile() });
      case 'settleOrder':
        return this.#settle(milestoneId, orderId);
      case 'acknowledgeCredit':
        return this.#do(`${user}maker`, command, { ...on, orderId });
      case 'closeAgreement':
        return this.#do(`${user}maker`, command, {});
      default:
        throw new Error(`no template needs ${command}`);
    }
  }

  async #secure(): Promise<void> {
    const expiry = this.deal.terms.longStop + YEAR_MILLIS;
    const document: PrivateDocument = {
      kind: 'security',
      salt: newSalt(),
      form: 'escrow-deposit',
      number: 'ESCROW-0001',
      currency: this.#currency(),
      amountMinor: '1',
      expiry: expiry as never,
    };
    await this.#file('security', document);
    const form = 'escrow-deposit';
    const fields = { form, reference: newFile(), document: hashOf(document), expiry };
    await this.#do('trade-bank.maker', 'secureFunds', fields);
  }

  /** Attaches what the milestone requires. @returns the hash of the last file */
  async #attach(milestoneId: string | undefined): Promise<string> {
    const { evidence } = this.#terms(milestoneId);
    let hash = '';
    for (const { docType } of evidence === 'none' ? [] : evidence) {
      hash = newFile();
      await this.#do('textiles.maker', 'attachEvidence', {
        milestoneId,
        docType,
        hash,
        size: 1024,
        mediaType: 'application/pdf',
        issuer: 'Indus Textiles',
        reference: 'reference',
      });
    }
    return hash;
  }

  async #present(label: string, milestoneId: string | undefined): Promise<void> {
    await this.#attach(milestoneId);
    const { delivery } = await this.milestone(milestoneId ?? '');
    const evidence = delivery.evidence.map(({ number }) => number);
    await this.#do(label, 'presentMilestone', { milestoneId, evidence });
  }

  async #accept(label: string, milestoneId: string | undefined): Promise<void> {
    const { review } = await this.milestone(milestoneId ?? '');
    const { number: presentation, hash } = lastOf(review.presentations);
    const fields = { milestoneId, presentation, hash, discrepancies: [] };
    await this.#do(label, 'acceptPresentation', fields);
  }

  async #report(
    label: string,
    milestoneId: string | undefined,
    leaf: Extract<Leaf, { type: 'event' }>,
  ): Promise<void> {
    const transportDocument = await this.#attach(milestoneId);
    const { code, location = 'INNSA' } = leaf;
    const eventTime = this.consortium.now();
    await this.#do(label, 'recordEvent', {
      milestoneId,
      code,
      classifier: 'ACT',
      location,
      eventTime,
      transportDocument,
    });
  }

  async #approve(milestoneId: string | undefined, orderId: string | undefined): Promise<void> {
    const { orders } = await this.milestone(milestoneId ?? '');
    const hash = orders.find(({ id }) => id === orderId)?.hash;
    for (const officer of ['trade-bank.approver-1', 'trade-bank.approver-2']) {
      await this.#do(officer, 'approveOrder', { milestoneId, orderId, hash });
    }
  }

  async #settle(milestoneId = '', orderId = ''): Promise<void> {
    const { orders } = await this.milestone(milestoneId);
    const ranges = orders.find(({ id }) => id === orderId)?.ranges ?? [];
    const commercial = commercialMilestoneSchema.parse(this.deal.documents.commercial[milestoneId]);
    const document: PrivateDocument = {
      kind: 'settlement',
      salt: newSalt(),
      currency: this.#currency(),
      amountMinor: String(amountOfAll(BigInt(commercial.amountMinor), ranges)),
      chargesMinor: '0',
      payTo: this.deal.terms.commitments.payTo,
    };
    await this.#file('settlement', document);
    await this.#do('trade-bank.maker', 'settleOrder', {
      milestoneId,
      orderId,
      attempt: 1,
      bankReference: 'HB-1',
      uetr: '97ed4827-7b6f-4491-a06f-b548d5a7512d',
      valueDate: '2026-03-02',
      message: newFile(),
      document: hashOf(document),
    });
  }

  async #file(kind: 'security' | 'settlement', document: PrivateDocument): Promise<void> {
    const { agreementId } = this;
    const to = holdersOf(this.deal.terms.parties, kind);
    const documents = { [hashOf(document)]: document };
    const fields = { agreementId, kind, to };
    await this.consortium.submit('trade-bank.maker', 'fileDocument', fields, { documents });
  }

  async #do(label: string, type: SubmissionType, fields: CommandFields): Promise<void> {
    const { agreementId } = this;
    await this.consortium.submit(label, type, { agreementId, ...fields });
  }

  #terms(milestoneId: string | undefined): MilestoneTerms {
    const found = this.deal.terms.milestones.find(({ id }) => id === milestoneId);
    if (found === undefined)
      throw new RangeError(`the terms have no ${milestoneId ?? 'milestone'}`);
    return found;
  }

  #currency(): string {
    const { header } = this.deal.documents.commercial;
    if (header?.kind !== 'commercial-header') throw new RangeError('the deal has a header');
    return header.currency;
  }
}

function leafIn<T extends Leaf['type']>(
  { command, leaf }: NextAction,
  type: T,
): Extract<Leaf, { type: T }> {
  if (leaf?.type !== type) throw new RangeError(`${command} is asked for by a leaf ${type}`);
  return leaf as Extract<Leaf, { type: T }>;
}

function lastOf<T>(list: readonly T[]): T {
  const last = list.at(-1);
  if (last === undefined) throw new RangeError('the list has entries');
  return last;
}
