import assert from 'node:assert/strict';
import { limits, measure, SHARE_WHOLE, type Milestone } from '@tranche/chaincode/domain';
import { userOf } from '../../../support/cast.js';
import { refusalOf } from '../../../support/consortium.js';
import { MONDAY } from '../../../support/memory-ledger.js';
import { DAY, dealOf, fileHash } from './support/deal.js';
import { Scene, SECURITY_EXPIRY } from './support/scene.js';
import {
  acceptShort,
  anotherDocument,
  attest,
  confirmSecurity,
  dualDeal,
  enter,
  extend,
  fileBalance,
  increase,
  release,
} from './support/security.js';

const QUARTER = SHARE_WHOLE / 4;
const single = dealOf([{ id: 'only' }]);
const two = [{ id: 'one' }, { id: 'two' }];

function shares(milestone: Milestone): Readonly<Record<string, number>> {
  return Object.fromEntries(Object.entries(measure(milestone.position)).filter(([, size]) => size));
}

describe('a security that two users attest', () => {
  it('is only entered by the first, and moves nothing', async () => {
    const scene = await Scene.active(dualDeal());
    const document = await enter(scene);
    const { pendingSecurity, security, position, slice } = scene.milestone('only');
    assert.equal(slice.securityApproval, 'dual');
    assert.equal(pendingSecurity?.document, document);
    assert.equal(pendingSecurity.by.user, 'trade-bank.maker');
    assert.equal(security, undefined);
    assert.equal(measure(position).unsecured, SHARE_WHOLE);
  });

  it('secures when the other confirms it, and keeps both', async () => {
    const scene = await Scene.active(dualDeal(two));
    await confirmSecurity(scene, await enter(scene));
    for (const id of ['one', 'two']) {
      const { security, pendingSecurity, position } = scene.milestone(id);
      assert.equal(security?.by.user, 'trade-bank.checker');
      assert.equal(security.entered?.by.user, 'trade-bank.maker');
      assert.equal(security.scope, 'agreement');
      assert.equal(pendingSecurity, undefined);
      assert.equal(measure(position).held, SHARE_WHOLE);
    }
  });

  it('may be of one milestone', async () => {
    const scene = await Scene.active(dualDeal(two));
    const scope = { milestoneId: 'two' };
    await confirmSecurity(scene, await enter(scene, scope), scope);
    assert.equal(scene.milestone('two').security?.scope, 'milestone');
    assert.equal(scene.milestone('one').security, undefined);
  });

  it('is entered anew by whoever made a mistake', async () => {
    const scene = await Scene.active(dualDeal());
    const wrong = await enter(scene);
    const right = await enter(scene);
    assert.equal(await refusalOf(confirmSecurity(scene, wrong)), 'SECURITY_NOT_ENTERED');
    await confirmSecurity(scene, right);
    assert.equal(scene.milestone('only').security?.document, right);
  });

  for (const user of ['trade-bank.maker', 'trade-bank.checker']) {
    it(`is no work of an approver: ${user} approves no order that two approve`, async () => {
      const scene = await Scene.active(dualDeal([{ id: 'only', approval: 'dual' }]));
      await confirmSecurity(scene, await enter(scene));
      await scene.perform('only');
      const { id: orderId, hash } = scene.order('only');
      const fields = { agreementId: scene.agreementId, milestoneId: 'only', orderId, hash };
      const officer = { ...userOf(user), roles: ['approver'] as const };
      const approval = scene.consortium.submitAs(officer, 'approveOrder', fields);
      assert.equal(await refusalOf(approval), 'APPROVER_NOT_SEPARATE');
    });
  }
});

describe('a security that expires early', () => {
  const expiry = MONDAY + 60 * DAY;

  it('secures from the date on that the exporter takes', async () => {
    const scene = await Scene.active(single);
    await acceptShort(scene, expiry);
    await scene.secure({ expiry });
    assert.equal(scene.milestone('only').security?.expiry, expiry);
    assert.equal(scene.milestone('only').acceptedExpiry, expiry);
  });

  it('secures only the milestones for which the exporter takes it', async () => {
    const scene = await Scene.active(dealOf(two));
    await acceptShort(scene, expiry, { milestoneId: 'one' });
    assert.equal(await refusalOf(scene.secure({ expiry })), 'SECURITY_TOO_SHORT');
    await scene.secure({ expiry, milestoneId: 'one' });
    const other = scene.secure({ expiry, milestoneId: 'two' });
    assert.equal(await refusalOf(other), 'SECURITY_TOO_SHORT');
  });

  it('is taken until the exporter takes another date', async () => {
    const scene = await Scene.active(single);
    await acceptShort(scene, expiry);
    await acceptShort(scene, expiry + DAY);
    assert.equal(await refusalOf(scene.secure({ expiry })), 'SECURITY_TOO_SHORT');
    await scene.secure({ expiry: expiry + DAY });
  });
});

describe('a security on record', () => {
  it('is extended to a later date by another document', async () => {
    const scene = await Scene.secured();
    const document = await anotherDocument(scene);
    await extend(scene, SECURITY_EXPIRY + 1, { document });
    for (const { id } of scene.deal.terms.milestones) {
      const { security } = scene.milestone(id);
      assert.deepEqual([security?.expiry, security?.document], [SECURITY_EXPIRY + 1, document]);
      assert.equal(security?.reference, fileHash('escrow statement'));
    }
  });

  it('is extended for one milestone alone', async () => {
    const scene = await Scene.secured();
    await extend(scene, SECURITY_EXPIRY + DAY, { milestoneId: 'order' });
    assert.equal(scene.milestone('order').security?.expiry, SECURITY_EXPIRY + DAY);
    assert.equal(scene.milestone('shipment').security?.expiry, SECURITY_EXPIRY);
  });

  it('is increased by another document, which moves nothing', async () => {
    const scene = await Scene.secured(single);
    const before = scene.milestone('only');
    const document = await anotherDocument(scene);
    await increase(scene, { document });
    const { security, position } = scene.milestone('only');
    assert.deepEqual(position, before.position);
    const known = { document, reference: fileHash('larger statement') };
    assert.deepEqual(security, { ...before.security, ...known });
  });
});

describe('what the exporter gives back', () => {
  it('of a deposit is refunded, the highest parts first', async () => {
    const scene = await Scene.secured(single);
    await release(scene, 'only', { share: QUARTER });
    const { to, ranges } = scene.order('only');
    assert.equal(to, 'buyer');
    assert.deepEqual(ranges, [{ from: 3 * QUARTER, until: SHARE_WHOLE }]);
    await release(scene, 'only');
    assert.deepEqual(scene.order('only', 1).ranges, [{ from: 0, until: 3 * QUARTER }]);
    assert.deepEqual(shares(scene.milestone('only')), { due: SHARE_WHOLE });
  });

  it('of an undertaking is unsecured, and may be secured again after the deadline', async () => {
    const scene = await Scene.active(single);
    const undertaking = { form: 'payment-undertaking' };
    await scene.secure(undertaking);
    await release(scene, 'only', { share: QUARTER });
    const expected = { held: 3 * QUARTER, unsecured: QUARTER };
    assert.deepEqual(shares(scene.milestone('only')), expected);
    scene.consortium.setClock(scene.deal.terms.fundingBy + DAY);
    await scene.secure(undertaking);
    assert.deepEqual(shares(scene.milestone('only')), { held: SHARE_WHOLE });
  });

  it('as a whole may be secured in the other form', async () => {
    const scene = await Scene.active(single);
    await scene.secure({ form: 'payment-undertaking' });
    await release(scene, 'only');
    await scene.secure({ expiry: SECURITY_EXPIRY - DAY });
    assert.equal(scene.milestone('only').security?.form, 'escrow-deposit');
  });

  it('is nothing that is claimed under review', async () => {
    const scene = await Scene.secured(single);
    await scene.present('only', { claimedShare: QUARTER });
    await release(scene, 'only');
    assert.deepEqual(shares(scene.milestone('only')), { held: QUARTER, due: 3 * QUARTER });
    await scene.accept('only');
    assert.equal(scene.order('only', 1).to, 'payee');
  });

  it('may be any part that is said to be exact', async () => {
    const scene = await Scene.secured(single);
    await release(scene, 'only', { share: 1, exact: true });
    assert.deepEqual(scene.order('only').ranges, [{ from: SHARE_WHOLE - 1, until: SHARE_WHOLE }]);
  });
});

describe('what was not secured in time', () => {
  for (const label of ['textiles.maker', 'trade-bank.maker']) {
    it(`lapses by ${label} after the funding deadline and its tolerance`, async () => {
      const scene = await Scene.active();
      await scene.secure({ milestoneId: 'shipment' });
      scene.consortium.setClock(scene.deal.terms.fundingBy + 180_000 - 1000);
      await scene.on('order', label, 'lapseUnsecured');
      assert.deepEqual(shares(scene.milestone('order')), { lapsed: SHARE_WHOLE });
      assert.deepEqual(shares(scene.milestone('shipment')), { held: SHARE_WHOLE });
      assert.deepEqual(shares(scene.milestone('delivery')), { unsecured: SHARE_WHOLE });
    });
  }
});

describe('the balance of the bank', () => {
  it('is attested by the hash of a statement that covers, to the minor unit', async () => {
    const scene = await Scene.secured();
    const document = await fileBalance(scene, { bookedMinor: 5n, coveredMinor: 5n });
    await attest(scene, document, '2026-03-02');
    const [attestation] = scene.agreement().attestations ?? [];
    assert.deepEqual([attestation?.document, attestation?.asOf], [document, '2026-03-02']);
    assert.equal(attestation?.by.user, 'trade-bank.maker');
  });

  it('is kept the last twelve times', async () => {
    const scene = await Scene.secured();
    const documents: string[] = [];
    for (let count = 0; count <= limits.attestations; count += 1) {
      const document = await fileBalance(scene, { name: `statement ${String(count)}` });
      documents.push(document);
      await attest(scene, document, '2026-03-01');
      const kept = scene.agreement().attestations?.map((each) => each.document);
      assert.deepEqual(kept, documents.slice(-limits.attestations));
    }
    assert.equal(documents.length, limits.attestations + 1);
  });

  it('happens once, however often the same command comes', async () => {
    const scene = await Scene.secured();
    const fields = { document: await fileBalance(scene), asOf: '2026-03-02' };
    const once = { commandId: 'balance' };
    await scene.send('trade-bank.maker', 'attestBalance', fields, once);
    const again = await scene.send('trade-bank.maker', 'attestBalance', fields, once);
    assert.equal(again.replayed, true);
    assert.equal(scene.agreement().attestations?.length, 1);
  });
});
