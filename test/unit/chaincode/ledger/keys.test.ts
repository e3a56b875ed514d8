import assert from 'node:assert/strict';
import {
  agreementIdSchema,
  milestoneIdSchema,
  mspSchema,
  participantIdSchema,
} from '@tranche/chaincode/domain';
import { collectionOf, keys, splitKey } from '@tranche/chaincode/ledger';
import fc from 'fast-check';

const agreement = agreementIdSchema.parse(`A${'B'.repeat(30)}`);
const milestone = milestoneIdSchema.parse('order');
const bank = mspSchema.parse('BankMSP');
const participant = participantIdSchema.parse('BankMSP:trade-bank');
const header = { kind: 'commercial', part: 'header', termsVersion: 1 } as const;

const golden: readonly (readonly [key: string, parts: readonly string[]])[] = [
  [keys.rules(), ['rules']],
  [keys.parameters(), ['parameters']],
  [keys.member(bank), ['member', 'BankMSP']],
  [keys.participant(participant), ['participant', 'BankMSP:trade-bank']],
  [keys.proposal('founding'), ['proposal', 'founding']],
  [keys.terms(agreement, 1), ['terms', agreement, '0001']],
  [keys.terms(agreement, 9999), ['terms', agreement, '9999']],
  [keys.agreement(agreement), ['agreement', agreement]],
  [keys.milestone(agreement, milestone), ['milestone', agreement, 'order']],
  [keys.document(agreement, header), ['document', agreement, 'commercial', 'header', '0001']],
];

const agreementIds = fc.stringMatching(/^A[A-Z2-7]{30}$/).map((id) => agreementIdSchema.parse(id));
const milestoneIds = fc
  .stringMatching(/^[a-z0-9][a-z0-9-]{0,31}$/)
  .map((id) => milestoneIdSchema.parse(id));
const versions = fc.integer({ min: 1, max: 9999 });
const kinds = fc.constantFrom('commercial', 'technical', 'pay-to', 'security', 'settlement');

/** Any place on the ledger: its type and ids, and the key. */
const places = fc.oneof(
  fc.constant([['rules'], keys.rules()] as const),
  agreementIds.map((id) => [['agreement', id], keys.agreement(id)] as const),
  fc
    .tuple(agreementIds, milestoneIds)
    .map(([id, own]) => [['milestone', id, own], keys.milestone(id, own)] as const),
  fc
    .tuple(agreementIds, versions)
    .map(([id, version]) => [['terms', id, version], keys.terms(id, version)] as const),
  fc
    .tuple(agreementIds, kinds, milestoneIds, versions)
    .map(([id, kind, part, termsVersion]) => [
      ['document', id, kind, part, termsVersion] as const,
      keys.document(id, { kind, part, termsVersion }),
    ]),
);

describe('the keys of the ledger', () => {
  for (const [key, parts] of golden) {
    it(`are composite, as Fabric builds them, for ${parts.join(' ')}`, () => {
      assert.equal(key, `\u0000${parts.join('\u0000')}\u0000`);
      assert.deepEqual(splitKey(key), parts);
    });
  }

  it('differ wherever the records differ', () => {
    fc.assert(
      fc.property(places, places, ([one, oneKey], [other, otherKey]) => {
        const isSame = JSON.stringify(one) === JSON.stringify(other);
        assert.equal(oneKey === otherKey, isSame);
      }),
    );
  });

  it('sort as the versions of the terms do', () => {
    fc.assert(
      fc.property(versions, versions, (one, other) => {
        const isBefore = keys.terms(agreement, one) < keys.terms(agreement, other);
        assert.equal(isBefore, one < other);
      }),
    );
  });

  it('name the implicit collection of a member', () => {
    assert.equal(collectionOf(bank), '_implicit_org_BankMSP');
  });
});
