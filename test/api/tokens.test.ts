import assert from 'node:assert/strict';
import { generateKeyPairSync } from 'node:crypto';
import path from 'node:path';
import { decodeJwt, importJWK, SignJWT, UnsecuredJWT, type JWTPayload } from 'jose';
import { problemSchema, problemTable, type ProblemCode } from '@tranche/gateway/api';
import { issuerClients } from '../../network/issuer-config.js';
import { loadSigningKey } from '../../network/issuer/signing-key.js';
import type { HttpCastOptions } from '../../scripts/case/http-user.js';
import { castOptions } from '../../scripts/case/run.js';
import { NO_AGREEMENT } from '../support/api-samples.js';
import { NetworkConsortium } from '../support/network-consortium.js';

type Key = Parameters<SignJWT['sign']>[0];

const LABEL = 'trade-bank.maker';
const HOUR_SECONDS = 3_600;

describe('on the real network, a token', () => {
  let consortium: NetworkConsortium;
  let options: HttpCastOptions;
  let issued: JWTPayload;
  let key: Key;
  let kid: string | undefined;

  before(async () => {
    consortium = await NetworkConsortium.open();
    options = await castOptions(consortium.network);
    const token = await consortium.user(LABEL).token();
    issued = decodeJwt(token);
    ({ kid } = JSON.parse(Buffer.from(token.split('.')[0] ?? '', 'base64url').toString()) as {
      readonly kid?: string;
    });
    const { issuer } = consortium.network.paths;
    key = await importJWK(await loadSigningKey(path.join(issuer, 'signing-key.json')), 'ES256');
  });

  /** A token of the issuer's own key that says what it would not. */
  function signed(change: Readonly<Record<string, unknown>>, by: Key = key): Promise<string> {
    const header = { alg: 'ES256', ...(kid === undefined ? {} : { kid }) };
    return new SignJWT({ ...issued, ...change }).setProtectedHeader(header).sign(by);
  }

  function get(token: string, member = 'bank'): Promise<Response> {
    const headers = { authorization: `Bearer ${token}` };
    return fetch(new URL('/v1/build', options.gatewayUrl(member)), { headers });
  }

  async function refused(response: Response, code: ProblemCode): Promise<void> {
    const problem = problemSchema.parse(await response.json());
    assert.equal(problem.code, code, JSON.stringify(problem));
    assert.equal(response.status, problemTable[code].status);
    if (response.status === 401) assert.equal(response.headers.get('www-authenticate'), 'Bearer');
  }

  it('of the issuer is taken, also when the test signs it', async () => {
    assert.equal((await get(await consortium.user(LABEL).token())).status, 200);
    assert.equal((await get(await signed({}))).status, 200);
  });

  it('of any participant is refused by the gateway of every other member', async () => {
    for (const { walletLabel, member } of issuerClients(consortium.network.site)) {
      const token = await consortium.user(walletLabel).token();
      for (const { name } of consortium.network.topology.members) {
        if (name !== member) await refused(await get(token, name), 'TOKEN_INVALID');
      }
    }
  });

  const wrong: readonly (readonly [string, Readonly<Record<string, unknown>>, ProblemCode])[] = [
    ['that has expired', { exp: Math.floor(Date.now() / 1000) - HOUR_SECONDS }, 'TOKEN_EXPIRED'],
    ['that never expires', { exp: undefined }, 'TOKEN_INVALID'],
    ['for another gateway', { aud: 'urn:tranche:gateway:buyer' }, 'TOKEN_INVALID'],
    ['for nobody', { aud: undefined }, 'TOKEN_INVALID'],
    ['of another issuer', { iss: 'http://127.0.0.1:1' }, 'TOKEN_INVALID'],
    ['that names no user', { tranche_user: undefined }, 'TOKEN_INVALID'],
    ['that names no participant', { tranche_participant: undefined }, 'TOKEN_INVALID'],
    ['with another participant’s user', { tranche_user: 'retail.maker' }, 'TOKEN_INVALID'],
    [
      'of a participant of another member',
      { tranche_participant: 'BuyerMSP:retail', tranche_user: 'retail.maker' },
      'PARTICIPANT_NOT_OURS',
    ],
    ['of a user without an identity', { tranche_user: 'trade-bank.nobody' }, 'IDENTITY_MISSING'],
  ];

  for (const [what, change, code] of wrong) {
    it(`${what} is refused: ${code}`, async () => refused(await get(await signed(change)), code));
  }

  it('signed by another key is refused', async () => {
    const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
    await refused(await get(await signed({}, privateKey)), 'TOKEN_INVALID');
  });

  it('signed with the audience for a shared secret is refused', async () => {
    const secret = Buffer.from(String(issued.aud).padEnd(64, '0'));
    const token = await new SignJWT(issued).setProtectedHeader({ alg: 'HS256' }).sign(secret);
    await refused(await get(token), 'TOKEN_INVALID');
  });

  it('without a signature is refused', async () => {
    await refused(await get(new UnsecuredJWT(issued).encode()), 'TOKEN_INVALID');
    const [header = '', payload = ''] = (await consortium.user(LABEL).token()).split('.');
    await refused(await get(`${header}.${payload}.`), 'TOKEN_INVALID');
  });

  it('with a changed payload is refused', async () => {
    const [header = '', , signature = ''] = (await signed({})).split('.');
    const forged = JSON.stringify({ ...issued, tranche_user: 'trade-bank.approver-1' });
    const payload = Buffer.from(forged).toString('base64url');
    await refused(await get(`${header}.${payload}.${signature}`), 'TOKEN_INVALID');
  });

  it('is needed at every route before anything else is looked at', async () => {
    const url = new URL(`/v1/agreements/${NO_AGREEMENT}/acceptances`, options.gatewayUrl('bank'));
    const headers = { 'content-type': 'application/json', 'idempotency-key': 'no-token' };
    await refused(await fetch(url, { method: 'POST', headers, body: '{' }), 'TOKEN_MISSING');
  });
});
