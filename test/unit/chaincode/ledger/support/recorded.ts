import {
  instantSchema,
  type ActingUser,
  type Instant,
  type SubmissionType,
} from '@tranche/chaincode/domain';
import {
  canonicalize,
  splitKey,
  transact,
  type Answer,
  type Call,
} from '@tranche/chaincode/ledger';
import { userOf } from '../../../../support/cast.js';
import type { CommandFields } from '../../../../support/consortium.js';
import { txIdOf, type MemoryLedger, type Simulation } from '../../../../support/memory-ledger.js';

/** A transaction that was simulated and not committed: its answer, and what it read and wrote. */
export interface Recorded extends Simulation {
  readonly answer: Answer;
}

/** A call of one user with a command. */
export function callBy(
  actor: ActingUser,
  command: unknown,
  more: { readonly at?: number; readonly transient?: Call['transient'] } = {},
): Call {
  const at: Instant = instantSchema.parse(more.at ?? 0);
  const input = typeof command === 'string' ? command : canonicalize(command);
  return { actor, at, txId: txIdOf(0), input, transient: more.transient ?? new Map() };
}

/** Simulates one command on a ledger. */
export async function simulate(
  ledger: MemoryLedger,
  call: Call,
  type: SubmissionType,
): Promise<Recorded> {
  const state = ledger.simulate();
  const answer = await transact(state, type, call);
  const { reads, puts, policies, privatePuts } = state.simulation;
  return { answer, reads, puts, policies, privatePuts };
}

/** A consortium with a clock: what a recorded transaction needs to know. */
export interface Recorder {
  readonly consortium: { readonly ledger: MemoryLedger; now(): Instant };
}

/** Simulates a command of the user with a label, or of any acting user, under the id `recorded`. */
export function record(
  { consortium }: Recorder,
  by: string | ActingUser,
  type: SubmissionType,
  fields: CommandFields,
): Promise<Recorded> {
  const actor = typeof by === 'string' ? userOf(by) : by;
  const command = { type, commandId: 'recorded', ...fields };
  const call = callBy(actor, command, { at: consortium.now() + 1000 });
  return simulate(consortium.ledger, call, type);
}

/** Keys as people write them, sorted: type and parts with `~` between; `A` is the agreement. */
export function named(keys: Iterable<string>, agreementId = ''): readonly string[] {
  return [...keys]
    .map((key) => splitKey(key).map((part) => (part === agreementId ? 'A' : part)))
    .map((parts) => parts.join('~'))
    .sort();
}
