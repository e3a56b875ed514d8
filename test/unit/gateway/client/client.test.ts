import assert from 'node:assert/strict';
import type { AddressInfo } from 'node:net';
import type { FastifyInstance } from 'fastify';
import type { AgreementId } from '@tranche/chaincode/domain';
import { sha256 } from '@tranche/chaincode/ledger';
import { ApiProblem, GatewayClient, GatewayUnreachable } from '@tranche/gateway/client';
import sinon from 'sinon';
import { activeDeal } from '../support/gateway-under-test.js';
import { serverOf } from '../support/http-under-test.js';

const LABEL = 'textiles.maker';

describe('the client', () => {
  let agreementId: AgreementId;
  let server: FastifyInstance;
  let url: string;

  before(async () => {
    const deal = await activeDeal();
    ({ agreementId } = deal);
    ({ server } = await serverOf(deal.consortium, LABEL));
    await server.listen({ host: '127.0.0.1', port: 0 });
    url = `http://127.0.0.1:${String((server.server.address() as AddressInfo).port)}`;
  });

  after(() => server.close());

  function clientWith(request: typeof fetch = fetch): GatewayClient {
    const token = (): Promise<string> => Promise.resolve(LABEL);
    return new GatewayClient({ url, token, after: () => Promise.resolve(), fetch: request });
  }

  function attach(client: GatewayClient, seed: string, key?: string) {
    return client.call('attachEvidence', {
      params: { agreementId, milestoneId: 'order' },
      body: {
        docType: 'order-confirmation',
        hash: sha256(seed),
        size: 10,
        mediaType: 'application/pdf',
        issuer: 'Indus Textiles',
        reference: seed,
      },
      ...(key === undefined ? {} : { key }),
    });
  }

  it('sends a command and reads its answer', async () => {
    const result = await attach(clientWith(), 'one');
    assert.ok(result.kind === 'done' && !result.isReplayed);
    assert.equal(result.answer.agreementId, agreementId);
  });

  it('reads a record', async () => {
    const params = { agreementId };
    const result = await clientWith().call('readAgreement', { params });
    assert.ok(result.kind === 'done');
    assert.equal(result.answer.agreement.status, 'active');
  });

  it('throws a refusal with its code', async () => {
    const client = clientWith();
    await attach(client, 'two', 'key-2');
    await assert.rejects(attach(client, 'three', 'key-2'), (error: unknown) => {
      assert.ok(error instanceof ApiProblem);
      assert.equal(error.code, 'COMMAND_ID_REUSED');
      return true;
    });
  });

  it('sends the same key again when the answer was lost: the command happens once', async () => {
    const request = sinon.stub<Parameters<typeof fetch>, ReturnType<typeof fetch>>();
    request.callsFake(fetch);
    request.onFirstCall().callsFake(async (...args) => {
      await fetch(...args);
      throw new TypeError('the connection was lost');
    });
    const result = await attach(clientWith(request), 'four');
    assert.ok(result.kind === 'done' && result.isReplayed);
    const keys = request
      .getCalls()
      .map(({ args }) => new Headers(args[1]?.headers).get('idempotency-key'));
    assert.equal(new Set(keys).size, 1);
  });

  it('says when nobody answers', async () => {
    const request = (): Promise<never> => Promise.reject(new TypeError('refused'));
    const params = { agreementId };
    await assert.rejects(clientWith(request).call('readAgreement', { params }), GatewayUnreachable);
  });
});
