import assert from 'node:assert/strict';
import {
  allowedMoves,
  checkPartition,
  commonState,
  InvariantError,
  measure,
  movePosition,
  partsIn,
  positionStates,
  SHARE_WHOLE,
  takeHighest,
  takeLowest,
  totalSize,
  unsecuredPosition,
  type Position,
  type PositionState,
  type Range,
} from '@tranche/chaincode/domain';
import fc from 'fast-check';

const WHOLE: Range = { from: 0, until: SHARE_WHOLE };

/** One row for each state, one column for each: `+` is allowed, `-` is not. */
const moves: Readonly<Record<PositionState, string>> = {
  //           unsecured held disputed due approved instructed settled lapsed
  unsecured: /*  */ '-    +      -      -     -         -         -      +',
  held: /*       */ '+    -      +      +     -         -         -      -',
  disputed: /*   */ '+    +      -      +     -         -         -      -',
  due: /*        */ '-    +      -      -     +         -         -      -',
  approved: /*   */ '-    +      -      -     -         +         -      -',
  instructed: /* */ '-    -      -      -     +         -         +      -',
  settled: /*    */ '-    -      -      -     +         -         -      -',
  lapsed: /*     */ '-    -      -      -     -         -         -      -',
};

const paying: readonly PositionState[] = ['due', 'approved', 'instructed', 'settled'];

function wholeIn(state: PositionState): Position {
  return [{ ...WHOLE, state, ...(paying.includes(state) ? { to: 'payee' as const } : {}) }];
}

describe('the moves of money', () => {
  for (const from of positionStates) {
    const cells = moves[from].split(/ +/);
    for (const [index, into] of positionStates.entries()) {
      const isAllowed = cells[index] === '+';
      it(`${isAllowed ? 'go' : 'never go'} from ${from} to ${into}`, () => {
        const move = (): Position =>
          movePosition(wholeIn(from), { ranges: [WHOLE], from, into, to: 'payee' });
        assert.equal(allowedMoves[from].includes(into), isAllowed);
        if (isAllowed) assert.deepEqual(move(), wholeIn(into));
        else assert.throws(move, InvariantError);
      });
    }
  }
});

describe('a move', () => {
  const held = wholeIn('held');
  const middle: Range = { from: 100, until: 200 };

  it('splits an interval in three', () => {
    assert.deepEqual(movePosition(held, { ranges: [middle], from: 'held', into: 'disputed' }), [
      { from: 0, until: 100, state: 'held' },
      { from: 100, until: 200, state: 'disputed' },
      { from: 200, until: SHARE_WHOLE, state: 'held' },
    ]);
  });

  it('merges neighbours of one state and payee', () => {
    const split = movePosition(held, { ranges: [middle], from: 'held', into: 'disputed' });
    assert.deepEqual(movePosition(split, { ranges: [middle], from: 'disputed', into: 'held' }), held);
  });

  it('keeps neighbours of one state apart when they go to different payees', () => {
    const lower: Range = { from: 0, until: 100 };
    const upper: Range = { from: 100, until: SHARE_WHOLE };
    const first = movePosition(held, { ranges: [lower], from: 'held', into: 'due', to: 'payee' });
    const both = movePosition(first, { ranges: [upper], from: 'held', into: 'due', to: 'buyer' });
    assert.deepEqual(both, [
      { ...lower, state: 'due', to: 'payee' },
      { ...upper, state: 'due', to: 'buyer' },
    ]);
  });

  it('keeps the payee of an interval that moves on', () => {
    const due = movePosition(held, { ranges: [WHOLE], from: 'held', into: 'due', to: 'buyer' });
    const approved = movePosition(due, { ranges: [WHOLE], from: 'due', into: 'approved' });
    assert.deepEqual(approved, [{ ...WHOLE, state: 'approved', to: 'buyer' }]);
  });

  it('forgets the payee of what goes back to held', () => {
    const back = movePosition(wholeIn('due'), { ranges: [WHOLE], from: 'due', into: 'held' });
    assert.deepEqual(back, held);
  });

  it('takes several ranges at once', () => {
    const ranges = [middle, { from: 300, until: 400 }];
    const moved = movePosition(held, { ranges, from: 'held', into: 'disputed' });
    assert.deepEqual(partsIn(moved, 'disputed', WHOLE), ranges);
  });

  const wrong: readonly (readonly [rule: string, ranges: readonly Range[], from: PositionState])[] = [
    ['a range in another state', [middle], 'disputed'],
    ['an empty range', [{ from: 100, until: 100 }], 'held'],
    ['a reversed range', [{ from: 200, until: 100 }], 'held'],
    ['a fraction of a part', [{ from: 0.5, until: 100 }], 'held'],
    ['a range up to a fraction', [{ from: 0, until: 100.5 }], 'held'],
    ['a range beyond the milestone', [{ from: 0, until: SHARE_WHOLE + 1 }], 'held'],
    ['a range below the milestone', [{ from: -1, until: 10 }], 'held'],
    ['one range twice', [middle, middle], 'held'],
  ];
  for (const [rule, ranges, from] of wrong) {
    it(`never moves ${rule}`, () => {
      assert.throws(() => movePosition(held, { ranges, from, into: 'unsecured' }), InvariantError);
    });
  }

  it('never comes to due without a payee', () => {
    const move = { ranges: [WHOLE], from: 'held', into: 'due' } as const;
    assert.throws(() => movePosition(held, move), InvariantError);
  });
});

describe('a position', () => {
  const rows: readonly (readonly [rule: string, position: Position])[] = [
    ['is not empty', []],
    ['starts at the first part', [{ from: 1, until: SHARE_WHOLE, state: 'held' }]],
    ['ends at the last part', [{ from: 0, until: SHARE_WHOLE - 1, state: 'held' }]],
    ['goes no further', [{ from: 0, until: SHARE_WHOLE + 1, state: 'held' }]],
    ['has no gap', [{ from: 0, until: 1, state: 'held' }, { from: 2, until: SHARE_WHOLE, state: 'held' }]],
    ['has no overlap', [{ from: 0, until: 2, state: 'held' }, { from: 1, until: SHARE_WHOLE, state: 'held' }]],
    ['has no empty interval', [{ from: 0, until: 0, state: 'held' }, { ...WHOLE, state: 'held' }]],
    ['has integer boundaries', [{ from: 0, until: 0.5, state: 'held' }, { from: 0.5, until: SHARE_WHOLE, state: 'held' }]],
    ['names no payee before due', [{ ...WHOLE, state: 'held', to: 'payee' }]],
    ['names the payee from due on', [{ ...WHOLE, state: 'due' }]],
    ['names no payee of what lapsed', [{ ...WHOLE, state: 'lapsed', to: 'buyer' }]],
  ];
  for (const [rule, position] of rows) {
    it(rule, () => {
      assert.throws(() => checkPartition(position), InvariantError);
    });
  }

  for (const state of positionStates) {
    it(`may be wholly ${state}`, () => {
      checkPartition(wholeIn(state));
      assert.equal(measure(wholeIn(state))[state], SHARE_WHOLE);
    });
  }

  it('stays a partition through any moves that are allowed', () => {
    const step = fc.record({
      from: fc.nat(SHARE_WHOLE - 1),
      size: fc.integer({ min: 1, max: SHARE_WHOLE }),
      choice: fc.nat(7),
      to: fc.constantFrom('payee' as const, 'buyer' as const),
    });
    fc.assert(
      fc.property(fc.array(step, { maxLength: 60 }), (steps) => {
        let position: Position = unsecuredPosition;
        for (const { from, size, choice, to } of steps) {
          const interval = position.find((each) => each.from <= from && from < each.until);
          assert.ok(interval);
          const choices = allowedMoves[interval.state];
          const into = choices[choice % Math.max(1, choices.length)];
          if (into === undefined) continue;
          const until = Math.min(interval.until, from + size);
          const before = measure(position);
          position = movePosition(position, { ranges: [{ from, until }], from: interval.state, into, to });
          checkPartition(position);
          const after = measure(position);
          assert.equal(after[into], before[into] + until - from);
          assert.equal(after[interval.state], before[interval.state] - until + from);
          assert.equal(Object.values(after).reduce((sum, size) => sum + size, 0), SHARE_WHOLE);
          const [first, ...others] = position;
          others.reduce((last, each) => {
            assert.ok(last?.state !== each.state || last.to !== each.to);
            return each;
          }, first);
        }
      }),
    );
  });
});

describe('taking parts', () => {
  const ranges: readonly Range[] = [
    { from: 10, until: 20 },
    { from: 30, until: 50 },
    { from: 60, until: 65 },
  ];
  const rows: readonly (readonly [size: number, lowest: readonly Range[], highest: readonly Range[]])[] = [
    [0, [], []],
    [1, [{ from: 10, until: 11 }], [{ from: 64, until: 65 }]],
    [5, [{ from: 10, until: 15 }], [{ from: 60, until: 65 }]],
    [10, [{ from: 10, until: 20 }], [{ from: 45, until: 50 }, { from: 60, until: 65 }]],
    [
      26,
      [{ from: 10, until: 20 }, { from: 30, until: 46 }],
      [{ from: 19, until: 20 }, { from: 30, until: 50 }, { from: 60, until: 65 }],
    ],
    [35, ranges, ranges],
  ];
  for (const [size, lowest, highest] of rows) {
    it(`takes ${String(size)} from below and from above`, () => {
      assert.deepEqual(takeLowest(ranges, size), lowest);
      assert.deepEqual(takeHighest(ranges, size), highest);
    });
  }

  it('never takes more than there is', () => {
    assert.throws(() => takeLowest(ranges, 36), InvariantError);
    assert.throws(() => takeHighest(ranges, 36), InvariantError);
  });

  it('takes all of it from below and the rest from above', () => {
    fc.assert(
      fc.property(fc.nat(35), (size) => {
        const lowest = takeLowest(ranges, size);
        const highest = takeHighest(ranges, 35 - size);
        assert.equal(totalSize(lowest), size);
        assert.equal(totalSize(highest), 35 - size);
        const last = lowest.at(-1)?.until ?? 0;
        assert.ok(highest.every(({ from }) => from >= last));
      }),
    );
  });
});

describe('the parts in a state', () => {
  const position = movePosition(wholeIn('held'), {
    ranges: [{ from: 100, until: 200 }],
    from: 'held',
    into: 'due',
    to: 'payee',
  });

  it('are cut to the range that is asked for', () => {
    assert.deepEqual(partsIn(position, 'held', { from: 50, until: 250 }), [
      { from: 50, until: 100 },
      { from: 200, until: 250 },
    ]);
    assert.deepEqual(partsIn(position, 'due', { from: 0, until: 100 }), []);
  });

  it('share a state, or none', () => {
    assert.equal(commonState(position, [{ from: 120, until: 150 }]), 'due');
    assert.equal(commonState(position, [{ from: 0, until: 50 }, { from: 300, until: 301 }]), 'held');
    assert.equal(commonState(position, [{ from: 50, until: 150 }]), undefined);
    assert.equal(commonState(position, []), undefined);
  });
});
