import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import {
  agreementIdSchema,
  base32OfHash,
  commandIdSchema,
  limits,
  localIdSchema,
  mspOf,
  mspSchema,
  numberSchema,
  orderIdSchema,
  participantIdSchema,
  sha256Schema,
  text,
  utf8Length,
} from '@tranche/chaincode/domain';
import fc from 'fast-check';

const LONE_HIGH = '\ud83d';
const LONE_LOW = '\ude00';

describe('the length in UTF-8', () => {
  const rows: readonly (readonly [value: string, bytes: number])[] = [
    ['', 0],
    ['\u007f', 1],
    ['\u0080', 2],
    ['\u07ff', 2],
    ['\u0800', 3],
    ['\uffff', 3],
    ['\u{10000}', 4],
    ['\u{10ffff}', 4],
    ['aé€😀', 10],
    [LONE_HIGH, -1],
    [LONE_LOW, -1],
    [`a${LONE_LOW}${LONE_HIGH}b`, -1],
  ];
  for (const [value, bytes] of rows) {
    it(`of ${JSON.stringify(value)} is ${String(bytes)}`, () => {
      assert.equal(utf8Length(value), bytes);
    });
  }

  it('is what an encoder writes', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (value) => {
        assert.equal(utf8Length(value), new TextEncoder().encode(value).length);
      }),
    );
  });
});

describe('free text', () => {
  const max = 8;
  const rows: readonly (readonly [rule: string, value: unknown, accepted: boolean])[] = [
    ['is not empty', '', false],
    ['has up to its limit of bytes', 'a'.repeat(max), true],
    ['has no byte more', 'a'.repeat(max + 1), false],
    ['counts two bytes for an accented letter', 'é'.repeat(max / 2), true],
    ['has no accented letter more', `${'é'.repeat(max / 2)}a`, false],
    ['counts four bytes for an emoji', '😀😀', true],
    ['has no emoji more', '😀😀😀', false],
    ['is in normal form C', '\u00e9', true],
    ['is in no other form', 'e\u0301', false],
    ['has no lone high surrogate', `a${LONE_HIGH}`, false],
    ['has no lone low surrogate', `${LONE_LOW}a`, false],
    ['has no line feed', 'a\nb', false],
    ['has no NUL', '\u0000', false],
    ['has no last C0 control character', '\u001f', false],
    ['has spaces', ' a b', true],
    ['has no DEL', '\u007f', false],
    ['has no first C1 control character', '\u0080', false],
    ['has no last C1 control character', '\u009f', false],
    ['has a no-break space', '\u00a0', true],
    ['has any script', 'मुंबई'.slice(0, 2), true],
    ['is text', 7, false],
  ];
  for (const [rule, value, accepted] of rows) {
    it(rule, () => {
      assert.equal(text(max).safeParse(value).success, accepted);
    });
  }

  it('has 256 bytes unless a field says otherwise', () => {
    assert.ok(text().safeParse('a'.repeat(limits.textBytes)).success);
    assert.ok(!text().safeParse('a'.repeat(limits.textBytes + 1)).success);
  });
});

describe('an id', () => {
  const local = 'a'.repeat(32);
  const msp = `M${'a'.repeat(63)}`;
  const rows: readonly (readonly [
    rule: string,
    schema: { readonly safeParse: (value: unknown) => { readonly success: boolean } },
    valid: readonly unknown[],
    invalid: readonly unknown[],
  ])[] = [
    [
      'of a command is 1 to 64 letters, digits, dots, dashes and underscores',
      commandIdSchema,
      ['a', '0', `A${'._-9'.repeat(15)}abc`],
      ['', '-a', '.a', 'a'.repeat(limits.idLength + 1), 'a b', 'a/b', 'é', 7],
    ],
    [
      'of a member is an MSP id',
      mspSchema,
      ['BankMSP', 'Org1.example-com', msp],
      ['', '1MSP', `${msp}a`, 'Bank MSP', 'Bank:MSP'],
    ],
    [
      'of a participant is that of its member and a local one',
      participantIdSchema,
      ['BankMSP:trade-bank', `${msp}:${local}`],
      ['BankMSP', ':trade-bank', 'BankMSP:', 'BankMSP:Trade', `BankMSP:${local}a`, `${msp}a:a`],
    ],
    [
      'inside a record is 1 to 32 lower-case letters, digits and dashes',
      localIdSchema,
      ['a', '9-a', local],
      ['', '-a', 'A', `${local}a`, 'a_b', 'a\n'],
    ],
    [
      'of an agreement is A and 30 base32 characters',
      agreementIdSchema,
      [`A${'Z2'.repeat(15)}`],
      [`T${'Z2'.repeat(15)}`, `A${'Z2'.repeat(14)}Z`, `A${'Z1'.repeat(15)}`, `A${'Z2'.repeat(15)}A`],
    ],
    [
      'of an order is T and 30 base32 characters, so that an EndToEndId has room for an attempt',
      orderIdSchema,
      [`T${'A7'.repeat(15)}`],
      [`A${'A7'.repeat(15)}`, `T${'a7'.repeat(15)}`, `T${'A8'.repeat(15)}`],
    ],
    [
      'of a file is a SHA-256 in lower-case hexadecimal',
      sha256Schema,
      ['0af'.repeat(21) + '9'],
      ['0AF'.repeat(21) + '9', '0af'.repeat(21), '0af'.repeat(22), 'g'.repeat(64)],
    ],
    [
      'of a thing in a milestone is a number from 1',
      numberSchema,
      [1, 9999],
      [0, 10_000, 1.5, '1', Number.NaN],
    ],
  ];
  for (const [rule, schema, valid, invalid] of rows) {
    it(rule, () => {
      for (const value of valid) assert.ok(schema.safeParse(value).success, String(value));
      for (const value of invalid) assert.ok(!schema.safeParse(value).success, String(value));
    });
  }

  it('of a participant names the member that hosts it', () => {
    assert.equal(mspOf(participantIdSchema.parse('BankMSP:trade-bank')), 'BankMSP');
  });
});

describe('base32 of a hash', () => {
  const hash = sha256Schema.parse(createHash('sha256').update('').digest('hex'));

  it('starts with the first bits', () => {
    assert.equal(base32OfHash(hash, 30), '4OYMIQUY7QOBJGX36TEJS35ZEQT24Q');
    assert.equal(base32OfHash(hash, 1), '4');
    assert.equal(base32OfHash(hash, 0), '');
  });

  it('holds five bits a character', () => {
    const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 32, maxLength: 32 }), (bytes) => {
        const hex = Buffer.from(bytes).toString('hex');
        const bits = [...bytes].map((byte) => byte.toString(2).padStart(8, '0')).join('');
        const found = base32OfHash(sha256Schema.parse(hex), 51);
        const expected = [...found].map((_, index) => {
          return alphabet.charAt(parseInt(bits.slice(5 * index, 5 * index + 5), 2));
        });
        assert.equal(found, expected.join(''));
      }),
    );
  });
});
