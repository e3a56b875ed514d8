import {
  governanceActions,
  limits,
  registryQuerySchema,
  required,
  tallyOf,
  voteQuerySchema,
  votesQuerySchema,
  type Member,
  type ParametersRecord,
  type Participant,
  type Proposal,
  type RegistryQueryType,
  type Rules,
  type Vote,
} from '../domain/index.js';
import { decode } from './codec.js';
import { keys } from './keys.js';
import type { LedgerReads, RecordType } from './ledger-state.js';
import { parseQuery, rulesOf, type Query } from './query-parts.js';

/** One row for each question about the registry. */
export const registryQueries: { readonly [T in RegistryQueryType]: Query } = {
  members: async (reads, call) => {
    parseQuery(registryQuerySchema, call.input);
    const { rules, parameters } = await loadFounded(reads);
    return { members: await listed<Member>(reads, 'member'), parameters, rules };
  },

  participants: async (reads, call) => {
    parseQuery(registryQuerySchema, call.input);
    const records = await listed<Participant>(reads, 'participant');
    const participants = records.map(({ commands: _commands, ...participant }) => {
      const { id, lei } = participant;
      const claimants = records.filter((other) => other.lei === lei && other.id !== id);
      return { ...participant, leiAlsoOf: claimants.map((other) => other.id) };
    });
    return { participants, isComplete: isComplete(records) };
  },

  votes: async (reads, call) => {
    const { status } = parseQuery(votesQuerySchema, call.input);
    const { votes, isAll } = await loadVotes(reads);
    const wanted = votes.filter((vote) => status === undefined || vote.status === status);
    return { votes: wanted.map(shown), isComplete: isAll };
  },

  vote: async (reads, call) => {
    const { voteId } = parseQuery(voteQuerySchema, call.input);
    const bytes = await reads.get(keys.proposal(voteId));
    const found = bytes === undefined ? undefined : voteIn(decode(bytes));
    const vote = required(found, 'VOTE_NOT_FOUND', { id: voteId });
    const members = await listed<Member>(reads, 'member');
    const byMsp = new Map(members.map((member) => [member.msp, member]));
    return { vote: shown(vote), tally: tallyOf(vote.ballots, byMsp) };
  },

  governanceActions: async (reads, call) => {
    parseQuery(registryQuerySchema, call.input);
    const { rules, parameters } = await loadFounded(reads);
    const { votes } = await loadVotes(reads);
    const members = await listed<Member>(reads, 'member');
    const moment = { at: call.at, outages: rules.outages ?? [] };
    return { actions: governanceActions({ votes, members, parameters, moment }) };
  },
};

async function loadFounded(
  reads: LedgerReads,
): Promise<{ readonly rules: Rules; readonly parameters: ParametersRecord }> {
  const rules = required(await rulesOf(reads), 'CONSORTIUM_NOT_BOOTSTRAPPED');
  const bytes = required(await reads.get(keys.parameters()), 'CONSORTIUM_NOT_BOOTSTRAPPED');
  return { rules, parameters: decode<ParametersRecord>(bytes) };
}

async function listed<T>(reads: LedgerReads, type: RecordType): Promise<readonly T[]> {
  const entries = await reads.list(type, limits.listed);
  return entries.map(({ value }) => decode<T>(value));
}

function isComplete(records: readonly unknown[]): boolean {
  return records.length < limits.listed;
}

async function loadVotes(
  reads: LedgerReads,
): Promise<{ readonly votes: readonly Vote[]; readonly isAll: boolean }> {
  const records = await listed<Vote | Proposal>(reads, 'proposal');
  const votes = records.map(voteIn).filter((vote) => vote !== undefined);
  return { votes, isAll: isComplete(records) };
}

/** Foundings stand under the same type of key. */
function voteIn(record: Vote | Proposal): Vote | undefined {
  return 'motion' in record ? record : undefined;
}

function shown({ commands: _commands, ...vote }: Vote): Omit<Vote, 'commands'> {
  return vote;
}
