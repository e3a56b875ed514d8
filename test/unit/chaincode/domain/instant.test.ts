import assert from 'node:assert/strict';
import {
  firstInstant,
  hasPassed,
  instantSchema,
  latest,
  plus,
  productionParameters,
  type Instant,
} from '@tranche/chaincode/domain';

const END_OF_TIME = 8_640_000_000_000_000;
const instant = (millis: number): Instant => instantSchema.parse(millis);

describe('an instant', () => {
  const rows: readonly (readonly [rule: string, value: unknown, accepted: boolean])[] = [
    ['is the epoch at the earliest', 0, true],
    ['is never before the epoch', -1, false],
    ['is the end of time at the latest', END_OF_TIME, true],
    ['is never after the end of time', END_OF_TIME + 1, false],
    ['has whole milliseconds', 0.5, false],
    ['is a number', '0', false],
    ['is a number that exists', Number.NaN, false],
  ];
  for (const [rule, value, accepted] of rows) {
    it(rule, () => {
      assert.equal(instantSchema.safeParse(value).success, accepted);
    });
  }

  it('moves by milliseconds, up to the end of time', () => {
    assert.equal(plus(instant(5), 7), 12);
    assert.equal(plus(instant(END_OF_TIME - 1), 1), END_OF_TIME);
    assert.equal(plus(instant(END_OF_TIME), 1), END_OF_TIME);
  });

  it('is the latest of several', () => {
    assert.equal(latest(instant(5)), 5);
    assert.equal(latest(instant(5), instant(9), instant(7)), 9);
  });

  it('is the first of those that exist', () => {
    assert.equal(firstInstant([]), undefined);
    assert.equal(firstInstant([undefined]), undefined);
    assert.equal(firstInstant([instant(9), undefined, instant(5), instant(7)]), 5);
  });
});

describe('a deadline', () => {
  const { toleranceMillis } = productionParameters;
  const deadline = instant(1_000_000);
  const rows: readonly (readonly [rule: string, at: number, passed: boolean])[] = [
    ['has not passed at its instant', deadline, false],
    ['has not passed within the tolerance', deadline + toleranceMillis - 1, false],
    ['has passed at the end of the tolerance', deadline + toleranceMillis, true],
  ];
  for (const [rule, at, passed] of rows) {
    it(rule, () => {
      assert.equal(hasPassed(deadline, instant(at), productionParameters), passed);
    });
  }

  it('at the end of time has passed only then', () => {
    const end = instant(END_OF_TIME);
    assert.equal(hasPassed(end, instant(END_OF_TIME - 1), productionParameters), false);
    assert.equal(hasPassed(end, end, productionParameters), true);
  });
});
