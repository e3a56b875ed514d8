import assert from 'node:assert/strict';

import { Metrics } from '@tranche/chaincode/server/metrics';

describe('the metrics page', () => {
  it('tells start, build, gauges and counts in the format of Prometheus', () => {
    const metrics = new Metrics({ startedAt: 1500, codeDigest: 'ab', packageVersion: '1.0' });
    metrics.count({ function: 'query:build', outcome: 'refused' });
    metrics.count({ function: 'query:build', outcome: 'answered' });
    metrics.count({ function: 'query:build', outcome: 'answered' });
    const lines = metrics.expose({ running: 2, connections: 1 }).split('\n');
    const samples = lines.filter((line) => !line.startsWith('#'));
    assert.deepEqual(samples, [
      'process_start_time_seconds 1.5',
      'tranche_chaincode_build_info{code_digest="ab",version="1.0"} 1',
      'tranche_chaincode_connections 1',
      'tranche_chaincode_running_calls 2',
      'tranche_chaincode_calls_total{function="query:build",outcome="answered"} 2',
      'tranche_chaincode_calls_total{function="query:build",outcome="refused"} 1',
      '',
    ]);
    assert.equal(lines.filter((line) => line.startsWith('# TYPE ')).length, 5);
  });

  it('escapes what would end a label', () => {
    const metrics = new Metrics({ startedAt: 0, codeDigest: '', packageVersion: 'a"b\\c\nd' });
    const page = metrics.expose({ running: 0, connections: 0 });
    assert.match(page, /version="a\\"b\\\\c\\nd"/);
  });
});
