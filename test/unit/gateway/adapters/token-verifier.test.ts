import assert from 'node:assert/strict';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { mspSchema } from '@tranche/chaincode/domain';
import { issuerKeys, OidcTokenVerifier } from '@tranche/gateway/adapters/oidc/token-verifier';
import { ProblemError } from '@tranche/gateway/api';
import type { Clock } from '@tranche/gateway/core';
import {
  createLocalJWKSet,
  exportJWK,
  generateKeyPair,
  SignJWT,
  UnsecuredJWT,
  type JWTVerifyGetKey,
} from 'jose';

const ISSUER = 'http://issuer.test';
const AUDIENCE = 'urn:tranche:gateway:bank';
const NOW_SECONDS = 1_772_442_000;
const LIFE_SECONDS = 300;

const claims = {
  iss: ISSUER,
  aud: AUDIENCE,
  iat: NOW_SECONDS,
  exp: NOW_SECONDS + LIFE_SECONDS,
  tranche_participant: 'BankMSP:trade-bank',
  tranche_user: 'trade-bank.maker',
};
type Key = Awaited<ReturnType<typeof generateKeyPair>>['privateKey'];
type Claims = Readonly<Record<string, string | number | undefined>>;

describe('a bearer token', () => {
  let keys: JWTVerifyGetKey;
  let own: Key;
  let foreign: Key;

  before(async () => {
    const pair = await generateKeyPair('ES256');
    own = pair.privateKey;
    foreign = (await generateKeyPair('ES256')).privateKey;
    const jwk = { ...(await exportJWK(pair.publicKey)), kid: 'one', alg: 'ES256' };
    keys = createLocalJWKSet({ keys: [jwk] });
  });

  function signed(payload: Claims, key: Key): Promise<string> {
    return new SignJWT({ ...payload }).setProtectedHeader({ alg: 'ES256', kid: 'one' }).sign(key);
  }

  function verify(token: string): Promise<unknown> {
    const clock = { now: () => NOW_SECONDS * 1_000 };
    const member = mspSchema.parse('BankMSP');
    const options = { issuer: ISSUER, audience: AUDIENCE, member, keys, clock };
    return new OidcTokenVerifier(options).verify(token);
  }

  async function codeOf(token: string): Promise<string> {
    const error: unknown = await verify(token).then(
      () => undefined,
      (refused: unknown) => refused,
    );
    assert.ok(error instanceof ProblemError, 'the token is refused');
    return error.code;
  }

  it('stands for the participant and the user that it names', async () => {
    const actor = await verify(await signed(claims, own));
    assert.deepEqual(actor, { participant: 'BankMSP:trade-bank', user: 'trade-bank.maker' });
  });

  const table: readonly (readonly [string, Claims, string])[] = [
    ['for another audience', { aud: 'urn:tranche:gateway:buyer' }, 'TOKEN_INVALID'],
    ['of another issuer', { iss: 'http://other.test' }, 'TOKEN_INVALID'],
    ['that has expired', { exp: NOW_SECONDS - 60 }, 'TOKEN_EXPIRED'],
    ['without an end', { exp: undefined }, 'TOKEN_INVALID'],
    ['that is not valid yet', { nbf: NOW_SECONDS + 60 }, 'TOKEN_INVALID'],
    ['without a participant', { tranche_participant: undefined }, 'TOKEN_INVALID'],
    ['with a malformed participant', { tranche_participant: '../BankMSP' }, 'TOKEN_INVALID'],
    ['without a user', { tranche_user: undefined }, 'TOKEN_INVALID'],
    ['with a user of another participant', { tranche_user: 'retail.maker' }, 'TOKEN_INVALID'],
    ['with a path for a user', { tranche_user: '../trade-bank.maker' }, 'TOKEN_INVALID'],
    [
      'of another member’s participant',
      { tranche_participant: 'BuyerMSP:retail', tranche_user: 'retail.maker' },
      'PARTICIPANT_NOT_OURS',
    ],
  ];

  for (const [kind, change, code] of table) {
    it(`${kind} is refused`, async () => {
      const payload: Claims = { ...claims, ...change };
      assert.equal(await codeOf(await signed(payload, own)), code);
    });
  }

  it('signed by another key is refused', async () => {
    assert.equal(await codeOf(await signed(claims, foreign)), 'TOKEN_INVALID');
  });

  it('with a changed payload is refused', async () => {
    const [header, , signature] = (await signed(claims, own)).split('.');
    const forged = Buffer.from(JSON.stringify({ ...claims, tranche_user: 'trade-bank.checker' }));
    const token = [header, forged.toString('base64url'), signature].join('.');
    assert.equal(await codeOf(token), 'TOKEN_INVALID');
  });

  it('without a signature is refused', async () => {
    assert.equal(await codeOf(new UnsecuredJWT(claims).encode()), 'TOKEN_INVALID');
  });

  it('signed with a shared secret is refused', async () => {
    const secret = Buffer.from('0'.repeat(64));
    const token = await new SignJWT(claims).setProtectedHeader({ alg: 'HS256' }).sign(secret);
    assert.equal(await codeOf(token), 'TOKEN_INVALID');
  });

  it('that is none is refused', async () => {
    for (const text of ['', 'x', 'a.b.c', '....'])
      assert.equal(await codeOf(text), 'TOKEN_INVALID');
  });
});

describe('the issuer’s keys', () => {
  let server: Server;
  let url: string;
  let requests: string[];
  let isUp: boolean;
  let jwks: object;
  let key: Key;

  /** Never ends a wait before the answer. */
  const patient: Pick<Clock, 'after'> = {
    after: (_millis, signal) =>
      new Promise((resolve) => {
        signal?.addEventListener('abort', () => {
          resolve();
        });
      }),
  };

  before(async () => {
    const pair = await generateKeyPair('ES256');
    key = pair.privateKey;
    jwks = { keys: [{ ...(await exportJWK(pair.publicKey)), kid: 'one', alg: 'ES256' }] };
    server = createServer((request, response) => {
      requests.push(request.url ?? '');
      if (!isUp) response.writeHead(500);
      const isKeys = request.url === '/jwks';
      response.end(JSON.stringify(isKeys ? jwks : { issuer: url, jwks_uri: `${url}/jwks` }));
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    url = `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`;
  });

  beforeEach(() => {
    requests = [];
    isUp = true;
  });

  after(() => {
    server.closeAllConnections();
    server.close();
  });

  async function verify(verifier: OidcTokenVerifier): Promise<unknown> {
    const header = { alg: 'ES256', kid: 'one' };
    const token = await new SignJWT({ ...claims, iss: url }).setProtectedHeader(header).sign(key);
    return verifier.verify(token);
  }

  function verifier(keys: JWTVerifyGetKey): OidcTokenVerifier {
    const clock = { now: () => NOW_SECONDS * 1_000 };
    const member = mspSchema.parse('BankMSP');
    return new OidcTokenVerifier({ issuer: url, audience: AUDIENCE, member, keys, clock });
  }

  it('are found once and kept', async () => {
    const tokens = verifier(issuerKeys(url, patient));
    await verify(tokens);
    await verify(tokens);
    assert.deepEqual(requests, ['/.well-known/openid-configuration', '/jwks']);
  });

  it('are looked for again after the issuer was away', async () => {
    const tokens = verifier(issuerKeys(url, patient));
    isUp = false;
    await assert.rejects(verify(tokens), { code: 'ISSUER_UNAVAILABLE' });
    isUp = true;
    await verify(tokens);
  });

  it('are given up after a time', async () => {
    const tokens = verifier(issuerKeys(url, { after: () => Promise.resolve() }));
    await assert.rejects(verify(tokens), { code: 'ISSUER_UNAVAILABLE' });
  });
});
