import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { inspect } from 'node:util';
import { mspSchema } from '@tranche/chaincode/domain';
import { FabricLedger } from '@tranche/gateway/adapters/fabric/fabric-ledger';
import { PeerConnection } from '@tranche/gateway/adapters/fabric/peers';
import { FileWallet } from '@tranche/gateway/adapters/wallet/file-wallet';
import { pathWith, routes, type Route } from '@tranche/gateway/api';
import { readConfig } from '@tranche/gateway/config';
import { LedgerFailure, type SigningIdentity } from '@tranche/gateway/core';
import { canonicalize } from '@tranche/chaincode/ledger';
import type { HttpAnswer } from '../../scripts/case/http-user.js';
import { markerText, type PrivateKind } from '../support/marked-deal.js';
import { MarkedPlay } from '../support/marked-play.js';
import { NetworkConsortium } from '../support/network-consortium.js';
import { filesBelow, PART_BYTES, PrivacyScan, type Finding } from '../support/privacy-scan.js';
import { newFile, PartyPlay } from '../support/party-play.js';
import { temporaryFolder, type TemporaryFolder } from '../support/temporary-folder.js';

const members = ['exporter', 'buyer', 'bank', 'inspector', 'auditor'] as const;
type MemberName = (typeof members)[number];
const kinds = ['commercial', 'technical', 'pay-to', 'security', 'settlement'] as const;

/** Who holds what, as 03 says: written here once more, apart from the rules. */
const holders: { readonly [K in PrivateKind]: readonly MemberName[] } = {
  commercial: ['exporter', 'buyer', 'bank', 'auditor'],
  technical: ['exporter', 'buyer', 'bank', 'inspector'],
  'pay-to': ['exporter', 'bank'],
  security: ['exporter', 'buyer', 'bank', 'auditor'],
  settlement: ['exporter', 'buyer', 'bank', 'auditor'],
};

/** A user of each participant with the documents that it may be shown. */
const readers: Readonly<Record<string, readonly PrivateKind[]>> = {
  'textiles.maker': kinds,
  'retail.maker': ['commercial', 'technical', 'security', 'settlement'],
  'trade-bank.maker': kinds,
  'quality.maker': ['technical'],
  'line.maker': [],
  'audit.auditor': ['commercial', 'security', 'settlement'],
  'arbitration.maker': [],
};

const userOfMember: { readonly [M in MemberName]: string } = {
  exporter: 'textiles.maker',
  buyer: 'retail.maker',
  bank: 'trade-bank.maker',
  inspector: 'quality.maker',
  auditor: 'audit.auditor',
};

const notShownTo = (label: string): readonly PrivateKind[] =>
  kinds.filter((kind) => !(readers[label] ?? []).includes(kind));

describe('on the real network, the private values of the case', () => {
  let consortium: NetworkConsortium;
  let played: MarkedPlay;

  before(async () => {
    consortium = await NetworkConsortium.open();
    played = await MarkedPlay.perform(consortium);
    await everyNodeHas(played.lastTxId);
  });

  async function everyNodeHas(txId: string): Promise<void> {
    for (const member of members) await consortium.user(userOfMember[member]).waitFor(txId);
  }

  function agreement(): { readonly agreementId: string } {
    return { agreementId: played.play.agreementId };
  }

  function scanFor(wanted: readonly PrivateKind[]): PrivacyScan {
    return new PrivacyScan(played.marked.markers(wanted));
  }

  function none(findings: readonly Finding[]): void {
    assert.deepEqual(findings, []);
  }

  async function blockFiles(): Promise<readonly string[]> {
    const { paths } = consortium.network;
    const files = await Promise.all(
      members.map((member) => filesBelow(paths.member(member).folder)),
    );
    return files.flat().filter((file) => path.basename(file).startsWith('blockfile'));
  }

  it('are there to be looked for', () => {
    const counts = kinds.map((kind) => played.marked.markers([kind]).length);
    assert.deepEqual(counts, [17, 18, 4, 3, 9]);
  });

  it('are in no block of any peer or orderer', async () => {
    const files = await blockFiles();
    assert.equal(files.length, 9);
    none(await scanFor(kinds).inFiles(files));
  });

  it('are in no log of any node', async () => {
    const files = await filesBelow(consortium.network.paths.logs);
    assert.ok(files.length >= members.length);
    none(await scanFor(kinds).inFiles(files));
  });

  it('are in no file of the network outside of the peers’ ledgers', async () => {
    const { paths } = consortium.network;
    const others = [...members.map((member) => paths.member(member).peerLedger), paths.chaincode];
    const files = (await filesBelow(paths.folder)).filter(
      (file) => !others.some((folder) => file.startsWith(folder + path.sep)),
    );
    assert.ok(files.some((file) => file.includes('orderer')));
    assert.ok(files.some((file) => file.includes('wallet')));
    none(await scanFor(kinds).inFiles(files));
  });

  it('are found by the same search in the ledger of one who holds them all', async () => {
    const files = await filesBelow(consortium.network.paths.member('bank').peerLedger);
    for (const kind of kinds) {
      assert.ok((await scanFor([kind]).inFiles(files)).length > 0, kind);
    }
  });

  for (const member of members) {
    const foreign = kinds.filter((kind) => !holders[kind].includes(member));
    if (foreign.length === 0) continue;
    it(`are not in the ledger of ${member}: ${foreign.join(', ')}`, async () => {
      const files = await filesBelow(consortium.network.paths.member(member).peerLedger);
      none(await scanFor(foreign).inFiles(files));
    });
  }

  for (const label of Object.keys(readers).filter((each) => notShownTo(each).length > 0)) {
    it(`are in no answer to ${label} but its own documents`, async () => {
      const scan = scanFor(notShownTo(label));
      for (const target of readTargets()) {
        const answer = await consortium.user(label).get(target);
        none(scan.inContent(textOf(answer), target));
      }
    });

    for (const kind of notShownTo(label)) {
      it(`are not shown to ${label}: ${kind}`, async () => {
        for (const target of documentTargets(kind)) {
          const { status, body } = await consortium.user(label).get(target);
          const { code } = body as { readonly code: string };
          const refusals = { 403: 'DOCUMENT_NOT_SHOWN', 404: 'AGREEMENT_NOT_FOUND' };
          assert.equal(code, refusals[status as keyof typeof refusals], target);
        }
      });
    }
  }

  it('are shown to every holder', async () => {
    for (const [label, shown] of Object.entries(readers)) {
      for (const target of shown.flatMap(documentTargets)) {
        assert.equal((await consortium.user(label).get(target)).status, 200, `${label} ${target}`);
      }
    }
  });

  /** Every document of a kind, by its address. */
  function documentTargets(kind: PrivateKind): readonly string[] {
    const { agreementId } = agreement();
    return played.marked
      .parts(kind)
      .map((part) => pathWith(routes.readDocument.path, { agreementId, kind, part }));
  }

  /** Every address that can be read about the case. */
  function readTargets(): readonly string[] {
    const { agreementId } = agreement();
    const txId = played.lastTxId;
    const plain = Object.values<Route>(routes).filter(
      ({ method, action }) => method === 'GET' && action.kind !== 'document',
    );
    const targets = plain.flatMap(({ path: pattern }) =>
      ['order', 'shipment', 'delivery'].map((milestoneId) =>
        pathWith(pattern, { agreementId, milestoneId, txId }),
      ),
    );
    return [...new Set(targets), ...kinds.flatMap(documentTargets)];
  }

  it('are in no problem document, whoever sends them and however wrong', async () => {
    const scan = scanFor(kinds);
    const { documents } = played.marked.deal;
    const { agreementId } = agreement();
    const to = ['ExporterMSP'];
    for (const label of Object.keys(readers)) {
      const user = consortium.user(label);
      const post = (pattern: string, body: unknown): Promise<HttpAnswer> =>
        user.post(pathWith(pattern, { agreementId, milestoneId: 'order' }), body, randomUUID());
      const filing = { kind: 'pay-to', to };
      const { payee } = documents['pay-to'];
      const refused = [
        await post(routes.fileDocument.path, { ...filing, documents: documents.technical }),
        await post(routes.fileDocument.path, { ...filing, documents: payee }),
        await post(routes.attachEvidence.path, documents.commercial['order']),
        await post(routes.proposeAgreement.path, { terms: documents }),
      ];
      for (const answer of refused) {
        assert.ok(answer.status >= 400 && answer.status < 500, textOf(answer));
        none(scan.inContent(textOf(answer), label));
      }
    }
    none(await scan.inFiles(await filesBelow(consortium.network.paths.logs)));
    none(await scan.inFiles(await blockFiles()));
  });

  it('would be found: a value planted in a public field is in every block store', async () => {
    const reference = markerText();
    const { agreementId, ledger } = await PartyPlay.secured(consortium);
    const { txId } = await ledger.submit('textiles.maker', 'attachEvidence', {
      agreementId,
      milestoneId: 'order',
      docType: 'order-confirmation',
      hash: newFile(),
      size: 1024,
      mediaType: 'application/pdf',
      issuer: 'Indus Textiles',
      reference,
    });
    await everyNodeHas(txId);
    const scan = new PrivacyScan([{ name: 'planted', value: reference }]);
    const places = (await scan.inFiles(await blockFiles())).map(({ place }) => place);
    for (const member of members) {
      const { peerLedger } = consortium.network.paths.member(member);
      assert.ok(places.some((place) => place.startsWith(peerLedger)), member);
    }
    const target = pathWith(routes.readMilestone.path, { agreementId, milestoneId: 'order' });
    const answer = textOf(await consortium.user('quality.maker').get(target));
    assert.equal(scan.inContent(answer, target).length, 1);
  });

  describe('asked of the owner’s own peer', () => {
    let owned: { readonly [M in MemberName]: PeerAccess };

    before(async () => {
      const opened = await Promise.all(
        members.map(async (member) => [member, await accessOf(consortium, member)] as const),
      );
      owned = Object.fromEntries(opened) as typeof owned;
    });

    after(() => {
      for (const access of Object.values(owned)) access.close();
    });

    for (const owner of members) {
      for (const asker of members) {
        if (asker === owner) continue;
        it(`of ${owner} are refused to a user of ${asker}`, async () => {
          const scan = scanFor(kinds);
          for (const kind of kinds) {
            const refused = await owned[owner].ask(owned[asker].identity, question(kind)).then(
              (answer) => assert.fail(`${kind} was answered: ${answer.length} characters`),
              (error: unknown) => error,
            );
            assert.ok(refused instanceof LedgerFailure);
            assert.equal(refused.refusal?.code, 'PRIVATE_READ_ELSEWHERE');
            none(scan.inContent(inspect(refused, { depth: 5 }), kind));
          }
        });
      }

      it(`of ${owner} are given to its own user`, async () => {
        for (const kind of kinds.filter((each) => holders[each].includes(owner))) {
          const answer = await owned[owner].ask(owned[owner].identity, question(kind));
          assert.ok(scanFor([kind]).inContent(answer, kind).length > 0);
        }
      });
    }

    function question(kind: PrivateKind): string {
      const [part = ''] = played.marked.parts(kind);
      return canonicalize({ ...agreement(), kind, part, termsVersion: 1 });
    }
  });
});

/** A member's peer, used past the member's gateway, and a user of that member. */
interface PeerAccess {
  readonly identity: SigningIdentity;
  ask(as: SigningIdentity, argument: string): Promise<string>;
  close(): void;
}

async function accessOf(consortium: NetworkConsortium, member: MemberName): Promise<PeerAccess> {
  const { gatewayConfig } = consortium.network.paths.member(member);
  const text = await readFile(gatewayConfig, 'utf8');
  const { channel, chaincode, peer, wallet, deadlines } = readConfig({ text, environment: {} });
  const clock = { now: () => Date.now() };
  const tlsRoots = await readFile(peer.tlsRootFile);
  const connection = new PeerConnection({ ...peer, tlsRoots });
  const connections = [connection];
  const ledger = new FabricLedger({ channel, chaincode, connections, deadlines, clock });
  const identity = await (await FileWallet.in(wallet.folder, clock)).identityOf(
    userOfMember[member],
  );
  assert.ok(identity !== undefined);
  const endorsers = [mspSchema.parse(peer.mspId)];
  return {
    identity,
    ask: (as, argument) =>
      ledger.evaluate(
        as,
        { contract: 'query', transaction: 'document', argument },
        { peer: 0, endorsers },
      ),
    close: () => connection.close(),
  };
}

/** All that an answer says, headers too. */
function textOf({ status, headers, body }: HttpAnswer): string {
  return JSON.stringify({ status, headers: Object.fromEntries(headers), body });
}

describe('the search for private values', () => {
  const value = markerText();
  const scan = new PrivacyScan([
    { name: 'text', value },
    { name: 'salt', value: 'a1'.repeat(32) },
  ]);
  let folder: TemporaryFolder;

  before(() => {
    folder = temporaryFolder();
  });

  after(() => folder.remove());

  const forms: readonly (readonly [string, string | Uint8Array, string])[] = [
    ['plain', `before ${value} after`, 'text'],
    ['in hexadecimal', Buffer.from(`before ${value} after`).toString('hex'), 'text'],
    ['in upper-case hexadecimal', Buffer.from(value).toString('hex').toUpperCase(), 'text'],
    ['in base64 at the start', Buffer.from(`${value} after`).toString('base64'), 'text'],
    ['in base64 after one byte', Buffer.from(`-${value} after`).toString('base64'), 'text'],
    ['in base64 after two bytes', Buffer.from(`--${value} after`).toString('base64url'), 'text'],
    ['as the bytes of a salt', Buffer.from(`00${'a1'.repeat(32)}ff`, 'hex'), 'salt'],
    [
      'as the bytes of a salt in base64',
      Buffer.from(`00${'a1'.repeat(32)}ff`, 'hex').toString('base64'),
      'salt',
    ],
  ];

  for (const [form, content, marker] of forms) {
    it(`finds one ${form}`, () => {
      const found = scan.inContent(content, 'here');
      assert.deepEqual([...new Set(found.map((each) => each.marker))], [marker]);
    });
  }

  it('finds one that a file is read across', async () => {
    for (const before of [PART_BYTES - 5, PART_BYTES - value.length, PART_BYTES]) {
      folder.write('log', `${'x'.repeat(before)}${value}${'x'.repeat(PART_BYTES)}`);
      const [file = ''] = await filesBelow(folder.path);
      assert.equal((await scan.inFile(file)).length, 1, String(before));
    }
  });

  it('finds none where there is none', () => {
    assert.deepEqual(scan.inContent(`before ${markerText()} after`, 'here'), []);
  });

  it('takes no value that could be anywhere', () => {
    assert.throws(() => new PrivacyScan([{ name: 'currency', value: 'EUR' }]), RangeError);
  });
});
