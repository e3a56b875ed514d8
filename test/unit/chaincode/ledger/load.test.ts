import assert from 'node:assert/strict';
import {
  emptyState,
  milestoneIdSchema,
  SHARE_WHOLE,
  type Command,
  type SubmissionType,
} from '@tranche/chaincode/domain';
import { keys } from '@tranche/chaincode/ledger';
import { loadFiled, loadMore, loadState } from '@tranche/chaincode/ledger/load';
import { UnitOfWork } from '@tranche/chaincode/ledger/unit-of-work';
import { administratorOf, castMembers, castParticipants, userOf } from '../../../support/cast.js';
import { MemoryConsortium, type CommandFields } from '../../../support/consortium.js';
import { MemoryLedger } from '../../../support/memory-ledger.js';
import {
  financedScene,
  invoiceOf,
  ONLY,
  proposalFields,
  recordFinancing,
} from '../domain/support/assignment.js';
import { dealOf, fileHash, tranche } from '../domain/support/deal.js';
import { discrepancy, evidenceFields, inspectionFields } from '../domain/support/fields.js';
import { foundingHash, overwrite, proposeFounding } from '../domain/support/records.js';
import { Scene } from '../domain/support/scene.js';
import { fileBalance } from '../domain/support/security.js';
import { named, record, type Recorded } from './support/recorded.js';

const exporter = ['rules', 'member~ExporterMSP', 'participant~ExporterMSP:textiles'];
const buyer = ['rules', 'member~BuyerMSP', 'participant~BuyerMSP:retail'];
const bank = ['rules', 'member~BankMSP', 'participant~BankMSP:trade-bank'];
const caseMilestones = ['delivery', 'order', 'shipment'].map((id) => `milestone~A~${id}`);
const wholeAgreement = ['agreement~A', 'terms~A~0001', ...caseMilestones];

const guarantee = { reference: fileHash('guarantee'), expiry: 9_000_000_000_000 };

/** Asserts the exact keys that a transaction read, each once. */
function assertReads(recorded: Recorded, expected: readonly string[], agreementId?: string): void {
  assert.deepEqual(named(recorded.reads, agreementId), [...expected].sort());
}

/** A case that waits for its first presentation to be reviewed. */
async function presented(): Promise<Scene> {
  const scene = await Scene.secured();
  await scene.present('order');
  return scene;
}

/** Simulates the acceptance of the latest presentation of a milestone. */
function acceptance(
  scene: Scene,
  milestoneId: string,
  more: CommandFields = {},
): Promise<Recorded> {
  const { agreementId } = scene;
  const presentation = { agreementId, milestoneId, ...scene.presentationFields(milestoneId) };
  const fields = { ...presentation, discrepancies: [], ...more };
  return record(scene, 'retail.checker', 'acceptPresentation', fields);
}

/** Loads a command's records without deciding it. */
async function loadOf(
  ledger: MemoryLedger,
  command: Record<string, unknown>,
  label: string,
): Promise<Awaited<ReturnType<typeof loadState>>> {
  const work = new UnitOfWork(ledger.simulate());
  return loadState(work, { commandId: 'c', ...command } as unknown as Command, userOf(label));
}

describe('a command of a milestone', () => {
  const milestoneCommands: readonly (readonly [
    type: SubmissionType,
    label: string,
    caller: readonly string[],
    fields: CommandFields,
  ])[] = [
    [
      'attachEvidence',
      'textiles.maker',
      exporter,
      evidenceFields('order-confirmation', fileHash('new')),
    ],
    [
      'recordInspection',
      'quality.maker',
      ['rules', 'member~InspectorMSP', 'participant~InspectorMSP:quality'],
      inspectionFields(),
    ],
    [
      'recordInstrument',
      'trade-bank.maker',
      bank,
      { instrument: 'advance-payment-guarantee', ...guarantee },
    ],
  ];
  for (const [type, label, caller, more] of milestoneCommands) {
    it(`reads its milestone and who calls, and nothing else, as ${type} does`, async () => {
      const scene = await Scene.secured();
      const { agreementId } = scene;
      const fields = { agreementId, milestoneId: 'order', ...more };
      const recorded = await record(scene, label, type, fields);
      assertReads(recorded, [...caller, 'milestone~A~order'], agreementId);
      assert.deepEqual(named(recorded.puts.keys(), agreementId), ['milestone~A~order']);
    });
  }

  it('reads those that depend on its milestone only when that is accepted', async () => {
    const scene = await presented();
    const whole = await acceptance(scene, 'order');
    const milestones = ['milestone~A~order', 'milestone~A~shipment'];
    assertReads(whole, [...buyer, ...milestones], scene.agreementId);
    assert.deepEqual(named(whole.puts.keys(), scene.agreementId), milestones);
    const part = { acceptedShare: SHARE_WHOLE / 2, discrepancies: [discrepancy()] };
    const partial = await acceptance(scene, 'order', part);
    assertReads(partial, [...buyer, 'milestone~A~order'], scene.agreementId);
  });

  it('reads every direct dependant, and none of theirs', async () => {
    const sketches = [
      { id: 'first' },
      { id: 'second', dependsOn: ['first'], tranches: [tranche('whole', 10_000)] },
      { id: 'third', dependsOn: ['first'] },
      { id: 'fourth', dependsOn: ['second', 'third'] },
    ];
    const scene = await Scene.secured(dealOf(sketches));
    await scene.present('first');
    const recorded = await acceptance(scene, 'first');
    const reached = ['first', 'second', 'third'].map((id) => `milestone~A~${id}`);
    assertReads(recorded, [...buyer, ...reached], scene.agreementId);
  });

  it('reads the agreement only to tell which of the two is missing', async () => {
    const scene = await Scene.secured();
    const missing = { agreementId: scene.agreementId, milestoneId: 'missing' };
    const command = { type: 'advanceMilestone', ...missing };
    const known = await loadOf(scene.consortium.ledger, command, 'textiles.maker');
    assert.equal(known.agreement?.id, scene.agreementId);
    const none = { ...command, agreementId: `A${'Z'.repeat(30)}` };
    const unknown = await loadOf(scene.consortium.ledger, none, 'textiles.maker');
    assert.equal(unknown.agreement, undefined);
    assert.equal(unknown.milestones.size, 0);
  });
});

describe('a command about financing', () => {
  const invoice = invoiceOf();
  const key = `financing~ExporterMSP:textiles~${invoice}`;

  it('reads the agreement, not its milestones, and writes the invoice alone', async () => {
    const scene = await financedScene();
    const { agreementId } = scene;
    const fields = { agreementId, milestoneId: ONLY, invoice };
    const recorded = await record(scene, 'textiles.maker', 'recordFinancing', fields);
    assertReads(recorded, [...exporter, 'agreement~A', 'terms~A~0001', key], agreementId);
    assert.deepEqual(named(recorded.puts.keys(), agreementId), [key]);
    assert.equal(recorded.policies.size, 0);
  });

  it('reads the invoice with the milestone, and writes the milestone alone', async () => {
    const scene = await financedScene();
    const { agreementId } = scene;
    await recordFinancing(scene);
    const fields = { agreementId, milestoneId: ONLY, ...proposalFields(scene) };
    const recorded = await record(scene, 'textiles.checker', 'proposeAssignment', fields);
    assertReads(recorded, [...exporter, 'milestone~A~only', key], agreementId);
    assert.deepEqual(named(recorded.puts.keys(), agreementId), ['milestone~A~only']);
  });

  it('reads no invoice of a caller that is no participant', async () => {
    const { consortium, agreementId } = await financedScene();
    const command = { type: 'recordFinancing', agreementId, milestoneId: ONLY, invoice };
    const work = new UnitOfWork(consortium.ledger.simulate());
    const all = { commandId: 'c', ...command } as unknown as Command;
    const state = await loadState(work, all, administratorOf('BuyerMSP'));
    assert.equal(state.financings.size, 0);
  });
});

describe('a command of an agreement', () => {
  it('reads the agreement, its terms and every milestone by its id', async () => {
    const scene = await Scene.proposed();
    const { agreementId } = scene;
    const { termsHash } = scene.agreement();
    const fields = { agreementId, termsHash };
    const recorded = await record(scene, 'textiles.checker', 'acceptAgreement', fields);
    assertReads(recorded, [...exporter, ...wholeAgreement], agreementId);
    assert.deepEqual(named(recorded.puts.keys(), agreementId), ['agreement~A']);
  });

  it('reads nothing of an agreement that does not exist', async () => {
    const consortium = await MemoryConsortium.found();
    const command = { type: 'withdrawAgreement', agreementId: `A${'Z'.repeat(30)}` };
    const state = await loadOf(consortium.ledger, command, 'textiles.maker');
    assert.equal(state.agreement, undefined);
  });

  it('that secures the whole price reads and writes every milestone', async () => {
    const scene = await Scene.active();
    const { agreementId } = scene;
    const fields = { agreementId, ...(await scene.securityFields()) };
    const recorded = await record(scene, 'trade-bank.maker', 'secureFunds', fields);
    assertReads(recorded, [...bank, ...wholeAgreement], agreementId);
    assert.deepEqual(named(recorded.puts.keys(), agreementId), caseMilestones);
  });

  it('that secures one milestone reads and writes that one', async () => {
    const scene = await Scene.active();
    const { agreementId } = scene;
    const fields = { agreementId, milestoneId: 'order', ...(await scene.securityFields()) };
    const recorded = await record(scene, 'trade-bank.maker', 'secureFunds', fields);
    assertReads(recorded, [...bank, 'milestone~A~order'], agreementId);
    assert.deepEqual(named(recorded.puts.keys(), agreementId), ['milestone~A~order']);
  });
});

describe('an attestation of a balance', () => {
  it('reads and writes the agreement, and nothing of its milestones', async () => {
    const scene = await Scene.secured();
    const { agreementId } = scene;
    const fields = { agreementId, document: await fileBalance(scene), asOf: '2026-03-02' };
    const recorded = await record(scene, 'trade-bank.maker', 'attestBalance', fields);
    assertReads(recorded, [...bank, 'agreement~A', 'terms~A~0001'], agreementId);
    assert.deepEqual(named(recorded.puts.keys(), agreementId), ['agreement~A']);
  });
});

describe('a proposal', () => {
  it('reads the parameters, everyone it names, and the keys that it creates', async () => {
    const consortium = await MemoryConsortium.found();
    const { terms } = dealOf([{ id: 'only' }]);
    const recorded = await record({ consortium }, 'textiles.maker', 'proposeAgreement', { terms });
    const { agreementId = '' } = JSON.parse(recorded.answer.response) as { agreementId?: string };
    const created = ['agreement~A', 'milestone~A~only', 'terms~A~0001'];
    const participants = castParticipants
      .map(({ msp, localId }) => `participant~${msp}:${localId}`)
      .filter((key) => key !== 'participant~AuditorMSP:arbitration');
    const members = castMembers.map(({ msp }) => `member~${msp}`);
    const expected = ['rules', 'parameters', ...members, ...participants, ...created];
    assertReads(recorded, expected, agreementId);
    assert.deepEqual(named(recorded.puts.keys(), agreementId), created);
  });

  it('takes no participant for registered who is not', async () => {
    const consortium = await MemoryConsortium.found();
    const { terms } = dealOf([{ id: 'only' }]);
    const stranger = 'AuditorMSP:stranger';
    const parties = { ...terms.parties, auditors: [stranger] };
    const command = { type: 'proposeAgreement', terms: { ...terms, parties } };
    const state = await loadOf(consortium.ledger, command, 'textiles.maker');
    assert.equal([...state.participants.keys()].map(String).includes(stranger), false);
  });
});

describe('a command of the registry', () => {
  it('that proposes a founding reads its own key and what a founding writes', async () => {
    const consortium = MemoryConsortium.empty();
    const { parameters } = consortium;
    const fields = { members: castMembers, parameters };
    const administrator = administratorOf('BankMSP');
    const recorded = await record({ consortium }, administrator, 'proposeBootstrap', fields);
    const expected = ['rules', 'member~BankMSP', 'parameters', 'proposal~recorded'];
    assertReads(recorded, expected);
    assert.deepEqual(named(recorded.puts.keys()), ['proposal~recorded']);
  });

  it('that confirms a founding reads the members that it may create', async () => {
    const consortium = MemoryConsortium.empty();
    await proposeFounding(consortium);
    const fields = { proposalId: 'founding', hash: foundingHash(consortium) };
    const administrator = administratorOf('BankMSP');
    const recorded = await record({ consortium }, administrator, 'confirmBootstrap', fields);
    const members = castMembers.map(({ msp }) => `member~${msp}`);
    assertReads(recorded, ['rules', 'parameters', 'proposal~founding', ...members]);
  });

  it('that registers a participant reads that one', async () => {
    const consortium = await MemoryConsortium.found();
    const [cast] = castParticipants;
    const participant = { localId: 'second', lei: cast?.lei, name: 'Second', roles: ['exporter'] };
    const administrator = administratorOf('ExporterMSP');
    const recorded = await record(
      { consortium },
      administrator,
      'registerParticipant',
      participant,
    );
    const own = 'participant~ExporterMSP:second';
    assertReads(recorded, ['rules', 'member~ExporterMSP', own]);
    assert.deepEqual(named(recorded.puts.keys()), [own]);
  });
});

describe('the caller of a command', () => {
  it('is unknown on a ledger on which nothing was written', async () => {
    const command = { type: 'withdrawAgreement', agreementId: `A${'Z'.repeat(30)}` };
    assert.deepEqual(await loadOf(new MemoryLedger(), command, 'textiles.maker'), emptyState);
  });
});

describe('more milestones', () => {
  const order = milestoneIdSchema.parse('order');

  it('are those of the agreement whose milestone is loaded', async () => {
    const scene = await Scene.secured();
    const state = scene.consortium.ledger.simulate();
    const before = { ...emptyState, milestones: new Map([[order, scene.milestone('order')]]) };
    const more = [milestoneIdSchema.parse('shipment')];
    const after = await loadMore(new UnitOfWork(state), before, more);
    assert.deepEqual([...after.milestones.keys()], ['order', 'shipment']);
    assert.deepEqual(named(state.simulation.reads, scene.agreementId), ['milestone~A~shipment']);
  });
});

describe('the hashes of private documents', () => {
  it('are read from no collection for a command that names no agreement', async () => {
    const command = { type: 'registerParticipant', commandId: 'c' } as unknown as Command;
    const state = new MemoryLedger().simulate();
    const filed = await loadFiled(state, emptyState, command, userOf('textiles.maker'));
    assert.equal(filed.size, 0);
  });

  it('hold those only that the collection has', async () => {
    const scene = await Scene.proposed();
    const { agreementId } = scene;
    const command = { type: 'acceptAgreement', commandId: 'c', agreementId };
    const actor = userOf('trade-bank.checker');
    const state = scene.consortium.ledger.simulate();
    const work = new UnitOfWork(state);
    const loaded = await loadState(work, command as unknown as Command, actor);
    const filed = await loadFiled(state, loaded, command as unknown as Command, actor);
    assert.equal(filed.size, 8);
    const empty = new MemoryLedger().simulate();
    const none = await loadFiled(empty, loaded, command as unknown as Command, actor);
    assert.equal(none.size, 0);
  });
});

describe('an agreement without its terms', () => {
  it('is no agreement', async () => {
    const scene = await Scene.proposed();
    const { consortium, agreementId } = scene;
    const agreement = { ...scene.agreement(), termsVersion: 2 };
    await overwrite(consortium, keys.agreement(agreementId), agreement);
    const state = consortium.ledger.simulate();
    const command = { type: 'withdrawAgreement', commandId: 'c', agreementId };
    const loaded = await loadState(
      new UnitOfWork(state),
      command as unknown as Command,
      userOf('textiles.maker'),
    );
    assert.equal(loaded.terms, undefined);
    assert.equal(loaded.milestones.size, 0);
  });
});
