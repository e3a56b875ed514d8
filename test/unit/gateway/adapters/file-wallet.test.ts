import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { FileWallet } from '@tranche/gateway/adapters/wallet/file-wallet';
import { TestClock } from '../support/gateway-under-test.js';

describe('the file wallet', () => {
  let folder: string;

  beforeEach(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'wallet-'));
    const entry = {
      credentials: { certificate: 'certificate', privateKey: 'key' },
      mspId: 'BankMSP',
      type: 'X.509',
      version: 1,
    };
    await writeFile(path.join(folder, 'trade-bank.maker.id'), JSON.stringify(entry));
  });

  afterEach(async () => {
    await rm(folder, { recursive: true, force: true });
  });

  it('gives the identity of a user', async () => {
    const wallet = await FileWallet.in(folder, new TestClock());
    assert.deepEqual(await wallet.identityOf('trade-bank.maker'), {
      label: 'trade-bank.maker',
      mspId: 'BankMSP',
      certificate: 'certificate',
      privateKey: 'key',
    });
  });

  it('has nothing for a user that it does not know', async () => {
    const wallet = await FileWallet.in(folder, new TestClock());
    assert.equal(await wallet.identityOf('trade-bank.checker'), undefined);
  });

  it('never leaves its folder', async () => {
    const wallet = await FileWallet.in(path.join(folder, 'inner'), new TestClock());
    assert.equal(await wallet.identityOf('../trade-bank.maker'), undefined);
  });
});
