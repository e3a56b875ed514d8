import {
  commandCatalogue,
  DomainError,
  execute,
  limits,
  present,
  type Command,
  type Facts,
  type Outcome,
  type State,
  type Submission,
  type SubmissionType,
} from '../domain/index.js';
import { canonicalize, hashOf, parseBounded, sha256 } from './codec.js';
import { fileDisclosure } from './file-disclosure.js';
import { fileDocuments } from './file-documents.js';
import { loadFiled, loadMore, loadState } from './load.js';
import type { Answer, Call, LedgerState } from './ledger-state.js';
import { saveState } from './save.js';
import { answerOf } from './summary.js';
import { UnitOfWork } from './unit-of-work.js';

/**
 * One command over the port: parse, load, decide, check, save, one event. The chaincode, the
 * in-memory ledger, dry runs and every member's independent replay run this and nothing else.
 * @throws DomainError a refusal; nothing was written
 */
export async function transact(
  ledger: LedgerState,
  type: SubmissionType,
  call: Call,
): Promise<Answer> {
  const command = parseSubmission(type, call.input);
  const work = new UnitOfWork(ledger);
  if (command.type === 'fileDocument') return fileDocuments(ledger, work, command, call);
  if (command.type === 'fileDisclosure') return fileDisclosure(ledger, work, command, call);
  const before = await loadState(work, command, call.actor);
  const { loaded, facts, outcome } = await executeLoaded(ledger, work, { command, before, call });
  if (outcome.kind === 'replayed') {
    return { response: canonicalize({ replayed: true, txId: outcome.txId }) };
  }
  const { state, events } = outcome;
  await saveState(ledger, work, { command, actor: call.actor, before: loaded, after: state });
  return answerOf({ command, facts, state, events });
}

/**
 * The command in a transaction's argument.
 * @throws DomainError COMMAND_TOO_LARGE, COMMAND_MALFORMED
 */
export function parseSubmission(type: SubmissionType, input: string): Submission {
  const parsed = commandCatalogue[type].schema.safeParse(parseBounded(input));
  if (parsed.success) return parsed.data;
  const issue = present(parsed.error.issues[0], 'a schema says what it refuses');
  throw new DomainError('COMMAND_MALFORMED', {
    path: issue.path.length === 0 ? '$' : issue.path.map(String).join('.'),
    problem: issue.message.slice(0, limits.textBytes),
  });
}

interface Executed {
  readonly loaded: State;
  readonly facts: Facts;
  readonly outcome: Exclude<Outcome, { kind: 'needs' }>;
}

/** Executes a command, loading the dependants that its consequences reach, if any. */
async function executeLoaded(
  ledger: LedgerState,
  work: UnitOfWork,
  of: { readonly command: Command; readonly before: State; readonly call: Call },
): Promise<Executed> {
  const { command, call } = of;
  const { actor, at, txId } = call;
  const filed = await loadFiled(ledger, of.before, command, actor);
  const inputHash = sha256(canonicalize(command));
  const outages = of.before.rules?.outages ?? [];
  const facts: Facts = { actor, at, outages, txId, inputHash, filed, hashOf };
  let loaded = of.before;
  for (;;) {
    const outcome = execute(loaded, command, facts);
    if (outcome.kind !== 'needs') return { loaded, facts, outcome };
    loaded = await loadMore(work, loaded, outcome.milestones);
  }
}
