import assert from 'node:assert/strict';
import { depthOf, limits } from '@tranche/chaincode/domain';
import fc from 'fast-check';

function depthOfValue(value: unknown): number {
  if (typeof value !== 'object' || value === null) return 0;
  return 1 + Math.max(0, ...Object.values(value).map(depthOfValue));
}

describe('the depth of a JSON text', () => {
  const rows: readonly (readonly [text: string, depth: number])[] = [
    ['', 0],
    ['7', 0],
    ['"[[["', 0],
    ['[]', 1],
    ['{"a":[{}]}', 3],
    ['[[],[[]],[]]', 3],
    ['["]]", [[]]]', 3],
    ['{"\\"[[":{}}', 2],
    ['["\\\\",[]]', 2],
    ['["\\\\\\"",[[]]]', 3],
    ['["never ended [[[', 1],
    ['["never ended \\', 1],
    [']]][', 0],
  ];
  for (const [text, depth] of rows) {
    it(`of ${text || 'nothing'} is ${String(depth)}`, () => {
      assert.equal(depthOf(text, limits.jsonDepth), depth);
    });
  }

  it('is counted up to one more than its limit', () => {
    assert.equal(depthOf('['.repeat(1_000_000), limits.jsonDepth), limits.jsonDepth + 1);
  });

  it('is that of the value', () => {
    fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 8 }), (value) => {
        assert.equal(depthOf(JSON.stringify(value), limits.jsonDepth), depthOfValue(value));
      }),
    );
  });
});
