import {
  mspSchema,
  type Agreement,
  type ConsortiumRole,
  type Member,
  type Milestone,
  type Rules,
} from '@tranche/chaincode/domain';
import { decode, encode, keys } from '@tranche/chaincode/ledger';
import { administratorOf, castMembers, castParticipants } from '../../../../support/cast.js';
import { MemoryConsortium, type SubmitAnswer } from '../../../../support/consortium.js';
import { txIdOf } from '../../../../support/memory-ledger.js';
import type { Scene } from './scene.js';

/** Writes a record past the rules, as only a later version of them, or a vote, will. */
export async function overwrite(
  consortium: MemoryConsortium,
  key: string,
  record: unknown,
): Promise<void> {
  const state = consortium.ledger.simulate();
  await state.put(key, encode(record));
  const call = { txId: txIdOf(0), at: consortium.now() };
  consortium.ledger.commit(state.simulation, call, { response: '{}' });
}

/** Changes fields of a milestone's record past the rules. */
export async function rewrite(
  scene: Scene,
  milestoneId: string,
  change: Partial<Milestone>,
): Promise<void> {
  const milestone = scene.milestone(milestoneId);
  const key = keys.milestone(scene.agreementId, milestone.id);
  await overwrite(scene.consortium, key, { ...milestone, ...change });
}

/** Changes fields of the agreement's record past the rules. */
export async function rewriteAgreement(scene: Scene, change: Partial<Agreement>): Promise<void> {
  const key = keys.agreement(scene.agreementId);
  await overwrite(scene.consortium, key, { ...scene.agreement(), ...change });
}

/** Suspends a member, as a vote will. */
export async function suspend(consortium: MemoryConsortium, msp: string): Promise<void> {
  const key = keys.member(mspSchema.parse(msp));
  const bytes = consortium.ledger.values.get(key);
  if (bytes === undefined) throw new Error(`there is no member ${msp}`);
  await overwrite(consortium, key, { ...decode<Member>(bytes), status: 'suspended' });
}

/** Changes what every command reads of the rules, as a vote will. */
export async function rewriteRules(
  consortium: MemoryConsortium,
  change: Partial<Rules>,
): Promise<void> {
  const bytes = consortium.ledger.values.get(keys.rules());
  if (bytes === undefined) throw new Error('the consortium is founded');
  await overwrite(consortium, keys.rules(), { ...decode<Rules>(bytes), ...change });
}

/** The founders that a founding proposal lists. */
export interface Founder {
  readonly msp: string;
  readonly name: string;
  readonly roles: readonly ConsortiumRole[];
}

/** Proposes who founds the consortium, as the exporter's administrator. */
export function proposeFounding(
  consortium: MemoryConsortium,
  members: readonly Founder[] = castMembers,
  parameters: object = consortium.parameters,
): Promise<SubmitAnswer> {
  const proposer = administratorOf('ExporterMSP');
  const fields = { members, parameters };
  return consortium.submitAs(proposer, 'proposeBootstrap', fields, { commandId: 'founding' });
}

/** The hash of the founding proposal on record. */
export function foundingHash(consortium: MemoryConsortium): string {
  const bytes = consortium.ledger.values.get(keys.proposal('founding'));
  if (bytes === undefined) throw new Error('nothing was proposed');
  return decode<{ readonly hash: string }>(bytes).hash;
}

/** Founds a consortium of the cast and more members, with the cast's participants. */
export async function foundWith(more: readonly Founder[]): Promise<MemoryConsortium> {
  const consortium = MemoryConsortium.empty();
  const members = [...castMembers, ...more];
  await proposeFounding(consortium, members);
  const fields = { proposalId: 'founding', hash: foundingHash(consortium) };
  for (const { msp } of members) {
    await consortium.submitAs(administratorOf(msp), 'confirmBootstrap', fields);
  }
  for (const { msp, localId, lei, name, roles } of castParticipants) {
    const participant = { localId, lei, name, roles };
    await consortium.submitAs(administratorOf(msp), 'registerParticipant', participant);
  }
  return consortium;
}
