import assert from 'node:assert/strict';
import { agreementIdSchema, sha256Schema } from '@tranche/chaincode/domain';
import { encode, sha256 } from '@tranche/chaincode/ledger';
import { EventSchemas } from '../../../support/event-schemas.js';

const agreementId = agreementIdSchema.parse(`A${'A'.repeat(30)}`);

function referencesIn(value: unknown): readonly string[] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, each]) =>
    key === '$ref' && typeof each === 'string' ? [each] : referencesIn(each),
  );
}

describe('the published schema of', () => {
  const schemas = new EventSchemas();

  for (const type of schemas.types) {
    it(`${type} is of draft 2020-12, under its own name, and refers to what it defines`, () => {
      const schema = schemas.schemaOf(type);
      assert.equal(schema.$schema, 'https://json-schema.org/draft/2020-12/schema');
      assert.equal(schema.$id, `${type}.json`);
      const defined = Object.keys(schema.$defs ?? {}).map((name) => `#/$defs/${name}`);
      for (const reference of referencesIn(schema)) assert.ok(defined.includes(reference));
    });
  }

  it('the chaincode event refers to the short form of every event', () => {
    const expected = schemas.types.map((type) => `${type}.json#/$defs/short`);
    const found = referencesIn(schemas.schemaOf('tranche.v1')).filter((each) => /^\w/.test(each));
    assert.deepEqual([...found].sort(), expected.sort());
  });

  it('an event takes what the rules record', () => {
    const asOf = '2026-03-02';
    const document = sha256Schema.parse(sha256('statement'));
    schemas.checkEvent({ type: 'BalanceAttested', agreementId, document, asOf } as never);
  });

  for (const [what, change] of [
    ['without a field', { document: undefined }],
    ['with a field that it has not', { amountMinor: '1' }],
    ['with an id of another form', { agreementId: 'A1' }],
    ['with a number for a text', { asOf: 20_260_302 }],
  ] as const) {
    it(`an event refuses one ${what}`, () => {
      const event = { type: 'BalanceAttested', agreementId, document: sha256('x'), asOf: 'today' };
      const changed = JSON.parse(JSON.stringify({ ...event, ...change })) as typeof event;
      assert.throws(() => {
        schemas.checkEvent(changed);
      }, /BalanceAttested/);
    });
  }

  it('the chaincode event refuses events that say more than their short form', () => {
    const actor = { msp: 'BankMSP', participant: null, user: 'trade-bank.maker' };
    const payload = { v: 1, rules: 1, commandId: 'c', actor, at: 1 };
    const event = { type: 'BalanceAttested', agreementId };
    schemas.checkPayload(encode({ ...payload, events: [event] }));
    assert.throws(() => {
      schemas.checkPayload(encode({ ...payload, events: [{ ...event, asOf: 'today' }] }));
    }, /in short/);
    assert.throws(() => {
      schemas.checkPayload(encode({ ...payload, v: 2, events: [] }));
    }, /tranche\.v1/);
  });
});
