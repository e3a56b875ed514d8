import assert from 'node:assert/strict';
import { InvariantError, limits } from '@tranche/chaincode/domain';
import {
  canonicalize,
  decode,
  encode,
  hashOf,
  parseBounded,
  sha256,
} from '@tranche/chaincode/ledger';
import fc from 'fast-check';

class Amount {
  readonly minor = 1;
}

const texts: readonly (readonly [value: unknown, text: string])[] = [
  [null, 'null'],
  [true, 'true'],
  [false, 'false'],
  [0, '0'],
  [-0, '0'],
  [Number.MAX_SAFE_INTEGER, '9007199254740991'],
  [Number.MIN_SAFE_INTEGER, '-9007199254740991'],
  ['', '""'],
  ['"\\\n\u0000', '"\\"\\\\\\n\\u0000"'],
  ['Zürich €', '"Zürich €"'],
  ['\ud800', '"\\ud800"'],
  [[], '[]'],
  [[1, [2], {}], '[1,[2],{}]'],
  [{ b: 1, a: 2 }, '{"a":2,"b":1}'],
  [{ b: { d: 1, c: 2 }, a: [] }, '{"a":[],"b":{"c":2,"d":1}}'],
  [{ '10': 1, '9': 2, Z: 3, a: 4, é: 5 }, '{"10":1,"9":2,"Z":3,"a":4,"é":5}'],
  [JSON.parse('{"__proto__":1}'), '{"__proto__":1}'],
  [Object.assign(Object.create(null) as object, { a: 1 }), '{"a":1}'],
];

const refused: readonly (readonly [name: string, value: unknown])[] = [
  ['a fraction', 0.5],
  ['a number that is none', NaN],
  ['infinity', Infinity],
  ['an integer beyond the safe ones', 2 ** 53],
  ['nothing', undefined],
  ['a big integer', 1n],
  ['a function', (): number => 1],
  ['a symbol', Symbol('a')],
  ['a date', new Date(0)],
  ['a map', new Map()],
  ['bytes', new Uint8Array(1)],
  ['an instance of a class', new Amount()],
  ['an array with a hole', Array(1)],
];

const json = fc.letrec<{ value: unknown }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 4 },
    fc.constantFrom(null, true, false),
    fc.maxSafeInteger().map((value) => (value === 0 ? 0 : value)),
    fc.string({ unit: 'binary' }),
    fc.array(tie('value'), { maxLength: 4 }),
    fc.dictionary(fc.string({ unit: 'grapheme' }), tie('value'), {
      maxKeys: 4,
      noNullPrototype: true,
    }),
  ),
})).value;

/** The same value with every object's keys in the opposite order. */
function reversed(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(reversed);
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).reverse();
  return Object.fromEntries(entries.map(([key, item]) => [key, reversed(item)]));
}

/** A text whose innermost array is `depth` deep. */
function nested(depth: number): string {
  return '['.repeat(depth) + ']'.repeat(depth);
}

describe('the canonical text of a value', () => {
  for (const [value, text] of texts) {
    it(`is ${text}`, () => {
      assert.equal(canonicalize(value), text);
    });
  }

  for (const [name, value] of refused) {
    it(`does not exist for ${name}, wherever it stands`, () => {
      for (const holder of [value, [value], { a: value }, { a: [{ b: value }] }]) {
        assert.throws(() => canonicalize(holder), InvariantError);
      }
    });
  }

  it('reads back as the value', () => {
    fc.assert(
      fc.property(json, (value) => {
        assert.deepEqual(JSON.parse(canonicalize(value)), value);
        assert.deepEqual(decode(encode(value)), value);
      }),
    );
  });

  it('does not depend on the order of keys, nor does the hash', () => {
    fc.assert(
      fc.property(json, (value) => {
        assert.equal(canonicalize(reversed(value)), canonicalize(value));
        assert.equal(hashOf(reversed(value)), hashOf(value));
      }),
    );
  });

  it('is UTF-8 on record', () => {
    assert.deepEqual([...encode('é')], [0x22, 0xc3, 0xa9, 0x22]);
  });
});

describe('hashes', () => {
  it('are SHA-256 in lower-case hexadecimal, of text as of its bytes', () => {
    const abc = 'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad';
    assert.equal(sha256('abc'), abc);
    assert.equal(sha256(Buffer.from('abc')), abc);
  });

  it('of a value are those of its canonical text', () => {
    assert.equal(hashOf({ b: 1, a: 2 }), sha256('{"a":2,"b":1}'));
  });
});

describe('the text of a command', () => {
  const tooDeep = {
    code: 'COMMAND_MALFORMED',
    params: { path: '$', problem: 'not well-formed or too deep' },
  };

  it('is read at its most bytes and refused at one more', () => {
    const text = `"${'a'.repeat(limits.commandBytes - 2)}"`;
    assert.equal(parseBounded(text), 'a'.repeat(limits.commandBytes - 2));
    assert.throws(() => parseBounded(`${text} `), {
      code: 'COMMAND_TOO_LARGE',
      params: { bytes: limits.commandBytes + 1, max: limits.commandBytes },
    });
  });

  it('is measured in bytes, not in characters', () => {
    assert.equal(parseBounded('"é"', 4), 'é');
    assert.throws(() => parseBounded('"é"', 3), { code: 'COMMAND_TOO_LARGE' });
  });

  it('is read at its greatest depth and refused at one more', () => {
    assert.doesNotThrow(() => parseBounded(nested(limits.jsonDepth)));
    assert.throws(() => parseBounded(nested(limits.jsonDepth + 1)), tooDeep);
    assert.throws(() => parseBounded('{"a":'.repeat(limits.jsonDepth + 1)), tooDeep);
  });

  it('may hold any number of brackets in its strings', () => {
    const brackets = '[{'.repeat(limits.jsonDepth);
    assert.equal(parseBounded(JSON.stringify(brackets)), brackets);
    assert.equal(parseBounded(JSON.stringify(`"${brackets}`)), `"${brackets}`);
    assert.equal(parseBounded(JSON.stringify(`\\${brackets}`)), `\\${brackets}`);
  });

  it('is refused with half a character', () => {
    assert.throws(() => parseBounded('"\ud800"'), tooDeep);
  });

  for (const text of ['', 'x', '{', '{"a":1,}', '1 2', '"']) {
    it(`is refused as ${JSON.stringify(text)}`, () => {
      const params = { path: '$', problem: 'not JSON' };
      assert.throws(() => parseBounded(text), { code: 'COMMAND_MALFORMED', params });
    });
  }
});
