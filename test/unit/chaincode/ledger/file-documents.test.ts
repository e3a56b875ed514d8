import assert from 'node:assert/strict';
import {
  MAX_DOCUMENT_BYTES,
  mspSchema,
  type ActingUser,
  type DomainError,
} from '@tranche/chaincode/domain';
import { canonicalize, DOCUMENTS_FIELD, hashOf, keys } from '@tranche/chaincode/ledger';
import { administratorOf, userOf } from '../../../support/cast.js';
import { MemoryConsortium, type CommandFields } from '../../../support/consortium.js';
import { caseDeal, saltOf } from '../domain/support/deal.js';
import { overwrite, rewriteRules, suspend } from '../domain/support/records.js';
import { Scene } from '../domain/support/scene.js';
import { callBy, simulate, type Recorded } from './support/recorded.js';

/** Most bytes of the documents of one filing. */
const MAX_FILING_BYTES = 512 * 1024;

const { commercial, technical, 'pay-to': payTo } = caseDeal().documents;
const { header } = commercial;
const usual = { kind: 'commercial', to: ['ExporterMSP', 'BuyerMSP', 'BankMSP', 'AuditorMSP'] };

interface Filing {
  readonly scene: Scene;
  readonly by?: ActingUser;
  readonly fields?: CommandFields;
  /** Bytes as they are, or documents. */
  readonly documents?: string | object;
}

/** Simulates a filing on a proposed case. */
function file({ scene, by, fields = usual, documents = commercial }: Filing): Promise<Recorded> {
  const { agreementId, consortium } = scene;
  const command = { type: 'fileDocument', commandId: 'filing', agreementId, ...fields };
  const text = typeof documents === 'string' ? documents : canonicalize(documents);
  const transient = new Map([[DOCUMENTS_FIELD, Buffer.from(text)]]);
  const call = callBy(by ?? userOf('textiles.maker'), command, { transient });
  return simulate(consortium.ledger, call, 'fileDocument');
}

/** Asserts how a filing is refused, and that the refusal tells nothing of what was filed. */
async function assertRefused(
  filing: Filing,
  code: DomainError['code'],
  params: DomainError['params'],
): Promise<void> {
  await assert.rejects(file(filing), { name: 'DomainError', code, params });
}

/** A document that is not as its schema says, and where. */
const malformed: readonly (readonly [name: string, documents: string | object, path: string])[] = [
  ['text that is no JSON', 'private text', 'documents'],
  ['no text', '', 'documents'],
  ['JSON that is deeper than any document', '['.repeat(100) + ']'.repeat(100), 'documents'],
  ['an array', '[]', 'documents'],
  ['null', 'null', 'documents'],
  ['a string', '"header"', 'documents'],
  ['no part', {}, 'documents'],
  ['a part whose name holds more than a name', { 'Account 50200012345678': 1 }, 'documents'],
  ['a part of a longer name than any', { ['a'.repeat(65)]: 1 }, 'documents'],
  ['a document of an unknown kind', { header: { kind: 'secret' } }, 'header.kind'],
  ['a document that is none', { header: 'private text' }, 'header'],
  ['a field of another type', { header: { ...header, decimals: '2' } }, 'header.decimals'],
  ['an unknown field', { header: { ...header, account: '1' } }, 'header'],
  ['a salt that is none', { payee: { ...payTo['payee'], salt: 'salt' } }, 'payee.salt'],
];

describe('a filing of private documents', () => {
  let scene: Scene;

  beforeEach(async () => {
    scene = await Scene.proposed();
  });

  it('writes the canonical text of each to each holder, and nothing public', async () => {
    const recorded = await file({ scene });
    assert.equal(recorded.puts.size, 0);
    assert.equal(recorded.policies.size, 0);
    assert.equal(recorded.answer.event, undefined);
    const written = [...recorded.privatePuts.values()];
    const expected = [...usual.to].sort().flatMap((msp) =>
      Object.keys(commercial)
        .sort()
        .map((part) => {
          const place = { kind: 'commercial', part, termsVersion: 1 } as const;
          const key = keys.document(scene.agreementId, place);
          return { msp, key, value: Buffer.from(canonicalize(commercial[part])) };
        }),
    );
    assert.deepEqual(written, expected);
  });

  it('answers that it was done, and nothing of the documents', async () => {
    const { answer } = await file({ scene });
    const { agreementId } = scene;
    const { txId, at } = callBy(userOf('textiles.maker'), {});
    const expected = { replayed: false, txId, at, agreementId, events: [] };
    assert.deepEqual(JSON.parse(answer.response), expected);
  });

  it('writes the same again when it is sent again', async () => {
    assert.deepEqual(await file({ scene }), await file({ scene }));
  });

  it('writes once to a holder who is named twice', async () => {
    const once = await file({ scene, fields: { ...usual, to: ['BankMSP'] } });
    const twice = await file({ scene, fields: { ...usual, to: ['BankMSP', 'BankMSP'] } });
    assert.deepEqual([...twice.privatePuts], [...once.privatePuts]);
    assert.equal(once.privatePuts.size, 4);
  });

  it('writes the same in whatever order holders and documents come', async () => {
    const to = [...usual.to].reverse();
    const documents = JSON.stringify(Object.fromEntries(Object.entries(commercial).reverse()));
    const other = await file({ scene, fields: { ...usual, to }, documents });
    assert.deepEqual([...other.privatePuts], [...(await file({ scene })).privatePuts]);
  });

  it('keeps a security under its own hash', async () => {
    const document = {
      kind: 'security',
      salt: saltOf('security'),
      form: 'escrow-deposit',
      number: 'E-1',
      currency: 'EUR',
      amountMinor: '1',
      expiry: 1,
    };
    const part = hashOf(document);
    const by = userOf('trade-bank.maker');
    const fields = { kind: 'security', to: ['BankMSP'] };
    const recorded = await file({ scene, by, fields, documents: { [part]: document } });
    const place = { kind: 'security', part, termsVersion: 1 } as const;
    const [written] = [...recorded.privatePuts.values()];
    assert.equal(written?.key, keys.document(scene.agreementId, place));
  });

  it('is refused without documents', async () => {
    const { agreementId, consortium } = scene;
    const command = { type: 'fileDocument', commandId: 'filing', agreementId, ...usual };
    const call = callBy(userOf('textiles.maker'), command);
    const params = { path: 'documents', problem: 'is missing' };
    const work = simulate(consortium.ledger, call, 'fileDocument');
    await assert.rejects(work, { code: 'DOCUMENT_MALFORMED', params });
  });

  for (const [name, documents, path] of malformed) {
    it(`is refused with ${name}, by the place and never the value`, async () => {
      await assert.rejects(file({ scene, documents }), (error: DomainError) => {
        assert.equal(error.code, 'DOCUMENT_MALFORMED');
        assert.equal(error.params['path'], path);
        assert.doesNotMatch(canonicalize(error.params), /50200012345678|private text/);
        return true;
      });
    });
  }

  it('may have the most bytes together, and not one more', async () => {
    const padded = (bytes: number): string => canonicalize(commercial).padEnd(bytes, ' ');
    assert.equal((await file({ scene, documents: padded(MAX_FILING_BYTES) })).privatePuts.size, 16);
    const params = { max: MAX_FILING_BYTES };
    const documents = padded(MAX_FILING_BYTES + 1);
    await assertRefused({ scene, documents }, 'DOCUMENT_TOO_LARGE', params);
  });

  it('may hold a document of the most bytes, and none of one more', async () => {
    const unitPrices = Array<string>(50).fill('a');
    const empty = { ...commercial['order'], unitPrices };
    const long = (bytes: number): object => {
      let missing = bytes - canonicalize(empty).length;
      const prices = unitPrices.map((price) => {
        const more = Math.min(missing, 255);
        missing -= more;
        return price + 'a'.repeat(more);
      });
      return { order: { ...empty, unitPrices: prices } };
    };
    const max = MAX_DOCUMENT_BYTES;
    const most = { scene, documents: long(max) };
    await assertRefused(most, 'DOCUMENT_PARTS_INCOMPLETE', { part: 'header' });
    await assertRefused({ scene, documents: long(max + 1) }, 'DOCUMENT_TOO_LARGE', { max });
  });

  it('is refused under terms that are not on record', async () => {
    const { consortium, agreementId } = scene;
    const agreement = { ...scene.agreement(), termsVersion: 2 };
    await overwrite(consortium, keys.agreement(agreementId), agreement);
    await assertRefused({ scene }, 'AGREEMENT_NOT_FOUND', { id: agreementId });
  });

  it('is refused under rules that this code does not know', async () => {
    await rewriteRules(scene.consortium, { version: 2 });
    await assertRefused({ scene }, 'RULES_VERSION_UNKNOWN', { version: 2 });
  });

  it('is taken from a suspended member, as what runs may need it', async () => {
    await suspend(scene.consortium, 'ExporterMSP');
    assert.ok((await file({ scene })).privatePuts.size > 0);
  });

  it('is refused on a ledger without a consortium', async () => {
    const { ledger } = MemoryConsortium.empty();
    const fields = { type: 'fileDocument', commandId: 'filing', agreementId: scene.agreementId };
    const transient = new Map([[DOCUMENTS_FIELD, Buffer.from(canonicalize(technical))]]);
    const command = { ...fields, ...usual, kind: 'technical' };
    const call = callBy(userOf('textiles.maker'), command, { transient });
    const work = simulate(ledger, call, 'fileDocument');
    await assert.rejects(work, { code: 'CONSORTIUM_NOT_BOOTSTRAPPED' });
  });

  const stranger = mspSchema.parse('OtherMSP');
  const { msp: buyerMsp } = userOf('retail.maker');
  const maker = userOf('textiles.maker');
  const callers: readonly (readonly [name: string, by: ActingUser, code: DomainError['code']])[] = [
    ['an administrator', administratorOf('ExporterMSP'), 'CALLER_UNKNOWN'],
    ['a checker', userOf('textiles.checker'), 'ROLE_MISSING'],
    ['an auditor', { ...userOf('audit.auditor'), roles: ['maker'] }, 'PARTY_NOT_PERMITTED'],
    ['an inspector', userOf('quality.maker'), 'PARTY_NOT_PERMITTED'],
    ['a member that nobody knows', { ...maker, msp: stranger }, 'MEMBER_NOT_ACTIVE'],
    ['a user of no participant', withoutParticipant(maker), 'CALLER_UNKNOWN'],
    ['a participant of another member', { ...maker, msp: buyerMsp }, 'PARTICIPANT_NOT_HOSTED'],
  ];
  for (const [name, by, code] of callers) {
    it(`is refused for ${name}`, async () => {
      await assert.rejects(file({ scene, by }), { code });
    });
  }
});

function withoutParticipant({ participant: _participant, ...user }: ActingUser): ActingUser {
  return user;
}
