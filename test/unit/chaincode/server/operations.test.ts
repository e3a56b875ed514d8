import assert from 'node:assert/strict';

import { serveOperations, type Operations } from '@tranche/chaincode/server/operations';

import { freePort } from '../../../support/free-port.js';

describe('the pages for operators', () => {
  let url: string;
  let port: number;
  let serving: boolean;
  let operations: Operations;

  beforeEach(async () => {
    port = await freePort();
    url = `http://127.0.0.1:${port}`;
    serving = true;
    const options = { host: '127.0.0.1', port, isServing: () => serving, metrics: () => 'up 1\n' };
    operations = await serveOperations(options);
  });

  afterEach(async () => {
    await operations.close();
  });

  it('answers /healthz with 200 while calls are served, and with 503 otherwise', async () => {
    assert.equal((await fetch(`${url}/healthz`)).status, 200);
    serving = false;
    assert.equal((await fetch(`${url}/healthz?verbose`)).status, 503);
  });

  it('answers /metrics with the metrics', async () => {
    assert.equal(await (await fetch(`${url}/metrics`)).text(), 'up 1\n');
  });

  it('has no other page', async () => {
    assert.equal((await fetch(`${url}/logspec`)).status, 404);
  });

  it('refuses whatever is no read', async () => {
    const response = await fetch(`${url}/healthz`, { method: 'PUT', body: '{}' });
    assert.equal(response.status, 405);
    assert.equal(response.headers.get('allow'), 'GET, HEAD');
  });

  it('answers a request whose target is no path', async () => {
    assert.equal((await fetch(`${url}//`)).status, 404);
  });

  it('fails when its port is taken', async () => {
    const options = { host: '127.0.0.1', port, isServing: () => true, metrics: () => '' };
    await assert.rejects(serveOperations(options), /EADDRINUSE/);
  });
});
