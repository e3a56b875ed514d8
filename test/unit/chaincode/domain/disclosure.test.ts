import assert from 'node:assert/strict';
import { limits, mspSchema, type DocumentRef } from '@tranche/chaincode/domain';
import { hashOf, keys } from '@tranche/chaincode/ledger';
import { userOf } from '../../../support/cast.js';
import { amended } from '../../../support/amended-deal.js';
import { amend, consent, fileAmended, propose } from './support/amendment.js';
import { saltOf } from './support/deal.js';
import { Scene } from './support/scene.js';
import { rewriteAgreement } from './support/records.js';

const AUDITOR = mspSchema.parse('AuditorMSP');
const shown = { kind: 'technical', termsVersion: 1, to: 'AuditorMSP:arbitration' } as const;

async function held(scene: Scene, ref: DocumentRef, msp = AUDITOR): Promise<unknown> {
  const reads = scene.consortium.ledger.readsOn(msp);
  const bytes = await reads.getPrivate(msp, keys.document(scene.agreementId, ref));
  return bytes === undefined ? undefined : JSON.parse(Buffer.from(bytes).toString());
}

async function disclosed(label = 'textiles.maker'): Promise<Scene> {
  const scene = await Scene.active();
  const { technical: documents } = scene.deal.documents;
  await scene.send(label, 'fileDisclosure', shown, { documents });
  await scene.send(label, 'discloseDocuments', { ...shown, parts: ['order', 'delivery'] });
  return scene;
}

describe('documents that are disclosed', () => {
  it('come to the recipient, and are named in public by their commitments', async () => {
    const scene = await disclosed();
    const ref = { kind: 'technical', part: 'order', termsVersion: 1 } as const;
    const { order, delivery } = scene.deal.documents.technical;
    assert.deepEqual(await held(scene, ref), order);
    const [first] = scene.agreement().disclosures ?? [];
    assert.equal(first?.number, 1);
    assert.deepEqual([first.to, first.kind, first.termsVersion], [shown.to, 'technical', 1]);
    assert.deepEqual(first.parts, ['order', 'delivery']);
    assert.equal(first.by.participant, 'ExporterMSP:textiles');
    const commitments = [
      { part: 'order', hash: hashOf(order) },
      { part: 'delivery', hash: hashOf(delivery) },
    ];
    assert.equal(first.hash, hashOf(commitments));
  });

  for (const label of ['retail.maker', 'trade-bank.maker']) {
    it(`may be ${label}’s to show`, async () => {
      const scene = await disclosed(label);
      assert.equal(scene.agreement().disclosures?.length, 1);
    });
  }

  it('are read on the recipient’s own node alone', async () => {
    const scene = await disclosed();
    const { agreementId, consortium } = scene;
    const { to: _to, ...rest } = { ...shown, agreementId, part: 'order' };
    const own = await consortium.ask('arbitration.maker', 'document', rest);
    const { order } = scene.deal.documents.technical;
    assert.deepEqual((own as { readonly document: unknown }).document, order);
  });

  it('may be the payee’s account, by the payee', async () => {
    const scene = await Scene.active();
    const { 'pay-to': documents } = scene.deal.documents;
    const account = { ...shown, kind: 'pay-to' };
    await scene.send('textiles.maker', 'fileDisclosure', account, { documents });
    await scene.send('textiles.maker', 'discloseDocuments', { ...account, parts: ['payee'] });
    assert.equal(scene.agreement().disclosures?.[0]?.kind, 'pay-to');
  });

  it('may be the bank’s own, by their hash', async () => {
    const scene = await Scene.active();
    const document = {
      kind: 'balance' as const,
      salt: saltOf('balance'),
      account: 'ESCROW-0001',
      currency: 'EUR',
      bookedMinor: '2',
      coveredMinor: '1',
    };
    const part = hashOf(document);
    const to = 'InspectorMSP:quality';
    const fields = { kind: 'balance', termsVersion: 1, to };
    const options = { documents: { [part]: document } };
    await scene.send('trade-bank.maker', 'fileDisclosure', fields, options);
    await scene.send('trade-bank.maker', 'discloseDocuments', { ...fields, parts: [part] });
    assert.deepEqual(scene.agreement().disclosures?.[0]?.parts, [part]);
  });

  it('may be of former terms', async () => {
    const scene = await Scene.active();
    await amend(scene, {});
    const { technical: documents } = scene.deal.documents;
    for (const termsVersion of [1, 2]) {
      const fields = { ...shown, termsVersion };
      await scene.send('textiles.maker', 'fileDisclosure', fields, { documents });
      await scene.send('textiles.maker', 'discloseDocuments', { ...fields, parts: ['order'] });
    }
    const { disclosures = [] } = scene.agreement();
    assert.deepEqual(
      disclosures.map(({ number, termsVersion }) => [number, termsVersion]),
      [
        [1, 1],
        [2, 2],
      ],
    );
  });

  it('are recorded up to the number that an agreement keeps', async () => {
    const scene = await Scene.active();
    const { technical: documents } = scene.deal.documents;
    await scene.send('textiles.maker', 'fileDisclosure', shown, { documents });
    const disclosures = Array.from({ length: limits.disclosures - 1 }, () => ({}) as never);
    await rewriteAgreement(scene, { disclosures });
    await scene.send('textiles.maker', 'discloseDocuments', { ...shown, parts: ['order'] });
    assert.equal(scene.agreement().disclosures?.length, limits.disclosures);
  });

  it('are recorded once for one command', async () => {
    const scene = await disclosed();
    const fields = { ...shown, parts: ['shipment'] };
    const once = { commandId: 'once' };
    await scene.send('textiles.maker', 'discloseDocuments', fields, once);
    const again = await scene.send('textiles.maker', 'discloseDocuments', fields, once);
    assert.equal(again.replayed, true);
    assert.equal(scene.agreement().disclosures?.length, 2);
  });
});

describe('a version of the terms', () => {
  it('is answered, proposed or in force', async () => {
    const scene = await Scene.active();
    const deal = amended(scene.deal);
    await propose(scene, deal);
    await fileAmended(scene, deal);
    await consent(scene, 'textiles.checker');
    const { agreementId, consortium } = scene;
    for (const [termsVersion, terms] of [
      [1, scene.deal.terms],
      [2, deal.terms],
    ] as const) {
      const view = await consortium.ask('retail.maker', 'terms', { agreementId, termsVersion });
      assert.deepEqual(
        (view as { readonly terms: { readonly terms: unknown } }).terms.terms,
        terms,
      );
    }
    const missing = consortium.ask('retail.maker', 'terms', { agreementId, termsVersion: 3 });
    await assert.rejects(missing, { code: 'TERMS_VERSION_NOT_FOUND', params: { version: 3 } });
    const unknown = { agreementId: `A${'Z'.repeat(30)}`, termsVersion: 1 };
    const none = consortium.askOn(AUDITOR, userOf('retail.maker'), 'terms', unknown);
    await assert.rejects(none, { code: 'AGREEMENT_NOT_FOUND' });
  });
});
