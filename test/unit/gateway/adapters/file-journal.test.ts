import assert from 'node:assert/strict';
import { mkdtemp, readdir, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { mspSchema } from '@tranche/chaincode/domain';
import { FileJournal } from '@tranche/gateway/adapters/journal/file-journal';
import type { OpenTransaction } from '@tranche/gateway/core';
import { actorOf, commandId, silentLog } from '../support/gateway-under-test.js';

function transaction(digit: string, openedAt: number): OpenTransaction {
  const { participant, user } = actorOf('textiles.maker');
  return {
    txId: digit.repeat(64),
    commandId: commandId(`command-${digit}`),
    participant,
    user,
    type: 'attachEvidence',
    inputHash: 'f'.repeat(64),
    bytes: Buffer.from([0, 1, 255]),
    endorsedBy: [mspSchema.parse('BankMSP')],
    response: '{}',
    openedAt,
  };
}

describe('the journal', () => {
  let folder: string;

  beforeEach(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'journal-'));
  });

  afterEach(async () => {
    await rm(folder, { recursive: true, force: true });
  });

  it('gives back what was open after a start, oldest first', async () => {
    const journal = await FileJournal.in(folder, silentLog);
    await journal.open(transaction('b', 2));
    await journal.open(transaction('a', 1));
    const again = await FileJournal.in(folder, silentLog);
    assert.deepEqual(again.list(), [transaction('a', 1), transaction('b', 2)]);
  });

  it('forgets what was closed', async () => {
    const journal = await FileJournal.in(folder, silentLog);
    await journal.open(transaction('a', 1));
    await journal.close('a'.repeat(64));
    assert.deepEqual(journal.list(), []);
    assert.deepEqual((await FileJournal.in(folder, silentLog)).list(), []);
  });

  it('keeps its files to its own user', async () => {
    const journal = await FileJournal.in(folder, silentLog);
    await journal.open(transaction('a', 1));
    const [name = ''] = await readdir(folder);
    assert.equal((await stat(path.join(folder, name))).mode & 0o077, 0);
  });

  it('drops a file that a crash left half written', async () => {
    await writeFile(path.join(folder, `${'a'.repeat(64)}.open.json.partial`), '{"txId":');
    assert.deepEqual((await FileJournal.in(folder, silentLog)).list(), []);
    assert.deepEqual(await readdir(folder), []);
  });

  it('sets aside a file that it cannot read, and says so', async () => {
    const name = `${'a'.repeat(64)}.open.json`;
    await writeFile(path.join(folder, name), '{}');
    const errors: string[] = [];
    const log = { ...silentLog, error: (message: string) => errors.push(message) };
    assert.deepEqual((await FileJournal.in(folder, log)).list(), []);
    assert.deepEqual(await readdir(folder), [`${name}.broken`]);
    assert.equal(errors.length, 1);
  });
});
