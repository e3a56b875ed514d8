import assert from 'node:assert/strict';
import { Writable } from 'node:stream';
import { createLog, redact } from '@tranche/gateway/logging';

describe('the log', () => {
  it('writes JSON lines with level, member and fields', () => {
    const lines: string[] = [];
    const stream = new Writable({
      write: (chunk: Buffer, _encoding, done) => {
        lines.push(chunk.toString());
        done();
      },
    });
    const log = createLog({ level: 'info', member: 'bank', stream });
    log.debug('not written');
    log.info('request', { requestId: 'one', status: 200 });
    log.error('failed', { error: new Error('planted', { cause: new Error('deeper') }) });
    const [first = '', second = ''] = lines;
    assert.equal(lines.length, 2);
    const { level, member, message, requestId } = JSON.parse(first) as Record<string, unknown>;
    assert.deepEqual(
      { level, member, message, requestId },
      {
        level: 'info',
        member: 'bank',
        message: 'request',
        requestId: 'one',
      },
    );
    assert.ok(second.includes('planted') && second.includes('deeper'));
  });

  it('masks secrets at any depth', () => {
    const secret = 'marker-8213';
    const pem = `-----BEGIN PRIVATE KEY-----\n${secret}\n-----END PRIVATE KEY-----`;
    const fields = {
      authorization: secret,
      deep: [{ privateKey: secret, documents: { part: { salt: secret } } }],
      text: `Bearer ${secret}.a.b`,
      key: pem,
      error: new Error(`failed with Bearer ${secret}`),
      bytes: Buffer.from(secret),
      amount: 5n,
    };
    const masked = JSON.stringify(redact(fields));
    assert.ok(!masked.includes(secret), masked);
    assert.ok(masked.includes('"amount":"5"'));
  });
});
