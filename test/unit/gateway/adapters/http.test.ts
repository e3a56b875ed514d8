import assert from 'node:assert/strict';
import type { FastifyInstance, InjectOptions, LightMyRequestResponse } from 'fastify';
import type { AgreementId } from '@tranche/chaincode/domain';
import { sha256 } from '@tranche/chaincode/ledger';
import {
  milestoneKinds,
  problemSchema,
  problemTable,
  templates,
  type Problem,
  type ProblemCode,
} from '@tranche/gateway/api';
import { Admission, LedgerFailure, type Services } from '@tranche/gateway/core';
import sinon from 'sinon';
import type { MemoryConsortium } from '../../../support/consortium.js';
import { activeDeal } from '../support/gateway-under-test.js';
import { serverOf } from '../support/http-under-test.js';

const LABEL = 'textiles.maker';

describe('the HTTP API', () => {
  let consortium: MemoryConsortium;
  let agreementId: AgreementId;
  let server: FastifyInstance;
  let services: Services;
  let evidence: string;

  before(async () => {
    ({ consortium, agreementId } = await activeDeal());
    evidence = `/v1/agreements/${agreementId}/milestones/order/evidence`;
  });

  beforeEach(async () => {
    ({ server, services } = await serverOf(consortium, LABEL));
  });

  afterEach(async () => {
    sinon.restore();
    await server.close();
  });

  function body(seed: string): Record<string, unknown> {
    return {
      docType: 'order-confirmation',
      hash: sha256(seed),
      size: 10,
      mediaType: 'application/pdf',
      issuer: 'Indus Textiles',
      reference: seed,
    };
  }

  function post(change: InjectOptions = {}, key = 'key-1'): Promise<LightMyRequestResponse> {
    const headers = { authorization: `Bearer ${LABEL}`, 'idempotency-key': key, ...change.headers };
    const payload = body('one');
    return server.inject({ method: 'POST', url: evidence, payload, ...change, headers });
  }

  function get(url: string, headers: Record<string, string> = {}): Promise<LightMyRequestResponse> {
    return server.inject({ url, headers: { authorization: `Bearer ${LABEL}`, ...headers } });
  }

  function problem(response: LightMyRequestResponse, code: ProblemCode): Problem {
    assert.match(String(response.headers['content-type']), /^application\/problem\+json/);
    const parsed = problemSchema.parse(response.json());
    assert.equal(parsed.code, code);
    assert.equal(parsed.type, `/errors/${code}`);
    assert.equal(response.statusCode, problemTable[code].status);
    assert.equal(parsed.status, response.statusCode);
    assert.equal(parsed.requestId, response.headers['x-request-id']);
    assert.ok(!JSON.stringify(parsed).includes('127.0.0.1'));
    return parsed;
  }

  it('answers a command with its record, and its repeat with the same and a header', async () => {
    const first = await post({ payload: body('http') }, 'http-1');
    assert.equal(first.statusCode, 200, first.body);
    assert.equal(first.headers['idempotency-replayed'], undefined);
    const second = await post({ payload: body('http') }, 'http-1');
    assert.equal(second.headers['idempotency-replayed'], 'true');
    assert.deepEqual(second.json(), first.json());
    problem(await post({ payload: body('other') }, 'http-1'), 'COMMAND_ID_REUSED');
  });

  it('shows templates and kinds of milestone to everybody with a token', async () => {
    const listed = (await get('/v1/templates')).json<{ templates: { id: string }[] }>();
    for (const { id } of listed.templates) {
      const found = await get(`/v1/templates/${id}`);
      assert.deepEqual(found.json(), templates[id as keyof typeof templates]);
    }
    problem(await get('/v1/templates/none'), 'TEMPLATE_NOT_FOUND');
    const { kinds } = (await get('/v1/milestone-kinds')).json<{ kinds: unknown[] }>();
    assert.deepEqual(kinds, milestoneKinds);
  });

  it('answers 202 with the transaction’s address when asked not to wait', async () => {
    const headers = { prefer: 'respond-async' };
    const response = await post({ payload: body('async'), headers }, 'async-1');
    assert.equal(response.statusCode, 202);
    await services.watcher.stop();
    const found = await get(String(response.headers.location));
    assert.equal(found.json<{ status: string }>().status, 'committed');
  });

  it('shows what the ledger holds to a party', async () => {
    const paths = [
      '',
      '/milestones/order',
      '/milestones/order/position',
      '/next-actions',
      '/history',
    ];
    for (const path of paths) {
      const response = await get(`/v1/agreements/${agreementId}${path}`);
      assert.equal(response.statusCode, 200, `${path}: ${response.body}`);
    }
    const document = await get(`/v1/agreements/${agreementId}/documents/commercial/order`);
    assert.equal(document.statusCode, 200, document.body);
  });

  it('tells only what a participant is to do when it asks so', async () => {
    const participant = 'BankMSP:trade-bank';
    const url = `/v1/agreements/${agreementId}/next-actions?participant=${participant}`;
    const { actions } = (await get(url)).json<{ actions: { participant: string }[] }>();
    assert.ok(actions.length > 0);
    assert.ok(actions.every((action) => action.participant === participant));
  });

  it('hides an agreement from participants that it does not name', async () => {
    await server.close();
    ({ server } = await serverOf(consortium, 'arbitration.maker'));
    const headers = { authorization: 'Bearer arbitration.maker' };
    const response = await server.inject({ url: `/v1/agreements/${agreementId}`, headers });
    problem(response, 'AGREEMENT_NOT_FOUND');
    problem(await post({ headers }), 'AGREEMENT_NOT_FOUND');
  });

  const badRequests: readonly (readonly [string, InjectOptions, ProblemCode])[] = [
    ['without a token', { headers: { authorization: '' } }, 'TOKEN_MISSING'],
    ['with another scheme', { headers: { authorization: 'Basic eDp5' } }, 'TOKEN_MISSING'],
    ['with an expired token', { headers: { authorization: 'Bearer expired' } }, 'TOKEN_EXPIRED'],
    ['without a key', { headers: { 'idempotency-key': '' } }, 'IDEMPOTENCY_KEY_MISSING'],
    ['with a bad key', { headers: { 'idempotency-key': 'a b' } }, 'IDEMPOTENCY_KEY_MALFORMED'],
    [
      'with broken JSON',
      { payload: '{"a":', headers: { 'content-type': 'application/json' } },
      'JSON_MALFORMED',
    ],
    [
      'with an empty body',
      { payload: '', headers: { 'content-type': 'application/json' } },
      'JSON_MALFORMED',
    ],
    [
      'with a poisoned prototype',
      { payload: '{"__proto__":{"a":1}}', headers: { 'content-type': 'application/json' } },
      'JSON_MALFORMED',
    ],
    [
      'that is too deep',
      { payload: '['.repeat(40) + ']'.repeat(40), headers: { 'content-type': 'application/json' } },
      'JSON_TOO_DEEP',
    ],
    [
      'that is too large',
      { payload: `"${'x'.repeat(140 * 1024)}"`, headers: { 'content-type': 'application/json' } },
      'BODY_TOO_LARGE',
    ],
    [
      'of another type',
      { payload: 'a=b', headers: { 'content-type': 'text/plain' } },
      'MEDIA_TYPE_UNSUPPORTED',
    ],
    ['with a missing field', { payload: {} }, 'COMMAND_MALFORMED'],
    ['that says what the path says', { payload: { agreementId: 'x' } }, 'COMMAND_MALFORMED'],
    ['with a bad path parameter', { url: '/v1/agreements/x/acceptances' }, 'REQUEST_MALFORMED'],
    ['to a broken address', { url: '/v1/agreements/%zz' }, 'REQUEST_MALFORMED'],
    ['to nowhere', { url: '/v1/nothing' }, 'ROUTE_NOT_FOUND'],
  ];

  for (const [kind, change, code] of badRequests) {
    it(`refuses a command ${kind}`, async () => {
      const before = consortium.ledger.answers.length;
      problem(await post(change), code);
      assert.equal(consortium.ledger.answers.length, before);
    });
  }

  it('names the field of a malformed command', async () => {
    const payload = { ...body('one'), size: 'ten' };
    const { params } = problem(await post({ payload }), 'COMMAND_MALFORMED');
    assert.equal(params.path, 'size');
  });

  it('says which methods an address takes', async () => {
    const response = await post({ method: 'PUT' });
    problem(response, 'METHOD_NOT_ALLOWED');
    assert.equal(response.headers.allow, 'POST');
  });

  it('asks for a bearer token', async () => {
    const response = await server.inject({ url: '/v1/build' });
    problem(response, 'TOKEN_MISSING');
    assert.equal(response.headers['www-authenticate'], 'Bearer');
  });

  it('refuses what is beyond the load, and says when to come again', async () => {
    for (const [load, code] of [
      [{ inFlight: 0, inFlightPerParticipant: 1 }, 'GATEWAY_BUSY'],
      [{ inFlight: 1, inFlightPerParticipant: 0 }, 'PARTICIPANT_REQUESTS_TOO_MANY'],
    ] as const) {
      await server.close();
      ({ server } = await serverOf(consortium, LABEL, { admission: new Admission(load) }));
      const response = await get('/v1/build');
      problem(response, code);
      assert.equal(response.headers['retry-after'], '1');
    }
  });

  it('frees its place after every request, also a refused one', async () => {
    for (let count = 0; count < 20; count += 1)
      problem(await post({ payload: {} }), 'COMMAND_MALFORMED');
    assert.equal((await get('/v1/build')).statusCode, 200);
  });

  it('tells of a ledger that is away without saying where it is', async () => {
    const away = new LedgerFailure('unreachable', 'connect ECONNREFUSED 127.0.0.1:7051');
    sinon.stub(services.ledger, 'evaluate').rejects(away);
    problem(await get(`/v1/agreements/${agreementId}`), 'LEDGER_UNAVAILABLE');
  });

  it('answers what nobody foresaw without a stack', async () => {
    sinon.stub(services.ledger, 'evaluate').rejects(new Error('planted'));
    const response = await get('/v1/build');
    problem(response, 'INTERNAL');
    assert.ok(!response.body.includes('planted'));
  });

  it('has a page for every code that it answers with', async () => {
    for (const code of Object.keys(problemTable)) {
      assert.equal((await server.inject({ url: `/errors/${code}` })).statusCode, 200, code);
    }
    problem(await server.inject({ url: '/errors/NO_SUCH_CODE' }), 'ROUTE_NOT_FOUND');
  });

  it('says whether it lives and whether it is ready', async () => {
    assert.equal((await server.inject({ url: '/healthz/live' })).statusCode, 200);
    assert.equal((await server.inject({ url: '/healthz/ready' })).statusCode, 200);
    await server.close();
    const checks = { ownPeer: false, fallbackPeer: false, journal: true };
    const readiness = () => Promise.resolve({ ready: false, checks });
    ({ server } = await serverOf(consortium, LABEL, { readiness }));
    assert.equal((await server.inject({ url: '/healthz/ready' })).statusCode, 503);
  });
});
