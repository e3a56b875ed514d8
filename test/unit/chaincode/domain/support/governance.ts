import {
  mspSchema,
  participantIdSchema,
  type Member,
  type ParametersRecord,
  type Participant,
  type Rules,
  type Vote,
  type VoteId,
} from '@tranche/chaincode/domain';
import { decode, keys } from '@tranche/chaincode/ledger';
import { castMembers } from '../../../../support/cast.js';
import type { MemoryConsortium, SubmitAnswer } from '../../../../support/consortium.js';
import { MONDAY } from '../../../../support/memory-ledger.js';
import { overwrite } from './records.js';

import { pass } from '../../../../support/voting.js';

/** A motion that stands in nobody's way. */
export const VOTING = { kind: 'changeParameters', voteDays: 7 } as const;

/** Pins keys that act for the participant of a user. */
export function pinKeys(
  consortium: MemoryConsortium,
  label: string,
  pinned: readonly string[],
): Promise<SubmitAnswer> {
  return consortium.submit(label, 'pinKeys', { keys: pinned });
}

/** Puts suspended members on record until there are so many. */
export async function fillMembers(consortium: MemoryConsortium, members: number): Promise<void> {
  for (let count = castMembers.length; count < members; count += 1) {
    const msp = mspSchema.parse(`Member${String(count)}MSP`);
    const member = { v: 1, msp, name: msp, roles: ['buyer'], status: 'suspended', since: MONDAY };
    await overwrite(consortium, keys.member(msp), member);
  }
}

/** The members declare a time in which they could not act. */
export function declareOutage(
  consortium: MemoryConsortium,
  outage: { readonly from: number; readonly until: number },
): Promise<SubmitAnswer> {
  return pass(consortium, { kind: 'declareOutage', ...outage });
}

function recordAt<T>({ ledger }: MemoryConsortium, key: string): T {
  const bytes = ledger.values.get(key);
  if (bytes === undefined) throw new Error(`nothing was written under ${key}`);
  return decode<T>(bytes);
}

/** The record of a vote. */
export function voteOn(consortium: MemoryConsortium, voteId: VoteId): Vote {
  return recordAt(consortium, keys.proposal(voteId));
}

/** The record of a member. */
export function memberOn(consortium: MemoryConsortium, msp: string): Member {
  return recordAt(consortium, keys.member(mspSchema.parse(msp)));
}

/** The record of a participant. */
export function participantOn(consortium: MemoryConsortium, id: string): Participant {
  return recordAt(consortium, keys.participant(participantIdSchema.parse(id)));
}

/** The rules in force. */
export function rulesOn(consortium: MemoryConsortium): Rules {
  return recordAt(consortium, keys.rules());
}

/** The parameters in force. */
export function parametersOn(consortium: MemoryConsortium): ParametersRecord {
  return recordAt(consortium, keys.parameters());
}
