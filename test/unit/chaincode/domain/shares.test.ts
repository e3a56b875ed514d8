import assert from 'node:assert/strict';
import {
  amountOf,
  amountOfAll,
  amountsForShares,
  BPS_WHOLE,
  InvariantError,
  isNominal,
  SHARE_BASIS_POINT,
  SHARE_WHOLE,
  sizeOf,
  totalSize,
  type Range,
} from '@tranche/chaincode/domain';
import fc from 'fast-check';

const WHOLE: Range = { from: 0, until: SHARE_WHOLE };

/** Ranges between sorted boundaries, which partition the whole. */
function partition(boundaries: readonly number[]): readonly Range[] {
  const inner = [...new Set(boundaries)].sort((one, other) => one - other);
  const from = [0, ...inner];
  const until = [...inner, SHARE_WHOLE];
  return from.map((start, index) => ({ from: start, until: until[index] ?? SHARE_WHOLE }));
}

const boundaries = fc.array(fc.integer({ min: 1, max: SHARE_WHOLE - 1 }), { maxLength: 20 });
const amounts = fc.bigInt({ min: 1n, max: BigInt(SHARE_WHOLE) });

describe('the money of a range', () => {
  interface Row {
    readonly rule: string;
    readonly amountMinor: bigint;
    readonly range: Range;
    readonly expected: bigint;
  }
  const half = SHARE_WHOLE / 2;
  const third = Math.floor(SHARE_WHOLE / 3);
  const rows: readonly Row[] = [
    { rule: 'is all of it for the whole', amountMinor: 14_850_001n, range: WHOLE, expected: 14_850_001n },
    { rule: 'is nothing for an empty range', amountMinor: 99n, range: { from: 7, until: 7 }, expected: 0n },
    { rule: 'is rounded down in the lower half', amountMinor: 1n, range: { from: 0, until: half }, expected: 0n },
    { rule: 'is the rest in the upper half', amountMinor: 1n, range: { from: half, until: SHARE_WHOLE }, expected: 1n },
    { rule: 'is one minor unit a part at 10^12', amountMinor: 10n ** 12n, range: { from: 41, until: 42 }, expected: 1n },
    { rule: 'is rounded at each boundary once', amountMinor: 100n, range: { from: third, until: 2 * third }, expected: 33n },
    {
      rule: 'is a basis point of a yen total without decimals',
      amountMinor: 1_000_000n,
      range: { from: 0, until: SHARE_BASIS_POINT },
      expected: 100n,
    },
    {
      rule: 'is a third of a dinar total with three decimals',
      amountMinor: 1_000n,
      range: { from: 0, until: third },
      expected: 333n,
    },
  ];
  for (const { rule, amountMinor, range, expected } of rows) {
    it(rule, () => {
      assert.equal(amountOf(amountMinor, range), expected);
    });
  }

  it('adds up exactly over any partition of any amount', () => {
    fc.assert(
      fc.property(amounts, boundaries, (amountMinor, inner) => {
        const ranges = partition(inner);
        assert.equal(amountOfAll(amountMinor, ranges), amountMinor);
        for (const range of ranges) assert.ok(amountOf(amountMinor, range) >= 0n);
      }),
    );
  });

  it('is the same in one range or in its pieces', () => {
    fc.assert(
      fc.property(amounts, boundaries, (amountMinor, inner) => {
        const [first = WHOLE, ...others] = partition(inner);
        const last = others.at(-1) ?? first;
        const joined = { from: first.from, until: last.until };
        assert.equal(amountOf(amountMinor, joined), amountOfAll(amountMinor, [first, ...others]));
      }),
    );
  });
});

describe('the size of ranges', () => {
  it('is the number of parts', () => {
    assert.equal(sizeOf({ from: 3, until: 10 }), 7);
    assert.equal(totalSize([{ from: 0, until: 2 }, { from: 5, until: 9 }]), 6);
    assert.equal(totalSize([]), 0);
  });

  it('is ten thousand basis points for the whole', () => {
    assert.equal(SHARE_BASIS_POINT * BPS_WHOLE, SHARE_WHOLE);
  });
});

describe('a nominal share', () => {
  interface Row {
    readonly rule: string;
    readonly amountMinor: bigint;
    readonly totalMinor: bigint;
    readonly shareBps: number;
    readonly expected: boolean;
  }
  const rows: readonly Row[] = [
    { rule: 'is the exact share', amountMinor: 3_000_000n, totalMinor: 10_000_000n, shareBps: 3000, expected: true },
    { rule: 'is one basis point above at most', amountMinor: 3_001_000n, totalMinor: 10_000_000n, shareBps: 3000, expected: true },
    { rule: 'is no more than a basis point above', amountMinor: 3_001_001n, totalMinor: 10_000_000n, shareBps: 3000, expected: false },
    { rule: 'is one basis point below at most', amountMinor: 2_999_000n, totalMinor: 10_000_000n, shareBps: 3000, expected: true },
    { rule: 'is no more than a basis point below', amountMinor: 2_998_999n, totalMinor: 10_000_000n, shareBps: 3000, expected: false },
    { rule: 'is one minor unit off in a tiny total', amountMinor: 2n, totalMinor: 3n, shareBps: 3334, expected: true },
    { rule: 'is no two minor units off in a tiny total', amountMinor: 3n, totalMinor: 3n, shareBps: 3333, expected: false },
    { rule: 'is one minor unit off at a total of 10,000', amountMinor: 3001n, totalMinor: 10_000n, shareBps: 3000, expected: true },
    { rule: 'is no two minor units off at a total of 10,000', amountMinor: 3002n, totalMinor: 10_000n, shareBps: 3000, expected: false },
  ];
  for (const { rule, expected, ...share } of rows) {
    it(rule, () => {
      assert.equal(isNominal(share), expected);
    });
  }
});

describe('the amounts for nominal shares', () => {
  const rows: readonly (readonly [total: bigint, shares: readonly number[], amounts: readonly bigint[]])[] = [
    [14_850_001n, [3000, 4000, 3000], [4_455_000n, 5_940_000n, 4_455_001n]],
    [1n, [3000, 4000, 3000], [0n, 0n, 1n]],
    [10n, [3333, 3333, 3334], [3n, 3n, 4n]],
    [10n ** 12n, [1, 9999], [10n ** 8n, 10n ** 12n - 10n ** 8n]],
    [7n, [10_000], [7n]],
  ];
  for (const [total, shares, expected] of rows) {
    it(`are ${expected.join(', ')} for ${shares.join(', ')} of ${String(total)}`, () => {
      assert.deepEqual(amountsForShares(total, shares), expected);
    });
  }

  const totals = [0, 2, 3].map((decimals) => ({ decimals, unit: 10n ** BigInt(decimals) }));
  for (const { decimals, unit } of totals) {
    it(`add up and are nominal for totals with ${String(decimals)} decimals`, () => {
      const whole = fc.bigInt({ min: 1n, max: BigInt(SHARE_WHOLE) / unit });
      const parts = fc.array(fc.integer({ min: 1, max: BPS_WHOLE - 1 }), { maxLength: 39 });
      fc.assert(
        fc.property(whole, parts, fc.bigInt({ min: 0n, max: unit - 1n }), (units, inner, rest) => {
          const shares = bpsBetween(inner);
          const totalMinor = units * unit - rest;
          if (totalMinor <= 0n) return;
          const found = amountsForShares(totalMinor, shares);
          assert.equal(found.reduce((sum, amount) => sum + amount, 0n), totalMinor);
          for (const [index, amountMinor] of found.entries()) {
            const shareBps = shares[index] ?? 0;
            assert.ok(isNominal({ amountMinor, totalMinor, shareBps }));
          }
        }),
      );
    });
  }

  it('are refused to shares that are no whole', () => {
    assert.throws(() => amountsForShares(10n, [9999]), InvariantError);
  });
});

/** Shares between sorted boundaries, which add up to 10,000 basis points. */
function bpsBetween(inner: readonly number[]): readonly number[] {
  const sorted = [...new Set(inner)].sort((one, other) => one - other);
  const until = [...sorted, BPS_WHOLE];
  return until.map((end, index) => end - (index === 0 ? 0 : (until[index - 1] ?? 0)));
}
