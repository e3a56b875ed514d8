import assert from 'node:assert/strict';
import { isValidLei } from '@tranche/chaincode/domain';
import fc from 'fast-check';

/** The remainder of a number too long for a number, digit by digit. */
function remainder(digits: string, modulus: number): number {
  return Array.from(digits).reduce((rest, digit) => (rest * 10 + Number(digit)) % modulus, 0);
}

function withCheckDigits(body: string): string {
  const digits = Array.from(`${body}00`, (character) => parseInt(character, 36)).join('');
  return `${body}${String(98 - remainder(digits, 97)).padStart(2, '0')}`;
}

describe('a Legal Entity Identifier', () => {
  const rows: readonly (readonly [rule: string, lei: string, valid: boolean])[] = [
    ['has the check digits of ISO 17442', '506700GE1G29325QX363', true],
    ['has no other check digits', '506700GE1G29325QX364', false],
    ['has no two digits exchanged', '506700GE1G29352QX363', false],
    ['has no letter exchanged for another', '506700GF1G29325QX363', false],
    ['is not empty', '', false],
    ['has no lower-case letters', '506700ge1g29325qx363', false],
    ['has no spaces', '506700GE1G29325QX3 3', false],
  ];
  for (const [rule, lei, valid] of rows) {
    it(rule, () => {
      assert.equal(isValidLei(lei), valid);
    });
  }

  const digits = Array.from('0123456789');
  const letters = Array.from('ABCDEFGHIJKLMNOPQRSTUVWXYZ');
  const characters = [...digits, ...letters];
  const body = fc.string({
    unit: fc.constantFrom(...characters),
    minLength: 18,
    maxLength: 18,
  });

  it('has one pair of check digits', () => {
    fc.assert(
      fc.property(body, (before) => {
        assert.ok(isValidLei(withCheckDigits(before)));
      }),
    );
  });

  // A digit in the place of a letter shifts the rest: MOD 97-10 promises nothing for that.
  it('shows any one digit exchanged for a digit, and any one letter for a letter', () => {
    fc.assert(
      fc.property(body, fc.nat(17), fc.nat(characters.length - 2), (before, index, other) => {
        const lei = withCheckDigits(before);
        const held = lei.charAt(index);
        const sameKind = digits.includes(held) ? digits : letters;
        const others = sameKind.filter((character) => character !== held);
        const changed = others[other % others.length] ?? '';
        assert.ok(!isValidLei(lei.slice(0, index) + changed + lei.slice(index + 1)));
      }),
    );
  });
});
