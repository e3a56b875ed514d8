import assert from 'node:assert/strict';
import { mspOf } from '@tranche/chaincode/domain';
import { canonicalize } from '@tranche/chaincode/ledger';
import type { SigningIdentity } from '@tranche/gateway/core';
import sinon from 'sinon';
import { authorityName } from '../../network/certificate-authority/settings.js';
import { caClientOf } from '../../network/identities/enrol.js';
import { passwordOf, REGISTRAR } from '../../network/identities/passwords.js';
import { memberSites } from '../../network/site.js';
import { AlteredChaincode } from '../support/altered-chaincode.js';
import { refusalOf } from '../support/consortium.js';
import { DirectFabric } from '../support/direct-fabric.js';
import { NetworkConsortium } from '../support/network-consortium.js';
import { newFile, newSalt, PartyPlay } from '../support/party-play.js';

const everyone = ['ExporterMSP', 'BuyerMSP', 'BankMSP', 'InspectorMSP', 'AuditorMSP'];
const FIVE_MINUTES = 300_000;

/** Code that takes every leaf of a condition for met, so that money falls due at once. */
const releasesEarly = {
  file: 'domain/judge.js',
  from: 'isMet: (leaf) =>',
  into: 'isMet: (leaf) => true ||',
};

/** Code that does not look whether a document is what the terms commit to. */
const filesAnything = {
  file: 'domain/filing.js',
  from: 'export function checkFiling(filing) {',
  into: `export function checkFiling(filing) {
    return filing.documents.map(({ part }) => ({
      kind: filing.command.kind, part, termsVersion: filing.record.version }));`,
};

/** Code that puts an event of its own into a filing of private documents. */
const forgesEvents = {
  file: 'ledger/transact.js',
  from: 'return fileDocuments(ledger, work, command, call);',
  into: `{ const answer = await fileDocuments(ledger, work, command, call);
    const payload = Buffer.from(JSON.stringify({ v: 1, events: [{ type: 'OrderSettled',
      agreementId: command.agreementId, milestoneId: 'order' }] }));
    return { ...answer, event: { name: 'tranche.v1', payload } }; }`,
};

describe('a member that cheats', () => {
  let network: NetworkConsortium;
  let exporter: DirectFabric;
  let maker: SigningIdentity;

  before(async () => {
    network = await NetworkConsortium.open();
    exporter = await DirectFabric.of(network.network, 'exporter');
    maker = await exporter.identity('textiles.maker');
  });

  after(() => {
    exporter.close();
  });

  it('with altered chaincode changes nothing, and blocks nothing', async () => {
    const play = await PartyPlay.secured(network);
    await play.accept('order', await play.present('order', 'order-confirmation'));
    const { agreementId } = play;
    const on = { agreementId, milestoneId: 'shipment', docType: 'bill-of-lading' };
    const file = { hash: newFile(), size: 1, mediaType: 'text/plain' };
    const words = { issuer: 'issuer', reference: 'reference' };
    const command = { type: 'attachEvidence', ...on, ...file, ...words } as const;
    const before = JSON.stringify(await play.milestone('shipment', 'trade-bank.maker'));
    const altered = await AlteredChaincode.start(network.network, 'exporter', releasesEarly);
    try {
      const alone = await exporter.submit(maker, command, { endorsers: ['ExporterMSP'] });
      assert.equal(alone.validation, 'ENDORSEMENT_POLICY_FAILURE');
      await assert.rejects(exporter.submit(maker, command, { endorsers: everyone }));
      assert.equal(JSON.stringify(await play.milestone('shipment', 'trade-bank.maker')), before);
      await play.inspect('pass');
      const { delivery, orders } = await play.milestone('shipment', 'trade-bank.maker');
      assert.equal(delivery.inspections.length, 1, 'the others go on');
      assert.equal(orders.length, 0, 'nothing was released early');
    } finally {
      await altered.restore();
    }
  });

  it('and keeps another private document than agreed cannot sign', async () => {
    const play = await PartyPlay.proposed(network);
    const { agreementId } = play;
    const header = { ...play.deal.documents.commercial['header'], currency: 'USD' };
    const altered = await AlteredChaincode.start(network.network, 'exporter', filesAnything);
    try {
      const fields = { agreementId, kind: 'commercial', to: ['ExporterMSP'] };
      const filed = await exporter.submit(
        maker,
        { type: 'fileDocument', ...fields },
        { endorsers: ['ExporterMSP'], transient: { documents: canonicalize({ header }) } },
      );
      assert.equal(filed.validation, 'VALID');
    } finally {
      await altered.restore();
    }
    const termsHash = await play.termsHash();
    const signing = exporter.submit(
      await exporter.identity('textiles.checker'),
      { type: 'acceptAgreement', agreementId, termsHash },
      { endorsers: ['BankMSP', 'ExporterMSP', 'BuyerMSP'] },
    );
    await assert.rejects(signing, /DOCUMENT_NOT_FILED/);
    await play.send('retail.checker', 'acceptAgreement', { termsHash });
  });

  it('and forges an event through its own collection changes no record', async () => {
    const play = await PartyPlay.secured(network);
    const { agreementId } = play;
    const before = JSON.stringify(await play.milestone('order', 'retail.maker'));
    const altered = await AlteredChaincode.start(network.network, 'exporter', forgesEvents);
    try {
      const { documents } = play.deal;
      const { exporter: party } = play.deal.terms.parties;
      const fields = { agreementId, kind: 'pay-to', to: [mspOf(party)] };
      const forged = await exporter.submit(
        maker,
        { type: 'fileDocument', ...fields },
        {
          endorsers: ['ExporterMSP'],
          transient: { documents: canonicalize(documents['pay-to']) },
        },
      );
      assert.equal(forged.validation, 'VALID');
      await network.user('retail.maker').waitFor(forged.txId);
    } finally {
      await altered.restore();
    }
    assert.equal(JSON.stringify(await play.milestone('order', 'retail.maker')), before);
    const history = await network.ask('retail.maker', 'history', {
      agreementId,
      milestoneId: 'order',
    });
    const { entries } = history as { readonly entries: readonly unknown[] };
    assert.equal(entries.length, 3, 'proposed, activated, secured');
  });

  it('and certifies another member’s participant gains nothing', async () => {
    const forger = await certified('ExporterMSP', 'BuyerMSP:retail', 'checker');
    const play = await PartyPlay.secured(network);
    const { agreementId } = play;
    const presented = await play.present('order', 'order-confirmation');
    const on = { agreementId, milestoneId: 'order', ...presented, discrepancies: [] };
    const command = { type: 'acceptPresentation', ...on } as const;
    const forging = exporter.submit(forger, command, { endorsers: everyone });
    await assert.rejects(forging, /PARTICIPANT_NOT_HOSTED/);
  });

  for (const [name, millis] of [
    ['ahead', FIVE_MINUTES],
    ['behind', -FIVE_MINUTES],
  ] as const) {
    it(`cannot date a proposal five minutes ${name}`, async () => {
      const play = await PartyPlay.secured(network);
      const { agreementId } = play;
      const on = { agreementId, milestoneId: 'order', docType: 'order-confirmation' };
      const file = { hash: newFile(), size: 1, mediaType: 'text/plain' };
      const words = { issuer: 'issuer', reference: 'reference' };
      const command = { type: 'attachEvidence', ...on, ...file, ...words } as const;
      const options = { endorsers: ['BankMSP', 'ExporterMSP', 'BuyerMSP'] };
      const clock = sinon.useFakeTimers({ now: Date.now() + millis, toFake: ['Date'] });
      try {
        await assert.rejects(exporter.submit(maker, command, options));
      } finally {
        clock.restore();
      }
      assert.equal((await play.milestone('order')).delivery.evidence.length, 0);
    });
  }

  it('reads no private document from another member’s node', async () => {
    const play = await PartyPlay.proposed(network);
    const { agreementId } = play;
    const buyer = await DirectFabric.of(network.network, 'buyer');
    const reference = { agreementId, kind: 'commercial', part: 'header', termsVersion: 1 };
    await assert.rejects(buyer.evaluate(maker, 'document', reference), /PRIVATE_READ_ELSEWHERE/);
    buyer.close();
    const foreign = network.ask('quality.maker', 'document', {
      agreementId,
      kind: 'commercial',
      part: 'header',
    });
    assert.notEqual(await refusalOf(foreign).catch(() => 'refused by the gateway'), '');
  });

  /** A user whom a member's own authority certified with any attribute that it liked. */
  async function certified(
    mspId: string,
    participant: string,
    role: string,
  ): Promise<SigningIdentity> {
    const of = memberSites(network.network.site).find(({ member }) => member.mspId === mspId);
    assert.ok(of !== undefined);
    const client = caClientOf(of);
    try {
      const authority = authorityName(of, 'ca');
      const password = passwordOf(of, 'ca', REGISTRAR);
      const registrar = await client.enrol({ authority, name: REGISTRAR, password });
      const user = { authority, name: `forger.${newSalt().slice(0, 8)}`, password: newSalt() };
      const attributes = [
        { name: 'tranche.participant', value: participant },
        { name: 'tranche.roles', value: role },
      ];
      await client.register(registrar, { ...user, type: 'client', attributes });
      return { label: user.name, mspId, ...(await client.enrol(user)) };
    } finally {
      client.close();
    }
  }
});
