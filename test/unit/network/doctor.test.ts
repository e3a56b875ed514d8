import assert from 'node:assert/strict';
import { expiryProblems } from '../../../network/doctor/certificates.js';
import { bearableConsenters, parseChannelConfig } from '../../../network/doctor/channel.js';
import { findingsOf } from '../../../network/doctor/findings.js';
import { findingsText } from '../../../network/doctor/report.js';

const DAY_MILLIS = 86_400_000;
const NOW = Date.parse('2030-06-01T00:00:00Z');

describe('the doctor', () => {
  const consenters: readonly (readonly [number, number])[] = [
    [1, 0],
    [3, 0],
    [4, 1],
    [6, 1],
    [7, 2],
    [10, 3],
  ];
  for (const [count, bears] of consenters) {
    it(`knows that ${count} consenters bear ${bears} hostile`, () => {
      assert.equal(bearableConsenters(count), bears);
    });
  }

  it('warns of a certificate thirty days ahead, and calls an expired one an error', () => {
    const certificate = (file: string, days: number) => ({
      member: 'bank',
      file,
      expiresAt: NOW + days * DAY_MILLIS,
    });
    const files = [certificate('later', 31), certificate('soon', 29), certificate('over', -1)];
    const problems = expiryProblems(files, NOW);
    assert.deepEqual(
      problems.map(({ level, message }) => [level, message]),
      [
        ['warning', 'soon expires in 29 days'],
        ['error', 'over has expired'],
      ],
    );
  });

  it('says of an orderer’s certificate that the channel names it', () => {
    const file = { member: 'bank', file: 'tls/orderer/cert.pem', expiresAt: NOW };
    const [problem] = expiryProblems([file], NOW);
    assert.match(problem?.fix ?? '', /channel/);
  });

  it('reads members and consenters from a configuration block', () => {
    const groups = {
      Application: { groups: { BankMSP: {}, BuyerMSP: {} } },
      Orderer: { values: { Orderers: { value: { consenter_mapping: [{ msp_id: 'BankMSP' }] } } } },
    };
    const config = { payload: { data: { config: { channel_group: { groups } } } } };
    const text = JSON.stringify({ data: { data: [config] } });
    assert.deepEqual(parseChannelConfig(text), {
      members: ['BankMSP', 'BuyerMSP'],
      consenters: ['BankMSP'],
    });
  });

  it('gives every problem its fix, and says what it found well', () => {
    const problem = { level: 'error', subject: 'bank', message: 'is ill', fix: 'rest' } as const;
    const text = findingsText([
      ...findingsOf('health', [problem], ''),
      ...findingsOf('sleep', [], 'deep'),
    ]);
    assert.equal(text, '  ✗ health, bank: is ill\n      fix: rest\n  ✓ sleep: deep');
  });
});
