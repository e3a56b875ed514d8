import { voteIdSchema, type VoteId } from '@tranche/chaincode/domain';
import { hashOf } from '@tranche/chaincode/ledger';
import type { CommandFields, LedgerUnderTest, SubmitAnswer } from './consortium.js';

/** One governor of each member of the cast. */
export const governors = [
  'textiles.governor',
  'retail.governor',
  'trade-bank.governor',
  'quality.governor',
  'audit.governor',
] as const;

/** A member's governor puts a motion to the vote. @returns the id of the vote */
export async function proposeVote(
  ledger: Pick<LedgerUnderTest, 'submit'>,
  motion: CommandFields,
  by: string = governors[0],
): Promise<VoteId> {
  const { events = [] } = await ledger.submit(by, 'proposeVote', { motion });
  return voteIdSchema.parse(events[0]?.['voteId']);
}

/** The fields by which a governor votes. */
export function ballot(
  voteId: VoteId,
  motion: CommandFields,
  vote: 'for' | 'against' = 'for',
): CommandFields {
  return { voteId, hash: hashOf({ id: voteId, motion }), vote };
}

/** Governors vote for a motion, one after the other. @returns the answer to the last */
export async function castVotes(
  ledger: Pick<LedgerUnderTest, 'submit'>,
  of: { readonly voteId: VoteId; readonly motion: CommandFields },
  by: readonly string[] = governors.slice(0, 3),
): Promise<SubmitAnswer> {
  let last: SubmitAnswer | undefined;
  for (const label of by) {
    last = await ledger.submit(label, 'castVote', ballot(of.voteId, of.motion));
  }
  if (last === undefined) throw new Error('nobody voted');
  return last;
}

/** Has the members pass a motion. @returns the answer to the deciding vote */
export async function pass(
  ledger: Pick<LedgerUnderTest, 'submit'>,
  motion: CommandFields,
  by: readonly string[] = governors.slice(0, 3),
): Promise<SubmitAnswer> {
  return castVotes(ledger, { voteId: await proposeVote(ledger, motion, by[0]), motion }, by);
}
