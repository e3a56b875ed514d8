import assert from 'node:assert/strict';
import {
  agreementIdFor,
  agreementIdSchema,
  committedDocuments,
  endorsersOf,
  holdersOf,
  mspSchema,
  namedIn,
  participantIdSchema,
  signatoriesOf,
  type Parties,
  type TermsRecord,
} from '@tranche/chaincode/domain';
import { decode, hashOf, keys } from '@tranche/chaincode/ledger';
import { textileParties } from '../../../../scripts/case/textile-deal.js';
import { MemoryConsortium, refusalOf } from '../../../support/consortium.js';
import { MONDAY } from '../../../support/memory-ledger.js';
import { caseDeal, DAY } from './support/deal.js';
import { Scene } from './support/scene.js';

const participant = (id: string): Parties['exporter'] => participantIdSchema.parse(id);

function termsOf(scene: Scene): TermsRecord {
  const bytes = scene.consortium.ledger.values.get(keys.terms(scene.agreementId, 1));
  if (bytes === undefined) throw new Error('the terms are on record');
  return decode<TermsRecord>(bytes);
}

async function signAll(scene: Scene, signers: readonly string[]): Promise<void> {
  const { termsHash } = scene.agreement();
  for (const signer of signers) {
    await scene.send(`${signer}.checker`, 'acceptAgreement', { termsHash });
  }
}

describe('a proposal', () => {
  it('puts the terms, who proposed them and the parameters in force on record', async () => {
    const scene = await Scene.proposed();
    const record = termsOf(scene);
    assert.deepEqual(record.terms, scene.deal.terms);
    assert.deepEqual(record.proposedBy, {
      participant: 'ExporterMSP:textiles',
      user: 'textiles.maker',
    });
    assert.deepEqual(record.parameters, scene.consortium.parameters);
    assert.equal(scene.agreement().termsHash, hashOf(record));
    assert.equal(scene.agreement().status, 'proposed');
  });

  it('has an id that follows from its proposer and command', async () => {
    const consortium = await MemoryConsortium.found();
    const { terms } = caseDeal();
    const options = { commandId: 'first-proposal' };
    const answer = await consortium.submit(
      'textiles.maker',
      'proposeAgreement',
      { terms },
      options,
    );
    const id = agreementIdFor(textileParties.exporter, 'first-proposal', hashOf);
    assert.equal(answer.agreementId, id);
    assert.ok(agreementIdSchema.safeParse(id).success);
    assert.notEqual(id, agreementIdFor(textileParties.buyer, 'first-proposal', hashOf));
  });

  it('may come from the buyer', async () => {
    const consortium = await MemoryConsortium.found();
    const { terms } = caseDeal();
    const answer = await consortium.submit('retail.maker', 'proposeAgreement', { terms });
    assert.equal(answer.events?.[0]?.type, 'AgreementProposed');
  });

  it('has its keys endorsed by the bank and the members of the others', async () => {
    const scene = await Scene.proposed();
    const { policies } = scene.consortium.ledger;
    const others = ['ExporterMSP', 'BuyerMSP', 'InspectorMSP', 'AuditorMSP'];
    assert.equal(policies.size, 5);
    for (const policy of policies.values()) assert.deepEqual(policy, { bank: 'BankMSP', others });
  });
});

describe('an agreement', () => {
  it('is active with the last signature, whoever gives it', async () => {
    const scene = await Scene.proposed();
    await signAll(scene, ['line', 'trade-bank', 'retail', 'textiles']);
    assert.equal(scene.agreement().status, 'proposed');
    assert.equal(scene.milestone('order').live, false);
    await signAll(scene, ['quality']);
    const { status, signatures, decided } = scene.agreement();
    assert.equal(status, 'active');
    assert.equal(signatures.length, 5);
    assert.equal(decided?.by.user, 'quality.checker');
    assert.equal(scene.milestone('delivery').live, true);
    assert.equal(scene.milestone('delivery').delivery.activatedAt, scene.consortium.now());
  });

  it('is signed until the instant at which its proposal closes', async () => {
    const scene = await Scene.proposed();
    scene.consortium.setClock(MONDAY + 7 * DAY - 1000);
    await signAll(scene, ['retail']);
    assert.equal(scene.agreement().signatures.length, 1);
  });

  it('ends when one party declines, although others have signed', async () => {
    const scene = await Scene.proposed();
    await signAll(scene, ['retail', 'quality']);
    await scene.send('line.checker', 'declineAgreement');
    const { status, decided } = scene.agreement();
    assert.equal(status, 'declined');
    assert.equal(decided?.by.participant, 'InspectorMSP:line');
  });

  it('ends when its proposer withdraws it, and nobody else can', async () => {
    const scene = await Scene.proposed();
    const other = scene.send('retail.maker', 'withdrawAgreement');
    assert.equal(await refusalOf(other), 'PARTY_NOT_PERMITTED');
    await scene.send('textiles.maker', 'withdrawAgreement');
    assert.equal(scene.agreement().status, 'withdrawn');
  });
});

describe('the parties of an agreement', () => {
  const arbiter = participant('AuditorMSP:arbitration');
  const exporterBank = participant('ThirdMSP:bank');
  const alternate = participant('InspectorMSP:line');
  const parties: Parties = {
    ...textileParties,
    exporterBank,
    arbiter,
    inspectors: [{ id: participant('InspectorMSP:quality'), alternates: [alternate] }],
    sources: [alternate],
  };

  it('sign when they have duties, each once', () => {
    assert.deepEqual(signatoriesOf(parties), [
      'ExporterMSP:textiles',
      'BuyerMSP:retail',
      'BankMSP:trade-bank',
      'InspectorMSP:quality',
      'InspectorMSP:line',
      'AuditorMSP:arbitration',
    ]);
    assert.equal(signatoriesOf(textileParties).length, 5);
  });

  it('are named together with the exporter’s bank and the auditors', () => {
    const others = namedIn(parties).filter((id) => !signatoriesOf(parties).includes(id));
    assert.deepEqual(others, ['ThirdMSP:bank', 'AuditorMSP:audit']);
    const usual = namedIn(textileParties).slice(-1);
    assert.deepEqual(usual, ['AuditorMSP:audit']);
  });

  it('endorse by their members, the bank’s apart', () => {
    const coEndorsers = ['BankMSP', 'BuyerMSP', 'ThirdMSP'].map((msp) => mspSchema.parse(msp));
    assert.deepEqual(endorsersOf({ ...parties, coEndorsers }), {
      bank: 'BankMSP',
      others: ['ExporterMSP', 'BuyerMSP', 'InspectorMSP', 'AuditorMSP', 'ThirdMSP'],
    });
  });

  it('hold documents by their kind', () => {
    const money = ['ExporterMSP', 'BuyerMSP', 'BankMSP', 'AuditorMSP'];
    assert.deepEqual(holdersOf(parties, 'commercial'), money);
    const paid = [...money, 'ThirdMSP'];
    assert.deepEqual(holdersOf(parties, 'security'), paid);
    assert.deepEqual(holdersOf(parties, 'settlement'), paid);
    assert.deepEqual(holdersOf(parties, 'pay-to'), ['ExporterMSP', 'BankMSP']);
    const technical = ['ExporterMSP', 'BuyerMSP', 'BankMSP', 'InspectorMSP', 'AuditorMSP'];
    assert.deepEqual(holdersOf(parties, 'technical'), technical);
    assert.deepEqual(holdersOf(textileParties, 'technical'), technical.slice(0, 4));
  });

  it('must hold what the terms commit to for their kinds alone', async () => {
    const record = termsOf(await Scene.proposed());
    const partsOf = (msp: string): readonly string[] =>
      committedDocuments(record, mspSchema.parse(msp)).map(({ ref }) => `${ref.kind}/${ref.part}`);
    const commercial = ['header', 'order', 'shipment', 'delivery'].map((id) => `commercial/${id}`);
    const technical = ['order', 'shipment', 'delivery'].map((id) => `technical/${id}`);
    assert.deepEqual(new Set(partsOf('BuyerMSP')), new Set([...commercial, ...technical]));
    assert.deepEqual(partsOf('InspectorMSP'), technical);
    assert.deepEqual(partsOf('AuditorMSP'), commercial);
    const all = new Set([...commercial, ...technical, 'pay-to/payee']);
    assert.deepEqual(new Set(partsOf('BankMSP')), all);
  });
});
