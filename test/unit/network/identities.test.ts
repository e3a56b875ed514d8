import assert from 'node:assert/strict';
import { createPublicKey, generateKeyPairSync, verify } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { writeCaSettings } from '../../../network/certificate-authority/settings.js';
import { signLowS } from '../../../network/certificate-authority/signature.js';
import { signingRequest } from '../../../network/certificate-authority/signing-request.js';
import { writeGatewayConfig } from '../../../network/gateway-config.js';
import {
  hasIdentity,
  writeIdentity,
  writeWalletEntry,
} from '../../../network/identities/credential-files.js';
import { passwordOf } from '../../../network/identities/passwords.js';
import { issuerClients, writeIssuerConfig } from '../../../network/issuer-config.js';
import { memberSites, type MemberSite, type Site } from '../../../network/site.js';
import { testSite } from './test-site.js';

const OWNER_ONLY = 0o600;
const SIGNATURES = 40;

const modeOf = (file: string): number => statSync(file).mode & 0o777;

describe('identities', () => {
  let root: string;
  let site: Site;
  let bank: MemberSite;

  beforeEach(() => {
    root = mkdtempSync(path.join(tmpdir(), 'tranche-identities-'));
    site = testSite(root);
    const found = memberSites(site).find(({ member }) => member.name === 'bank');
    assert.ok(found !== undefined);
    bank = found;
  });

  afterEach(() => {
    rmSync(root, { recursive: true });
  });

  it('have passwords that nobody can guess and an interrupted enrolment finds again', () => {
    const password = passwordOf(bank, 'ca', 'peer');
    assert.match(password, /^[0-9a-f]{64}$/);
    assert.equal(passwordOf(bank, 'ca', 'peer'), password);
    assert.notEqual(passwordOf(bank, 'tlsca', 'peer'), password);
    assert.equal(modeOf(site.paths.member('bank').secret), OWNER_ONLY);
  });

  it('have other passwords with every member', () => {
    const passwords = memberSites(site).map((of) => passwordOf(of, 'ca', 'registrar'));
    assert.equal(new Set(passwords).size, passwords.length);
  });

  it('come from three authorities of a member, whose settings only the owner reads', () => {
    writeCaSettings(bank);
    const { ca } = site.paths.member('bank');
    for (const folder of ['', 'tlsca', 'adminca']) {
      const file = path.join(ca, folder, 'fabric-ca-server-config.yaml');
      assert.equal(modeOf(file), OWNER_ONLY);
    }
  });

  it('keep their keys to the owner, and count as enrolled with their certificate', () => {
    const folder = site.paths.member('bank').identity('peer');
    assert.equal(hasIdentity(folder), false);
    const roots = { identity: 'identity root', tls: 'TLS root' };
    writeIdentity(folder, roots, { certificate: 'certificate', privateKey: 'key' });
    assert.equal(hasIdentity(folder), true);
    assert.equal(modeOf(path.join(folder, 'keystore', 'key.pem')), OWNER_ONLY);
  });

  it('of users are entries of a fabric-network file wallet', () => {
    const file = path.join(root, 'trade-bank.maker.id');
    const credentials = { certificate: 'certificate', privateKey: 'key' };
    writeWalletEntry(file, 'BankMSP', credentials);
    const entry: unknown = JSON.parse(readFileSync(file, 'utf8'));
    assert.deepEqual(entry, { credentials, mspId: 'BankMSP', type: 'X.509', version: 1 });
    assert.equal(modeOf(file), OWNER_ONLY);
  });

  it('are requested with a key of their own and the names they answer to', async () => {
    const one = await signingRequest('peer', ['127.0.0.1', 'localhost']);
    const other = await signingRequest('peer', []);
    assert.match(one.request, /^-----BEGIN CERTIFICATE REQUEST-----/);
    assert.match(one.privateKey, /^-----BEGIN PRIVATE KEY-----[^]+-----END PRIVATE KEY-----\n$/);
    assert.notEqual(one.privateKey, other.privateKey);
  });

  it('sign so that Fabric accepts it: valid, and with the smaller s', () => {
    const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
    for (let index = 0; index < SIGNATURES; index += 1) {
      const message = `message ${index}`;
      const signature = signLowS(message, privateKey);
      assert.ok(verify('sha256', Buffer.from(message), createPublicKey(privateKey), signature));
      const start = 4 + (signature[3] ?? 0);
      const s = signature.subarray(start + 2);
      assert.ok(s.length <= 32 && (s.length < 32 || (s[0] ?? 0) < 0x80), s.toString('hex'));
    }
  });

  it('of users have a client of the development issuer each, with a secret of its own', () => {
    const clients = issuerClients(site);
    assert.equal(new Set(clients.map(({ clientSecret }) => clientSecret)).size, clients.length);
    const maker = clients.find(({ clientId }) => clientId === 'BankMSP.trade-bank.maker');
    assert.equal(maker?.participant, 'BankMSP:trade-bank');
    assert.equal(maker.walletLabel, 'trade-bank.maker');
    writeIssuerConfig(site);
    assert.equal(modeOf(site.paths.issuerConfig), OWNER_ONLY);
  });

  it('of administrators are nowhere in what a gateway is told', () => {
    writeGatewayConfig(bank);
    const text = readFileSync(site.paths.member('bank').gatewayConfig, 'utf8');
    assert.doesNotMatch(text, /admin/);
    const config = JSON.parse(text) as {
      readonly peer: { readonly mspId: string };
      readonly fallbackPeers: readonly { readonly mspId: string }[];
    };
    assert.equal(config.peer.mspId, 'BankMSP');
    assert.deepEqual(
      config.fallbackPeers.map(({ mspId }) => mspId),
      ['ExporterMSP', 'BuyerMSP', 'InspectorMSP', 'AuditorMSP'],
    );
  });
});
