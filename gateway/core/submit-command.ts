import {
  commandCatalogue,
  mspOf,
  type AgreementId,
  type Msp,
  type Submission,
} from '@tranche/chaincode/domain';
import { canonicalize, DOCUMENTS_FIELD, hashOf } from '@tranche/chaincode/ledger';
import { ProblemError, type CommandAnswer } from '../api/index.js';
import type { AgreementEntry } from './agreement-directory.js';
import { commandAnswer, parseResponse } from './answers.js';
import { checkSigning } from './check-signing.js';
import { endorseOver, type Endorsement } from './endorse.js';
import { endorsementPaths, type EndorsementNeed } from './endorsement-paths.js';
import { LedgerFailure } from './failures.js';
import { firstAnswer } from './first-answer.js';
import { identityOf } from './identity.js';
import { problemOfFailure } from './problem-of-failure.js';
import type { Actor, Commit, OpenTransaction, Path, Proposal, SigningIdentity } from './ports.js';
import { nextTry, type Tries } from './retry.js';
import type { Services } from './services.js';
import { settle } from './settle.js';

/** A command as its user sends it. */
export interface CommandRequest {
  readonly actor: Actor;
  readonly command: Submission;
  /** Private documents of a filing, part -> document. */
  readonly documents?: Readonly<Record<string, unknown>>;
  /** Whether the caller asks not to wait for the block. */
  readonly isAsync: boolean;
}

/** How a command ended, as far as is known when the caller is answered. */
export type CommandOutcome =
  | { readonly kind: 'committed'; readonly answer: CommandAnswer; readonly isReplayed: boolean }
  | { readonly kind: 'pending'; readonly txId: string };

interface Prepared {
  readonly request: CommandRequest;
  readonly identity: SigningIdentity;
  readonly proposal: Proposal;
  readonly paths: readonly Path[];
  readonly inputHash: string;
  readonly entry?: AgreementEntry;
  /** The bank whose node should endorse; absent when no agreement's policy applies. */
  readonly bank?: string;
}

/**
 * Sends a command: propose → endorse → write to the journal → submit → wait for the block. A crash
 * at any point is taken up from the journal. Conflicts are tried again with the same command id;
 * refusals are not.
 * @throws ProblemError
 */
export async function submitCommand(
  services: Services,
  request: CommandRequest,
): Promise<CommandOutcome> {
  try {
    const prepared = await prepare(services, request);
    const before = await outcomeOfOpen(services, prepared);
    if (before !== undefined) return before;
    await checkSigning(services, prepared.identity, request.command);
    return await perform(services, prepared);
  } catch (error) {
    if (error instanceof LedgerFailure) throw problemOfFailure(error);
    throw error;
  }
}

async function prepare(services: Services, request: CommandRequest): Promise<Prepared> {
  const { actor, command, documents } = request;
  const identity = await identityOf(services, actor.user);
  const agreementId = agreementOf(command);
  const entry =
    agreementId === undefined
      ? undefined
      : await services.directory.entryFor({ actor, identity }, agreementId);
  const { ledger, member } = services;
  const need = needOf(command, entry, member);
  return {
    request,
    identity,
    proposal: {
      contract: commandCatalogue[command.type].contract,
      transaction: command.type,
      argument: canonicalize(command),
      ...(documents === undefined
        ? {}
        : { transient: { [DOCUMENTS_FIELD]: canonicalize(documents) } }),
    },
    paths: endorsementPaths(need, { own: member, peers: ledger.peers.length }),
    inputHash: hashOf(command),
    ...(entry === undefined ? {} : { entry }),
    ...(need.kind === 'agreement' ? { bank: need.policy.bank } : {}),
  };
}

function agreementOf(command: Submission): AgreementId | undefined {
  return 'agreementId' in command ? command.agreementId : undefined;
}

/** What writes new keys alone: an amendment's proposal, which sets their policy, and an invoice. */
const writingNewKeys: readonly Submission['type'][] = ['proposeAmendment', 'recordFinancing'];

function needOf(command: Submission, entry: AgreementEntry | undefined, own: Msp): EndorsementNeed {
  if (command.type === 'fileDocument') return { kind: 'exactly', members: command.to };
  if (command.type === 'fileDisclosure') {
    return { kind: 'exactly', members: [...new Set([own, mspOf(command.to)])] };
  }
  const isNew = writingNewKeys.includes(command.type);
  if (entry === undefined || isNew) return { kind: 'chaincode' };
  return { kind: 'agreement', policy: entry.policy };
}

/**
 * The outcome of the same command in a transaction that is open still: settled before anything new
 * is sent.
 */
async function outcomeOfOpen(
  services: Services,
  prepared: Prepared,
): Promise<CommandOutcome | undefined> {
  const { command, actor } = prepared.request;
  const open = services.journal
    .list()
    .find(
      ({ participant, commandId }) =>
        participant === actor.participant && commandId === command.commandId,
    );
  if (open === undefined) return undefined;
  if (open.inputHash !== prepared.inputHash) {
    throw new ProblemError('COMMAND_ID_REUSED', { commandId: command.commandId });
  }
  const signer = await identityOf(services, open.user);
  const path = { peer: 0 };
  const commit = await settle(services, signer, { open, path, isSent: true });
  if (commit === undefined) return leaveOpen(services, open);
  await services.journal.close(open.txId);
  if (commit.validation !== 'VALID') return undefined;
  return { kind: 'committed', answer: answerOf(prepared, open, commit), isReplayed: true };
}

async function perform(services: Services, prepared: Prepared): Promise<CommandOutcome> {
  let tries: Tries = {};
  for (;;) {
    const endorsed = await endorse(services, prepared, tries);
    if (endorsed.kind === 'again') {
      tries = endorsed.tries;
      continue;
    }
    const { transaction, path } = endorsed.endorsement;
    const response = parseResponse(transaction.response);
    if (response.replayed) {
      const { bank, identity } = prepared;
      const of = { txId: response.txId, path, ...(bank === undefined ? {} : { bank }) };
      const answer = await firstAnswer(services, identity, of);
      return { kind: 'committed', answer, isReplayed: true };
    }
    const open = openTransaction(services, prepared, endorsed.endorsement);
    const commit = await send(services, prepared, { open, path });
    if (commit === undefined) return leaveOpen(services, open);
    if (commit.validation === 'VALID') {
      return { kind: 'committed', answer: answerOf(prepared, open, commit), isReplayed: false };
    }
    tries = await nextTry(services, tries, { validation: commit.validation, txId: open.txId });
  }
}

type Endorsed =
  | { readonly kind: 'endorsed'; readonly endorsement: Endorsement }
  | { readonly kind: 'again'; readonly tries: Tries };

async function endorse(services: Services, prepared: Prepared, tries: Tries): Promise<Endorsed> {
  const { identity, proposal, paths } = prepared;
  try {
    const endorsement = await endorseOver(services, identity, { proposal, paths });
    return { kind: 'endorsed', endorsement };
  } catch (error) {
    if (!(error instanceof LedgerFailure)) throw error;
    return { kind: 'again', tries: await nextTry(services, tries, { failure: error }) };
  }
}

function openTransaction(
  services: Services,
  prepared: Prepared,
  { transaction }: Endorsement,
): OpenTransaction {
  const { command, actor } = prepared.request;
  const agreementId = agreementOf(command);
  return {
    txId: transaction.txId,
    commandId: command.commandId,
    participant: actor.participant,
    user: actor.user,
    type: command.type,
    ...(agreementId === undefined ? {} : { agreementId }),
    inputHash: prepared.inputHash,
    bytes: transaction.bytes,
    endorsedBy: transaction.endorsedBy,
    response: transaction.response,
    openedAt: services.clock.now(),
  };
}

/** Writes to the journal, then sends; the journal entry stays until the outcome is known. */
async function send(
  services: Services,
  prepared: Prepared,
  of: { readonly open: OpenTransaction; readonly path: Path },
): Promise<Commit | undefined> {
  const { open, path } = of;
  await services.journal.open(open);
  if (prepared.request.isAsync) {
    services.watcher.watch(open, { isSent: false });
    return undefined;
  }
  const commit = await settle(services, prepared.identity, { open, path, isSent: false });
  if (commit !== undefined) await services.journal.close(open.txId);
  return commit;
}

function leaveOpen(services: Services, open: OpenTransaction): CommandOutcome {
  services.watcher.watch(open, { isSent: true });
  return { kind: 'pending', txId: open.txId };
}

function answerOf(prepared: Prepared, open: OpenTransaction, commit: Commit): CommandAnswer {
  const { response, endorsedBy } = open;
  const { bank } = prepared;
  return commandAnswer({ response, commit, endorsedBy, ...(bank === undefined ? {} : { bank }) });
}
