import assert from 'node:assert/strict';
import {
  endorsersOf,
  InvariantError,
  limits,
  type Milestone,
  type State,
  type TermsRecord,
} from '@tranche/chaincode/domain';
import { canonicalize, decode, keys } from '@tranche/chaincode/ledger';
import { saveState } from '@tranche/chaincode/ledger/save';
import { loadState } from '@tranche/chaincode/ledger/load';
import { UnitOfWork } from '@tranche/chaincode/ledger/unit-of-work';
import { textileParties } from '../../../../scripts/case/textile-deal.js';
import { administratorOf, castMembers, userOf } from '../../../support/cast.js';
import { MemoryConsortium } from '../../../support/consortium.js';
import type { SimulatedState } from '../../../support/memory-ledger.js';
import { caseDeal } from '../domain/support/deal.js';
import { foundingHash, proposeFounding } from '../domain/support/records.js';
import { Scene } from '../domain/support/scene.js';
import { named, record } from './support/recorded.js';

const NEW_KEYS = [
  'agreement~A',
  'milestone~A~delivery',
  'milestone~A~order',
  'milestone~A~shipment',
  'terms~A~0001',
];

/** The records of an agreement as one of its commands loads them, ready to be saved. */
async function loaded(): Promise<{
  readonly state: SimulatedState;
  readonly work: UnitOfWork;
  readonly before: State;
  readonly milestone: Milestone;
  readonly terms: TermsRecord;
}> {
  const scene = await Scene.proposed();
  const { consortium, agreementId } = scene;
  const state = consortium.ledger.simulate();
  const work = new UnitOfWork(state);
  const command = { type: 'withdrawAgreement', commandId: 'c', agreementId } as never;
  const before = await loadState(work, command, userOf('textiles.maker'));
  const milestone = scene.milestone('order');
  const bytes = consortium.ledger.values.get(keys.terms(agreementId, 1)) ?? new Uint8Array();
  return { state, work, before, milestone, terms: decode<TermsRecord>(bytes) };
}

/** The milestone with a record of exactly so many bytes. */
function sized(milestone: Milestone, bytes: number): Milestone {
  const rest = canonicalize({ ...milestone, padding: '' }).length;
  const padding = 'a'.repeat(bytes - rest);
  return { ...milestone, padding } as unknown as Milestone;
}

/** The terms with a record of exactly so many bytes. */
function sizedTerms(terms: TermsRecord, bytes: number): TermsRecord {
  const rest = canonicalize({ ...terms, padding: '' }).length;
  return { ...terms, padding: 'a'.repeat(bytes - rest) } as unknown as TermsRecord;
}

describe('saving', () => {
  it('gives every new key of an agreement its policy', async () => {
    const consortium = await MemoryConsortium.found();
    const { terms } = caseDeal();
    const recorded = await record({ consortium }, 'textiles.maker', 'proposeAgreement', { terms });
    const { agreementId = '' } = JSON.parse(recorded.answer.response) as { agreementId?: string };
    assert.deepEqual(named(recorded.puts.keys(), agreementId), NEW_KEYS);
    assert.deepEqual(named(recorded.policies.keys(), agreementId), NEW_KEYS);
    const expected = endorsersOf(textileParties);
    for (const policy of recorded.policies.values()) assert.deepEqual(policy, expected);
  });

  it('writes in the order of the keys', async () => {
    const consortium = await MemoryConsortium.found();
    const { terms } = caseDeal();
    const { puts } = await record({ consortium }, 'textiles.maker', 'proposeAgreement', { terms });
    assert.deepEqual([...puts.keys()], [...puts.keys()].sort());
  });

  it('leaves the policy of a key alone once the key exists', async () => {
    const scene = await Scene.proposed();
    const { agreementId } = scene;
    const fields = { agreementId, termsHash: scene.agreement().termsHash };
    const recorded = await record(scene, 'textiles.checker', 'acceptAgreement', fields);
    assert.deepEqual(named(recorded.puts.keys(), agreementId), ['agreement~A']);
    assert.equal(recorded.policies.size, 0);
  });

  it('gives no key of the registry a policy of its own', async () => {
    const consortium = MemoryConsortium.empty();
    await proposeFounding(consortium);
    const fields = { proposalId: 'founding', hash: foundingHash(consortium) };
    for (const { msp } of castMembers.slice(1)) {
      await consortium.submitAs(administratorOf(msp), 'confirmBootstrap', fields);
    }
    const [last] = castMembers;
    const administrator = administratorOf(last?.msp ?? '');
    const founded = await record({ consortium }, administrator, 'confirmBootstrap', fields);
    const members = castMembers.map(({ msp }) => `member~${msp}`).sort();
    const expected = [...members, 'parameters', 'proposal~founding', 'rules'];
    assert.deepEqual(named(founded.puts.keys()), expected);
    assert.equal(founded.policies.size, 0);
    const all = await MemoryConsortium.found();
    assert.equal(all.ledger.policies.size, 0);
  });

  it('writes nothing of what did not change', async () => {
    const { state, work, before } = await loaded();
    await saveState(state, work, { before, after: { ...before } });
    assert.equal(state.simulation.puts.size, 0);
  });

  it('refuses to write what was not read', async () => {
    const { state, before } = await loaded();
    const after = { ...before, rules: { v: 1, version: 2 } as NonNullable<State['rules']> };
    const save = saveState(state, new UnitOfWork(state), { before, after });
    await assert.rejects(save, InvariantError);
    assert.equal(state.simulation.puts.size, 0);
  });

  it('takes a milestone of the most bytes, and none of one more', async () => {
    const { state, work, before, milestone } = await loaded();
    const save = (bytes: number): Promise<void> => {
      const milestones = new Map([...before.milestones, [milestone.id, sized(milestone, bytes)]]);
      return saveState(state, work, { before, after: { ...before, milestones } });
    };
    const max = limits.milestoneBytes;
    await assert.rejects(save(max + 1), { code: 'MILESTONE_TOO_LARGE', params: { max } });
    assert.equal(state.simulation.puts.size, 0);
    await save(max);
    assert.equal([...state.simulation.puts.values()][0]?.byteLength, max);
  });

  it('takes terms of the most bytes, and none of one more', async () => {
    const { state, work, before, terms } = await loaded();
    const save = (bytes: number): Promise<void> =>
      saveState(state, work, { before, after: { ...before, terms: sizedTerms(terms, bytes) } });
    const max = limits.termsBytes;
    const bytes = max + 1;
    await assert.rejects(save(bytes), { code: 'TERMS_TOO_LARGE', params: { bytes, max } });
    assert.equal(state.simulation.puts.size, 0);
    await save(max);
    assert.equal([...state.simulation.puts.values()][0]?.byteLength, max);
  });
});
