import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

import { createRemoteJWKSet, decodeJwt, jwtVerify } from 'jose';

import { TokenRefusedError, fetchToken } from '../../../../network/issuer/tokens.js';
import { startChild, type Child } from '../../../support/child.js';
import { freePort } from '../../../support/free-port.js';
import { projectFolder } from '../../../support/project.js';

const MAIN = path.join(projectFolder, 'dist', 'network', 'issuer', 'main.js');
const MAKER = 'BankMSP.trade-bank.maker';
const CHECKER = 'BuyerMSP.retail.checker';

describe('the development issuer', () => {
  let folder: string;
  let port: number;
  let issuerUrl: string;
  let children: Child[] = [];

  beforeEach(async () => {
    folder = mkdtempSync(path.join(tmpdir(), 'tranche-issuer-'));
    port = await freePort();
    issuerUrl = `http://127.0.0.1:${port}`;
  });

  afterEach(async () => {
    for (const child of children) child.signal('SIGKILL');
    await Promise.all(children.map(({ ended }) => ended));
    children = [];
    rmSync(folder, { recursive: true, force: true });
  });

  function start(changes: object = {}): Child {
    const file = path.join(folder, 'issuer.json');
    writeFileSync(file, JSON.stringify({ ...configuration(folder, port), ...changes }));
    const child = startChild({ args: [MAIN, '--config', file] });
    children.push(child);
    return child;
  }

  async function serving(): Promise<Child> {
    const child = start();
    await child.line('serving');
    return child;
  }

  it('gives a user a token for the gateway of the own member', async () => {
    await serving();
    const { token, expiresInSeconds } = await fetchToken(credentials(issuerUrl, MAKER));
    const keys = createRemoteJWKSet(new URL('/jwks', issuerUrl));
    const { payload, protectedHeader } = await jwtVerify(token, keys, {
      issuer: issuerUrl,
      audience: 'urn:tranche:gateway:bank',
      typ: 'at+jwt',
      algorithms: ['ES256'],
    });
    assert.equal(expiresInSeconds, 600);
    assert.equal((payload.exp ?? 0) - (payload.iat ?? 0), 600);
    assert.equal(payload['client_id'], MAKER);
    assert.equal(payload['tranche_participant'], 'BankMSP:trade-bank');
    assert.equal(payload['tranche_user'], 'trade-bank.maker');
    assert.equal(typeof protectedHeader.kid, 'string');
  });

  it('names each member in the audience of its own users alone', async () => {
    await serving();
    const { token } = await fetchToken(credentials(issuerUrl, CHECKER));
    assert.equal(decodeJwt(token).aud, 'urn:tranche:gateway:buyer');
    assert.equal(decodeJwt(token)['tranche_participant'], 'BuyerMSP:retail');
  });

  it('refuses a token for the gateway of another member', async () => {
    await serving();
    const response = await askWith(issuerUrl, { resource: 'urn:tranche:gateway:buyer' });
    assert.equal(response.status, 400);
    assert.match(await response.text(), /invalid_target/);
  });

  it('refuses a wrong secret, an unknown client and any other grant', async () => {
    await serving();
    const wrong = { ...credentials(issuerUrl, MAKER), clientSecret: 'not the secret of the maker' };
    await assert.rejects(fetchToken(wrong), TokenRefusedError);
    await assert.rejects(fetchToken({ ...wrong, clientId: 'BankMSP.none' }), /invalid_client/);
    const other = await askWith(issuerUrl, { grant_type: 'authorization_code', code: 'x' });
    assert.equal(other.status, 400);
  });

  it('keeps its key over a restart, in a file for its owner alone', async () => {
    const first = await serving();
    const { token } = await fetchToken(credentials(issuerUrl, MAKER));
    first.signal('SIGTERM');
    assert.equal(await first.ended, 0);
    await serving();
    await jwtVerify(token, createRemoteJWKSet(new URL('/jwks', issuerUrl)));
    assert.equal(statSync(path.join(folder, 'keys', 'signing.json')).mode & 0o777, 0o600);
  });

  it('never publishes the private part of its key', async () => {
    await serving();
    const text = await (await fetch(new URL('/jwks', issuerUrl))).text();
    const key = JSON.parse(readFileSync(path.join(folder, 'keys', 'signing.json'), 'utf8')) as {
      readonly d: string;
    };
    assert.equal(text.includes(key.d), false);
  });

  it('says in its log and in its discovery document that it is for development', async () => {
    const child = await serving();
    const url = new URL('/.well-known/openid-configuration', issuerUrl);
    const discovery = (await (await fetch(url)).json()) as Record<string, unknown>;
    assert.match(String(discovery['tranche_notice']), /^DEVELOPMENT ISSUER/);
    assert.equal(discovery['issuer'], issuerUrl);
    assert.match(child.errors, /"notice":"DEVELOPMENT ISSUER/);
  });

  it('answers its health until it stops, and stops on both signals', async () => {
    for (const signal of ['SIGTERM', 'SIGINT'] as const) {
      const child = await serving();
      assert.equal((await fetch(new URL('/healthz', issuerUrl))).status, 200);
      child.signal(signal);
      assert.equal(await child.ended, 0);
    }
  });

  it('never writes a secret or a token to its log', async () => {
    const child = await serving();
    const { token } = await fetchToken(credentials(issuerUrl, MAKER));
    await child.line('issued');
    assert.equal(child.errors.includes(secretOf(MAKER)), false);
    assert.equal(child.errors.includes(token), false);
  });

  it('refuses to start in production', async () => {
    const child = start({ mode: 'production' });
    assert.equal(await child.ended, 1);
    assert.match(child.errors, /does not run in production/);
  });

  it('refuses to start on a wrong configuration, and names each field', async () => {
    const child = start({ host: '0.0.0.0', tokenMinutes: 0, surplus: true });
    assert.equal(await child.ended, 1);
    for (const name of ['host', 'tokenMinutes', 'surplus']) {
      assert.match(child.errors, new RegExp(name));
    }
  });

  it('refuses to start with a client listed twice', async () => {
    const { clients } = configuration(folder, port);
    const child = start({ clients: [...clients, ...clients] });
    assert.equal(await child.ended, 1);
    assert.match(child.errors, /lists the client BankMSP\.trade-bank\.maker twice/);
  });

  it('refuses to start with a file that holds no key of its kind', async () => {
    const signingKeyFile = path.join(folder, 'other.json');
    writeFileSync(signingKeyFile, '{"kty":"RSA"}');
    const child = start({ signingKeyFile });
    assert.equal(await child.ended, 1);
    assert.match(child.errors, /holds no private P-256 key/);
  });
});

function secretOf(clientId: string): string {
  return `secret/of:${clientId}`;
}

function credentials(
  issuerUrl: string,
  clientId: string,
): { readonly issuerUrl: string; readonly clientId: string; readonly clientSecret: string } {
  return { issuerUrl, clientId, clientSecret: secretOf(clientId) };
}

async function askWith(issuerUrl: string, fields: Record<string, string>): Promise<Response> {
  const pair = [MAKER, secretOf(MAKER)].map(encodeURIComponent).join(':');
  return fetch(new URL('/token', issuerUrl), {
    method: 'POST',
    headers: { authorization: `Basic ${Buffer.from(pair).toString('base64')}` },
    body: new URLSearchParams({ grant_type: 'client_credentials', ...fields }),
  });
}

function configuration(folder: string, port: number): { readonly clients: readonly object[] } {
  const client = (clientId: string, participant: string, user: string, member: string): object => {
    const [, localId] = participant.split(':');
    const walletLabel = `${localId ?? ''}.${user}`;
    return { clientId, clientSecret: secretOf(clientId), participant, walletLabel, member };
  };
  return {
    host: '127.0.0.1',
    port,
    mode: 'development',
    signingKeyFile: path.join(folder, 'keys', 'signing.json'),
    clients: [
      client(MAKER, 'BankMSP:trade-bank', 'maker', 'bank'),
      client(CHECKER, 'BuyerMSP:retail', 'checker', 'buyer'),
    ],
    tokenMinutes: 10,
  } as { readonly clients: readonly object[] };
}
