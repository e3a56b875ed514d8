import assert from 'node:assert/strict';
import {
  participantIdSchema,
  type ActingUser,
  type Parties,
  type PublicTerms,
} from '@tranche/chaincode/domain';
import { textileParties } from '../../../../scripts/case/textile-deal.js';
import { administratorOf, castParticipants } from '../../../support/cast.js';
import { MemoryConsortium, refusalOf } from '../../../support/consortium.js';
import { MONDAY } from '../../../support/memory-ledger.js';
import { amended, type AmendedDeal } from '../../../support/amended-deal.js';
import {
  amendmentFields,
  concludeWith,
  endorsers,
  fileWith,
  open,
  outcomeOf,
  partiesWith,
  propose,
  proposeAndFileAmended,
  consent,
} from './support/amendment.js';
import { DAY, caseDeal, tranche } from './support/deal.js';
import { inspectionFields } from './support/fields.js';
import { foundWith } from './support/records.js';
import { Scene } from './support/scene.js';

const { exporter, buyer, bank } = textileParties;
const quality = participantIdSchema.parse('InspectorMSP:quality');
const line = participantIdSchema.parse('InspectorMSP:line');
const arbitration = participantIdSchema.parse('AuditorMSP:arbitration');
const second = participantIdSchema.parse('InspectorMSP:second');
const sides = [exporter, buyer, bank];

async function asked(terms: (deal: PublicTerms) => PublicTerms): Promise<readonly string[]> {
  const consortium = await MemoryConsortium.found();
  const [first] = castParticipants;
  const other = { localId: 'second', lei: first?.lei, name: 'Second', roles: ['inspector'] };
  await consortium.submitAs(administratorOf('InspectorMSP'), 'registerParticipant', other);
  const scene = await Scene.securedOn(consortium, caseDeal());
  const { terms: before } = scene.deal;
  const deal: AmendedDeal = amended(scene.deal);
  const openUntil = deal.terms.openUntil;
  const after = { ...deal, terms: { ...terms(before), openUntil } };
  await proposeAndFileAmended(scene, after);
  await consent(scene, 'textiles.checker');
  return scene.agreement().amendment?.asked ?? [];
}

function withMilestone(terms: PublicTerms, id: string, change: object): PublicTerms {
  const milestones = terms.milestones.map((each) =>
    each.id === id ? { ...each, ...change } : each,
  );
  return { ...terms, milestones };
}

describe('who has to consent to an amendment', () => {
  it('is exporter, buyer and bank alone where it is about the three of them', async () => {
    const found = await asked((terms) => withMilestone(terms, 'order', { approval: 'single' }));
    assert.deepEqual(found, sides);
  });

  it('is the inspector where what is inspected changes', async () => {
    const due = { dueDate: (MONDAY + 61 * DAY) as never };
    assert.deepEqual(await asked((terms) => withMilestone(terms, 'shipment', due)), [
      ...sides,
      quality,
      line,
    ]);
  });

  it('is the inspector that waits after an inspection, and no source', async () => {
    const after = { type: 'after', of: { kind: 'inspection' }, days: 3, kind: 'calendar' } as const;
    const tranches = [tranche('whole', 10_000, after)];
    const found = await asked((terms) => withMilestone(terms, 'order', { tranches }));
    assert.deepEqual(found, [...sides, quality]);
  });

  it('is a source for the events that it reports', async () => {
    const event = { type: 'event', code: 'DISC', source: line } as const;
    const tranches = [tranche('whole', 10_000, event)];
    const found = await asked((terms) => withMilestone(terms, 'order', { tranches }));
    assert.deepEqual(found, [...sides, line]);
  });

  it('is everybody who works by the calendar', async () => {
    const calendar = { weekendDays: [5, 6], holidays: [], utcOffsetMinutes: 0 };
    const found = await asked((terms) => ({ ...terms, calendar }));
    assert.deepEqual(found, [...sides, quality, line]);
  });

  it('is an arbiter that is named anew', async () => {
    const found = await asked((terms) => ({
      ...terms,
      parties: { ...terms.parties, arbiter: arbitration },
    }));
    assert.deepEqual(found, [...sides, arbitration]);
  });

  it('is an alternate that is named anew, and the inspector that it stands in for', async () => {
    const inspectors = [{ id: quality, alternates: [second] }];
    const found = await asked((terms) => ({ ...terms, parties: { ...terms.parties, inspectors } }));
    assert.deepEqual(found, [...sides, quality, second]);
  });

  it('is nobody whose duties end', async () => {
    const found = await asked((terms) => ({
      ...terms,
      parties: { ...terms.parties, sources: [] },
      milestones: terms.milestones.map((each) =>
        each.id === 'shipment'
          ? {
              ...each,
              tranches: [tranche('whole', 10_000, { type: 'inspection', outcome: 'pass' })],
            }
          : each,
      ),
    }));
    assert.deepEqual(found, [...sides, quality]);
  });
});

const NEW_MSP = 'CarrierMSP';
const moved = participantIdSchema.parse(`${NEW_MSP}:retail`);

function buyerAt(host: string, role: ActingUser['roles'][number]): ActingUser {
  return {
    msp: host as never,
    user: `retail.${role}`,
    unit: 'client',
    participant: participantIdSchema.parse(`${host}:retail`),
    roles: [role],
  };
}

/** A consortium with a sixth member that hosts the buyer, too. */
async function withNewHost(): Promise<MemoryConsortium> {
  const roles = ['buyer', 'inspector', 'carrier', 'auditor'] as const;
  const consortium = await foundWith([{ msp: NEW_MSP, name: 'New host', roles }]);
  for (const host of castParticipants.filter(({ localId }) => localId !== 'trade-bank')) {
    if (!['retail', 'quality', 'line', 'audit'].includes(host.localId)) continue;
    const { localId, lei, name, roles: own } = host;
    const fields = { localId, lei, name, roles: own };
    await consortium.submitAs(administratorOf(NEW_MSP), 'registerParticipant', fields);
  }
  return consortium;
}

/** The terms with the buyer under its new id wherever they name it. */
function movedTerms(deal: AmendedDeal, change: Partial<Parties> = {}): AmendedDeal {
  const parties = partiesWith(deal, { buyer: moved, ...change });
  const text = JSON.stringify(deal.terms.milestones).replaceAll(buyer, moved);
  const milestones = JSON.parse(text) as PublicTerms['milestones'];
  return { ...deal, terms: { ...deal.terms, parties, milestones } };
}

async function movingScene(): Promise<{ readonly scene: Scene; readonly deal: AmendedDeal }> {
  const scene = await Scene.securedOn(await withNewHost(), caseDeal());
  const deal = movedTerms(amended(scene.deal));
  return { scene, deal };
}

describe('a party that moves to another host', () => {
  it('consents under both ids, and every key gets the new endorsers at once', async () => {
    const { scene, deal } = await movingScene();
    await scene.perform('order');
    await proposeAndFileAmended(scene, deal);
    await concludeWith(scene, ['textiles.checker', 'retail.checker', 'trade-bank.checker']);
    assert.equal(outcomeOf(scene), undefined);
    const before = new Set(endorsers(scene).values());
    assert.equal(before.size, 1);
    const checker = buyerAt(NEW_MSP, 'checker');
    const { agreementId } = scene;
    const fields = { agreementId, ...amendmentFields(scene) };
    await scene.consortium.submitAs(checker, 'consentToAmendment', fields);
    assert.equal(outcomeOf(scene)?.as, 'in-effect');
    const after = new Set(endorsers(scene).values());
    assert.equal(after.size, 1);
    assert.ok([...after][0]?.includes(NEW_MSP));
    assert.equal([...after][0]?.includes('BuyerMSP'), false);
    assert.ok(endorsers(scene).size >= 6);
  });

  it('reviews under its new id what was presented before', async () => {
    const { scene, deal } = await movingScene();
    await scene.present('order');
    await proposeAndFileAmended(scene, deal);
    await concludeWith(scene, ['textiles.checker', 'retail.checker', 'trade-bank.checker']);
    const { agreementId } = scene;
    const checker = buyerAt(NEW_MSP, 'checker');
    const fields = { agreementId, ...amendmentFields(scene) };
    await scene.consortium.submitAs(checker, 'consentToAmendment', fields);
    const { slice } = scene.milestone('order');
    assert.equal(slice.definition.review.by, moved);
    const accepting = {
      agreementId,
      milestoneId: 'order',
      ...scene.presentationFields('order'),
      discrepancies: [],
    };
    await scene.consortium.submitAs(checker, 'acceptPresentation', accepting);
    assert.equal(scene.milestone('order').orders.length, 1);
  });

  it('holds its documents before the last consent', async () => {
    const { scene, deal } = await movingScene();
    await propose(scene, deal);
    for (const kind of ['commercial', 'technical', 'pay-to'] as const) {
      const to = { commercial: ['ExporterMSP', 'BankMSP'], technical: ['ExporterMSP', 'BankMSP'] };
      const holders = kind === 'pay-to' ? ['ExporterMSP', 'BankMSP'] : to[kind];
      await fileWith(scene, deal, { kind, to: holders, number: 2 });
    }
    await consent(scene, 'textiles.checker');
    const { agreementId } = scene;
    const fields = { agreementId, ...amendmentFields(scene) };
    const consenting = scene.consortium.submitAs(
      buyerAt(NEW_MSP, 'checker'),
      'consentToAmendment',
      fields,
    );
    assert.equal(await refusalOf(consenting), 'DOCUMENT_NOT_FILED');
  });

  it('needs the documents of an auditor that signs nothing, too', async () => {
    const consortium = await withNewHost();
    const scene = await Scene.securedOn(consortium, caseDeal());
    const auditors = [participantIdSchema.parse(`${NEW_MSP}:audit`)];
    const parties = partiesWith(scene.deal, { auditors });
    const deal = amended(scene.deal, { terms: { parties } });
    await propose(scene, deal);
    for (const kind of ['technical', 'pay-to'] as const) {
      const to =
        kind === 'technical' ? ['ExporterMSP', 'BuyerMSP', 'BankMSP'] : ['ExporterMSP', 'BankMSP'];
      await fileWith(scene, deal, { kind, to, number: 2 });
    }
    const money = ['ExporterMSP', 'BuyerMSP', 'BankMSP'];
    await fileWith(scene, deal, { kind: 'commercial', to: money, number: 2 });
    await concludeWith(scene, ['textiles.checker', 'retail.checker']);
    assert.equal(await refusalOf(consent(scene, 'trade-bank.checker')), 'DOCUMENT_NOT_FILED');
    await fileWith(scene, deal, { kind: 'commercial', to: [NEW_MSP], number: 2 });
    await consent(scene, 'trade-bank.checker');
    assert.equal(outcomeOf(scene)?.as, 'in-effect');
  });

  it('may be an inspector, whose inspection the condition asks for as before', async () => {
    const scene = await Scene.securedOn(await withNewHost(), caseDeal());
    await scene.perform('order');
    const at = (local: string) => participantIdSchema.parse(`${NEW_MSP}:${local}`);
    const inspectors = [{ id: at('quality'), alternates: [] }];
    const parties = partiesWith(scene.deal, { inspectors });
    const deal = amended(scene.deal, { terms: { parties } });
    await proposeAndFileAmended(scene, deal);
    await concludeWith(scene, ['textiles.checker', 'retail.checker', 'trade-bank.checker']);
    const inspector: ActingUser = {
      ...buyerAt(NEW_MSP, 'checker'),
      user: 'quality.checker',
      participant: at('quality'),
    };
    const { agreementId } = scene;
    const fields = { agreementId, ...amendmentFields(scene) };
    await scene.consortium.submitAs(inspector, 'consentToAmendment', fields);
    assert.equal(outcomeOf(scene)?.as, 'in-effect');
    const inspecting = { agreementId, milestoneId: 'shipment', ...inspectionFields() };
    const maker = { ...inspector, roles: ['maker'] as const };
    await scene.consortium.submitAs(maker, 'recordInspection', inspecting);
    assert.equal(scene.milestone('shipment').delivery.inspections.length, 1);
  });
});

describe('the endorsers of an agreement', () => {
  it('stay where the parties do', async () => {
    const scene = await Scene.secured();
    const before = endorsers(scene);
    await open(scene, { terms: { longStop: (MONDAY + 200 * DAY) as never } });
    await concludeWith(scene);
    for (const [key, policy] of before) assert.equal(endorsers(scene).get(key), policy);
  });
});
