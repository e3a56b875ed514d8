import {
  filingKindSchema,
  financiersIn,
  partiesSchema,
  type AgreementId,
  type FilingKind,
  type ParticipantId,
  type Parties,
  type RegistryQueryType,
  technicalReaders,
} from '@tranche/chaincode/domain';
import { z } from 'zod';
import { ProblemError, type TransactionView } from '../api/index.js';
import { commandAnswer, parseAnswer, shaped } from './answers.js';
import { ask, type Question } from './evaluate-query.js';
import { overPeers } from './evaluate.js';
import { identityOf } from './identity.js';
import { withProblems } from './problem-of-failure.js';
import type { Actor, SigningIdentity } from './ports.js';
import type { Services } from './services.js';
import { awaitCommit } from './settle.js';

/**
 * A public record of an agreement, for a participant that its terms name.
 * @throws ProblemError AGREEMENT_NOT_FOUND for everybody else, and the refusals of the query
 */
export async function readRecord(
  services: Services,
  actor: Actor,
  of: {
    readonly question: Exclude<Question, 'document' | 'build' | RegistryQueryType>;
    readonly input: { readonly agreementId: AgreementId } & Readonly<Record<string, unknown>>;
  },
): Promise<unknown> {
  const identity = await identityOf(services, actor.user);
  await services.directory.entryFor({ actor, identity }, of.input.agreementId);
  return ask(services, identity, of);
}

/** What the registry says of members, participants and votes, which everybody may know. */
export async function readRegistry(
  services: Services,
  actor: Actor,
  of: {
    readonly question: RegistryQueryType;
    readonly input: Readonly<Record<string, unknown>>;
  },
): Promise<unknown> {
  return ask(services, await identityOf(services, actor.user), of);
}

/** What the member's own node runs. */
export async function readBuild(services: Services, actor: Actor): Promise<unknown> {
  const identity = await identityOf(services, actor.user);
  return ask(services, identity, { question: 'build', input: {} });
}

/** Participants that a kind of private document belongs to. */
export function readersOf(parties: Parties, kind: FilingKind): readonly ParticipantId[] {
  const money = [parties.exporter, parties.buyer, parties.bank, ...parties.auditors];
  const paid = [...money, ...financiersIn(parties)];
  const readers: Readonly<Record<FilingKind, readonly ParticipantId[]>> = {
    commercial: money,
    technical: technicalReaders(parties),
    'pay-to': [parties.exporter, parties.bank],
    security: paid,
    settlement: paid,
    balance: [parties.bank, ...parties.auditors],
    'pay-to-change': [parties.exporter, parties.bank],
    rate: paid,
    assignment: [parties.exporter, parties.bank, ...financiersIn(parties)],
  };
  return readers[kind];
}

/**
 * A private document of the member's own node, for a participant that it belongs to by the terms of
 * its version, or that it was disclosed to.
 * @throws ProblemError AGREEMENT_NOT_FOUND, TERMS_VERSION_NOT_FOUND, DOCUMENT_NOT_SHOWN,
 *   DOCUMENT_NOT_FOUND
 */
export async function readDocument(
  services: Services,
  actor: Actor,
  of: {
    readonly agreementId: AgreementId;
    readonly kind: string;
    readonly part: string;
    readonly termsVersion?: number;
  },
): Promise<unknown> {
  const identity = await identityOf(services, actor.user);
  const { agreementId, part } = of;
  const entry = await services.directory.entryFor({ actor, identity }, agreementId);
  const kind = filingKindSchema.parse(of.kind);
  const termsVersion = of.termsVersion ?? entry.termsVersion;
  const isDisclosed = entry.disclosures.some(
    (shown) =>
      shown.to === actor.participant &&
      shown.kind === kind &&
      shown.termsVersion === termsVersion &&
      shown.parts.includes(part),
  );
  if (!isDisclosed) {
    const version = { agreementId, termsVersion };
    const parties =
      termsVersion === entry.termsVersion
        ? entry.parties
        : await partiesUnder(services, identity, version);
    const isReader = readersOf(parties, kind).includes(actor.participant);
    if (!isReader) throw new ProblemError('DOCUMENT_NOT_SHOWN', { kind });
  }
  return ask(services, identity, {
    question: 'document',
    input: { agreementId, kind, part, termsVersion },
  });
}

const termsViewSchema = z.looseObject({
  terms: z.looseObject({ terms: z.looseObject({ parties: partiesSchema }) }),
});

async function partiesUnder(
  services: Services,
  as: SigningIdentity,
  input: { readonly agreementId: AgreementId; readonly termsVersion: number },
): Promise<Parties> {
  const view = await ask(services, as, { question: 'terms', input });
  return shaped(termsViewSchema, view).terms.terms.parties;
}

/**
 * What became of a transaction. What it brought about is told to those that its agreement names.
 * @throws ProblemError TRANSACTION_NOT_FOUND
 */
export async function readTransaction(
  services: Services,
  actor: Actor,
  txId: string,
): Promise<TransactionView> {
  const identity = await identityOf(services, actor.user);
  return withProblems(async () => {
    const { ledger } = services;
    const { found, path } = await overPeers(ledger.peers.length, async (peer) => ({
      found: await ledger.find(identity, txId, peer),
      path: peer,
    }));
    if (found === undefined) return pendingOrUnknown(services, actor, txId);
    const withinMillis = services.patience.statusMillis;
    const commit = await awaitCommit(services, identity, { txId, path, withinMillis });
    const { validation, response } = found;
    const endorsedBy = [...found.endorsedBy];
    const block = commit === undefined ? {} : { block: commit.block };
    if (validation !== 'VALID')
      return { txId, status: 'invalid', validation, endorsedBy, ...block };
    const view = { txId, status: 'committed' as const, validation, endorsedBy, ...block };
    if (commit === undefined || !isCommand(response)) return view;
    const answer = commandAnswer({ response, commit, endorsedBy });
    const { agreementId, events } = answer;
    if (agreementId === undefined) return view;
    const { policy } = await services.directory.entryFor(
      { actor, identity },
      agreementId as AgreementId,
    );
    if (!isUnderPolicy(events)) return { ...view, answer };
    const endorsedWithoutBank = !endorsedBy.includes(policy.bank);
    return { ...view, answer: { ...answer, endorsedWithoutBank } };
  });
}

const newKeys: readonly string[] = ['AgreementProposed', 'AmendmentProposed', 'FinancingRecorded'];

/**
 * Proposals come under the agreement's policy only once they are made; filings and invoices write
 * nothing that it covers.
 */
function isUnderPolicy(events: readonly { readonly type: string }[]): boolean {
  return events.length > 0 && events.every(({ type }) => !newKeys.includes(type));
}

function isCommand(response: string): boolean {
  try {
    const answer = parseAnswer(response);
    return typeof answer === 'object' && answer !== null && 'replayed' in answer;
  } catch {
    return false;
  }
}

function pendingOrUnknown(services: Services, actor: Actor, txId: string): TransactionView {
  const isOpen = services.journal
    .list()
    .some((open) => open.txId === txId && open.participant === actor.participant);
  if (isOpen) return { txId, status: 'pending' };
  throw new ProblemError('TRANSACTION_NOT_FOUND', { txId }, { txId });
}
