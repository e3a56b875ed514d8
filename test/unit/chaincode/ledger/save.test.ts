import assert from 'node:assert/strict';
import {
  endorsersOf,
  InvariantError,
  limits,
  utf8Length,
  type Command,
  type CommandType,
  type Milestone,
  type State,
  type TermsRecord,
} from '@tranche/chaincode/domain';
import { canonicalize, decode, keys } from '@tranche/chaincode/ledger';
import { saveState, type Change } from '@tranche/chaincode/ledger/save';
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

/** A command of that type and who sends it: all that saving looks at. */
function sender(type: CommandType, label: string): Pick<Change, 'command' | 'actor'> {
  return { command: { type } as Command, actor: userOf(label) };
}

const withdrawal = sender('withdrawAgreement', 'textiles.maker');

/** The milestone whose slice has exactly so many bytes. */
function withSlice(milestone: Milestone, bytes: number): Milestone {
  return { ...milestone, slice: padded(milestone.slice, bytes) };
}

/** The milestone on which a user's items have exactly so many bytes. */
function withEvidence(milestone: Milestone, bytes: number, label: string): Milestone {
  const { participant } = userOf(label);
  const brackets = 2;
  const evidence = [padded({ by: { participant } }, bytes - brackets)] as never;
  return { ...milestone, delivery: { ...milestone.delivery, evidence } };
}

/** An object whose canonical text has exactly so many bytes. */
function padded<T extends object>(value: T, bytes: number): T {
  const rest = utf8Length(canonicalize({ ...value, padding: '' }));
  return { ...value, padding: 'a'.repeat(bytes - rest) };
}

/** The terms with a record of exactly so many bytes. */
function sizedTerms(terms: TermsRecord, bytes: number): TermsRecord {
  return padded(terms, bytes);
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
    await saveState(state, work, { ...withdrawal, before, after: { ...before } });
    assert.equal(state.simulation.puts.size, 0);
  });

  it('refuses to write what was not read', async () => {
    const { state, before } = await loaded();
    const after = { ...before, rules: { v: 1, version: 2 } as NonNullable<State['rules']> };
    const save = saveState(state, new UnitOfWork(state), { ...withdrawal, before, after });
    await assert.rejects(save, InvariantError);
    assert.equal(state.simulation.puts.size, 0);
  });

  const adding: readonly (readonly [
    what: string,
    by: string,
    max: number,
    fill: (milestone: Milestone, bytes: number, by: string) => Milestone,
  ])[] = [
    ['terms of a milestone', 'textiles.maker', limits.sliceBytes, withSlice],
    ['the exporter’s evidence', 'textiles.maker', limits.bytesOfExporter, withEvidence],
    ['an inspector’s evidence', 'quality.maker', limits.bytesOfOthers / 3, withEvidence],
  ];
  for (const [what, by, max, fill] of adding) {
    it(`takes ${what} of the most bytes, and none of one more`, async () => {
      const { state, work, before, milestone } = await loaded();
      const type = fill === withSlice ? 'proposeAgreement' : 'attachEvidence';
      const save = (bytes: number): Promise<void> => {
        const filled = fill(milestone, bytes, by);
        const milestones = new Map([...before.milestones, [milestone.id, filled]]);
        const after = { ...before, milestones };
        return saveState(state, work, { ...sender(type, by), before, after });
      };
      await assert.rejects(save(max + 1), { code: 'MILESTONE_TOO_LARGE', params: { max } });
      assert.equal(state.simulation.puts.size, 0);
      await save(max);
      assert.equal(state.simulation.puts.size, 1);
    });
  }

  it('leaves others the room that one party has filled', async () => {
    const { state, work, before, milestone } = await loaded();
    const filled = withEvidence(milestone, limits.bytesOfExporter, 'textiles.maker');
    const milestones = new Map([...before.milestones, [milestone.id, filled]]);
    const after = { ...before, milestones };
    await saveState(state, work, { ...sender('recordEvent', 'line.maker'), before, after });
    assert.equal(state.simulation.puts.size, 1);
  });

  it('lets a decision be written however full the record is', async () => {
    const { state, work, before, milestone } = await loaded();
    const full = withEvidence(milestone, 2 * limits.bytesOfExporter, 'textiles.maker');
    const milestones = new Map([...before.milestones, [milestone.id, full]]);
    const after = { ...before, milestones };
    for (const type of ['presentMilestone', 'advanceMilestone', 'approveOrder'] as const) {
      await saveState(state, work, { ...sender(type, 'textiles.maker'), before, after });
    }
    assert.equal(state.simulation.puts.size, 1);
  });

  it('takes terms of the most bytes, and none of one more', async () => {
    const { state, work, before, terms } = await loaded();
    const save = (bytes: number): Promise<void> =>
      saveState(state, work, {
        ...withdrawal,
        before,
        after: { ...before, terms: sizedTerms(terms, bytes) },
      });
    const max = limits.termsBytes;
    const bytes = max + 1;
    await assert.rejects(save(bytes), { code: 'TERMS_TOO_LARGE', params: { bytes, max } });
    assert.equal(state.simulation.puts.size, 0);
    await save(max);
    assert.equal([...state.simulation.puts.values()][0]?.byteLength, max);
  });
});
