import { limits, MAX_DOCUMENT_BYTES } from '@tranche/chaincode/domain';
import { DOCUMENTS_FIELD, transact } from '@tranche/chaincode/ledger';
import { userOf } from '../../../../support/cast.js';
import { txIdOf } from '../../../../support/memory-ledger.js';
import { caseDeal } from '../support/deal.js';
import { Scene } from '../support/scene.js';
import type { Refusal } from './refusal.js';

/** Files technical documents of the case, as the transient field carries them. */
async function fileRaw(transient: ReadonlyMap<string, Uint8Array>): Promise<unknown> {
  const scene = await Scene.proposed();
  const { agreementId, consortium } = scene;
  const command = { commandId: 'filing', agreementId, kind: 'technical', to: ['BankMSP'] };
  const input = JSON.stringify({ type: 'fileDocument', ...command });
  const actor = userOf('textiles.maker');
  const call = { actor, at: consortium.now(), txId: txIdOf(1), input, transient };
  return transact(consortium.ledger.simulate(), 'fileDocument', call);
}

function fileText(text: string): Promise<unknown> {
  return fileRaw(new Map([[DOCUMENTS_FIELD, Buffer.from(text)]]));
}

async function advanceWith(fields: object): Promise<unknown> {
  const scene = await Scene.active();
  return scene.send('textiles.maker', 'advanceMilestone', { milestoneId: 'order', ...fields });
}

async function submitText(input: string): Promise<unknown> {
  const { consortium } = await Scene.active();
  const actor = userOf('textiles.maker');
  const transient = new Map<string, Uint8Array>();
  const call = { actor, at: consortium.now(), txId: txIdOf(1), input, transient };
  return transact(consortium.ledger.simulate(), 'advanceMilestone', call);
}

const technical = caseDeal().documents.technical['order'];

/** Refusals of what cannot be read. */
export const inputRefusals: readonly Refusal[] = [
  {
    code: 'COMMAND_MALFORMED',
    when: 'a command has a field that it does not know',
    params: { path: '$', problem: 'Unrecognized key: "more"' },
    provoke: () => advanceWith({ more: 1 }),
  },
  {
    code: 'COMMAND_MALFORMED',
    when: 'a command lacks a field',
    provoke: () => submitText('{"type":"advanceMilestone"}'),
  },
  {
    code: 'COMMAND_MALFORMED',
    when: 'a command is of another type than its transaction',
    provoke: () => submitText('{"type":"presentMilestone"}'),
  },
  { code: 'COMMAND_MALFORMED', when: 'a command is no JSON', provoke: () => submitText('{') },
  { code: 'COMMAND_MALFORMED', when: 'a command is no object', provoke: () => submitText('[]') },
  {
    code: 'COMMAND_MALFORMED',
    when: 'a command is nested too deep',
    provoke: () => submitText('['.repeat(limits.jsonDepth + 1) + ']'.repeat(limits.jsonDepth + 1)),
  },
  {
    code: 'COMMAND_MALFORMED',
    when: 'a command holds a lone surrogate',
    provoke: () => submitText('{"type":"\ud800"}'),
  },
  {
    code: 'COMMAND_TOO_LARGE',
    when: 'a command has a byte more than its limit',
    params: { bytes: limits.commandBytes + 1, max: limits.commandBytes },
    provoke: () => submitText(`"${'a'.repeat(limits.commandBytes - 1)}"`),
  },
  {
    code: 'COMMAND_MALFORMED',
    when: 'a command of as many bytes as its limit is no command',
    provoke: () => submitText(`"${'a'.repeat(limits.commandBytes - 2)}"`),
  },
  {
    code: 'DOCUMENT_MALFORMED',
    when: 'a filing carries no documents',
    params: { path: 'documents', problem: 'is missing' },
    provoke: () => fileRaw(new Map()),
  },
  {
    code: 'DOCUMENT_MALFORMED',
    when: 'the documents are no JSON',
    params: { path: 'documents', problem: 'is no JSON' },
    provoke: () => fileText('{'),
  },
  {
    code: 'DOCUMENT_MALFORMED',
    when: 'the documents are a list',
    params: { path: 'documents', problem: 'is no object' },
    provoke: () => fileText('[]'),
  },
  {
    code: 'DOCUMENT_MALFORMED',
    when: 'the documents are nothing',
    params: { path: 'documents', problem: 'is no object' },
    provoke: () => fileText('null'),
  },
  {
    code: 'DOCUMENT_MALFORMED',
    when: 'there is no document',
    params: { path: 'documents', problem: 'is empty' },
    provoke: () => fileText('{}'),
  },
  {
    code: 'DOCUMENT_MALFORMED',
    when: 'a document is not as its schema says, without telling its value',
    params: { path: 'order.quantity', problem: 'is not as the schema says' },
    provoke: () => fileText(JSON.stringify({ order: { ...technical, quantity: '' } })),
  },
  {
    code: 'DOCUMENT_TOO_LARGE',
    when: 'a document is larger than its share of a filing',
    params: { max: MAX_DOCUMENT_BYTES },
    provoke: () => {
      const long = 'a'.repeat(1024);
      const texts = { specification: long, acceptanceCriteria: long, exclusions: long };
      const document = { ...technical, ...texts, quantity: 'a'.repeat(256) };
      return fileText(JSON.stringify({ order: document }));
    },
  },
  {
    code: 'DOCUMENT_TOO_LARGE',
    when: 'all documents together are larger than a filing may be',
    provoke: () => fileText(`"${'a'.repeat(512 * 1024)}"`),
  },
];
