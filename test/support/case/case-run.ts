import {
  milestoneIdSchema,
  type AgreementId,
  type MilestoneId,
  type NextAction,
  type PrivateDocument,
} from '@tranche/chaincode/domain';
import { textileDeal, type Deal } from '../../../scripts/case/textile-deal.js';
import { statementOf, type Statement } from '../../../scripts/case/statement.js';
import type { LedgerUnderTest, SubmitAnswer, SubmitOptions } from '../consortium.js';
import { partyOn } from '../ledger-party.js';
import { newFile, newSalt, TOTAL_MINOR, type MilestoneView } from '../party-play.js';
import type { CaseSight, CaseStep, Party, Refused, Sent } from './step.js';

/** The milestones of the case, in its order. */
export const milestoneIds: readonly MilestoneId[] = ['order', 'shipment', 'delivery'].map((id) =>
  milestoneIdSchema.parse(id),
);

/** What was sent, under which id, and what came of the first time. */
export interface Done {
  readonly sent: Sent;
  readonly commandId: string;
  readonly answer: SubmitAnswer;
}

/** The case under way on a ledger: one agreement, step after step. */
export class CaseRun implements CaseSight {
  readonly ledger: LedgerUnderTest;
  readonly deal: Deal;
  readonly done: Done[] = [];
  readonly #files = new Map<string, string>();
  readonly #documents = new Map<string, PrivateDocument>();
  readonly #milestones = new Map<string, MilestoneView>();
  agreementId: AgreementId | undefined;
  termsHash = '';
  #seen: unknown = undefined;

  /** Terms of the textile case, in which the bank has one day of any kind to approve. */
  constructor(ledger: LedgerUnderTest) {
    this.ledger = ledger;
    const now = ledger.now();
    const total = { currency: 'EUR', decimals: 2, totalMinor: TOTAL_MINOR };
    const deal = textileDeal({ now, ...total, salt: newSalt });
    const calendar = { ...deal.terms.calendar, weekendDays: [] };
    this.deal = { ...deal, terms: { ...deal.terms, calendar, approvalBusinessDays: 1 } };
  }

  /** The step as its own user sends it, for the first time. */
  async perform(step: CaseStep): Promise<Done> {
    const sent = step.sent(this);
    const commandId = `case-${newSalt().slice(0, 16)}`;
    const answer = await this.#send(step, sent, { commandId });
    const done = { sent, commandId, answer };
    this.done.push(done);
    if (answer.agreementId !== undefined) this.agreementId ??= answer.agreementId as AgreementId;
    await this.look();
    return done;
  }

  /** The same again, or another command under the same id. */
  again(step: CaseStep, done: Done, sent: Sent & Pick<Refused, 'type'>): Promise<SubmitAnswer> {
    const { commandId } = done;
    return this.#send({ ...step, type: sent.type ?? step.type }, sent, { commandId });
  }

  /** An attempt that the step does not allow. */
  attempt(step: CaseStep, refused: Refused): Promise<SubmitAnswer> {
    const { by = step.by, type = step.type, fields } = refused;
    const sent = step.sent(this);
    return this.#send({ by, type }, fields === undefined ? sent : { fields: fields(this) }, {});
  }

  #send(
    { by, type }: Pick<CaseStep, 'by' | 'type'>,
    { fields, documents }: Sent,
    options: SubmitOptions,
  ): Promise<SubmitAnswer> {
    const { agreementId } = this;
    const all = agreementId === undefined ? fields : { agreementId, ...fields };
    const filing = documents === undefined ? {} : { documents };
    return this.ledger.submit(by, type, type === 'proposeAgreement' ? fields : all, {
      ...options,
      ...filing,
    });
  }

  /** Reads all that is on record, for what comes next. @returns whether it had changed */
  async look(): Promise<boolean> {
    const { agreementId } = this;
    if (agreementId === undefined) return false;
    const label = 'textiles.maker';
    const found = await this.ledger.ask(label, 'agreement', { agreementId });
    this.termsHash = (found as { agreement: { termsHash: string } }).agreement.termsHash;
    for (const milestoneId of milestoneIds) {
      const view = await this.ledger.ask(label, 'milestone', { agreementId, milestoneId });
      this.#milestones.set(milestoneId, view as MilestoneView);
    }
    const seen = JSON.stringify([found, ...this.#milestones.values()]);
    const isChanged = seen !== this.#seen;
    this.#seen = seen;
    return isChanged;
  }

  file(name: string): string {
    const hash = this.#files.get(name) ?? newFile();
    this.#files.set(name, hash);
    return hash;
  }

  document(name: string, make: () => PrivateDocument): PrivateDocument {
    const document = this.#documents.get(name) ?? make();
    this.#documents.set(name, document);
    return document;
  }

  milestone(id: string): MilestoneView {
    const found = this.#milestones.get(id);
    if (found === undefined) throw new RangeError(`nobody has looked at ${id} yet`);
    return found;
  }

  order(id: string): MilestoneView['orders'][number] {
    const order = this.milestone(id).orders.at(-1);
    if (order === undefined) throw new RangeError(`${id} has no order`);
    return order;
  }

  /** What each participant can do, as a user of one party is told by its own node. */
  async nextAs(party: Party): Promise<Readonly<Record<string, readonly string[]>>> {
    const { agreementId } = this;
    const user = party === 'audit' ? 'auditor' : 'maker';
    const found = await this.ledger.ask(`${party}.${user}`, 'nextActions', { agreementId });
    const { actions } = found as { readonly actions: readonly NextAction[] };
    const next: Record<string, readonly string[]> = {};
    for (const { participant, command, milestoneId } of actions) {
      const localId = participant.slice(participant.indexOf(':') + 1);
      const action = milestoneId === undefined ? command : `${command} ${milestoneId}`;
      next[localId] = [...(next[localId] ?? []), action];
    }
    return next;
  }

  /** The statement as one user computes it from its own node. */
  async statement(label: string): Promise<Statement> {
    const { agreementId = '' } = this;
    const party = partyOn(this.ledger, label);
    return statementOf(party, agreementId, (txId) => Promise.resolve(txId));
  }

  /** Every transaction that ever wrote the agreement, or one of its milestones, in order. */
  async history(milestoneId?: string): Promise<readonly string[]> {
    const { agreementId } = this;
    const of = milestoneId === undefined ? { agreementId } : { agreementId, milestoneId };
    const found = await this.ledger.ask('textiles.maker', 'history', of);
    const { entries } = found as { readonly entries: readonly { readonly txId: string }[] };
    return entries.map(({ txId }) => txId);
  }
}
