import assert from 'node:assert/strict';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { NetworkError } from '../../../network/errors.js';
import { withLock } from '../../../network/lock.js';
import { listeningSockets, parseLsof } from '../../../network/process/listeners.js';
import { lastLines } from '../../../network/process/log-tail.js';
import { ProcessTable } from '../../../network/process/process-table.js';
import { parseStat, startToken } from '../../../network/process/start-token.js';

describe('the processes of a profile', () => {
  let folder: string;

  beforeEach(() => {
    folder = mkdtempSync(path.join(tmpdir(), 'tranche-processes-'));
  });

  afterEach(() => {
    rmSync(folder, { recursive: true, force: true });
  });

  describe('in the table', () => {
    const running = new Map<number, string>();
    let table: ProcessTable;

    beforeEach(() => {
      running.clear();
      running.set(7, 'morning');
      table = new ProcessTable(path.join(folder, 'processes'), (pid) => running.get(pid));
    });

    it('run while pid and start time are those recorded', () => {
      assert.equal(table.record('peer.bank', 7, 'settings'), true);
      assert.equal(table.pid('peer.bank'), 7);
      assert.equal(table.state('peer.bank'), 'running');
      const expected = { pid: 7, start: 'morning', settings: 'settings' };
      assert.deepEqual(table.entry('peer.bank'), expected);
    });

    it('have crashed when another process got their pid, which is then nobody’s to signal', () => {
      table.record('peer.bank', 7, 'settings');
      running.set(7, 'noon');
      assert.equal(table.pid('peer.bank'), undefined);
      assert.equal(table.state('peer.bank'), 'crashed');
    });

    it('have crashed when nobody has their pid', () => {
      table.record('peer.bank', 7, 'settings');
      running.clear();
      assert.equal(table.state('peer.bank'), 'crashed');
    });

    it('have crashed when they ended before they could be recorded', () => {
      assert.equal(table.record('peer.bank', 8, 'settings'), false);
      assert.equal(table.state('peer.bank'), 'crashed');
    });

    it('are stopped when they were never started or are forgotten', () => {
      assert.equal(table.state('peer.bank'), 'stopped');
      table.record('peer.bank', 7, 'settings');
      table.forget('peer.bank');
      assert.equal(table.state('peer.bank'), 'stopped');
      assert.deepEqual(table.names(), []);
    });

    it('keep running under another name', () => {
      table.record('chaincode.bank', 7, 'settings');
      table.rename('chaincode.bank', 'chaincode.bank.previous');
      table.rename('chaincode.buyer', 'chaincode.buyer.previous');
      assert.deepEqual(table.names(), ['chaincode.bank.previous']);
      assert.equal(table.pid('chaincode.bank.previous'), 7);
    });
  });

  it('are told apart by their start, which this one has and an impossible pid has not', () => {
    assert.equal(startToken(process.pid), startToken(process.pid));
    assert.notEqual(startToken(process.pid), undefined);
    assert.equal(startToken(2 ** 30), undefined);
  });

  it('have their start in field 22 of their stat line, whatever their command is called', () => {
    const rest = 'S 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 4242 20';
    assert.equal(parseStat(`7 (peer) ${rest}`), '4242');
    assert.equal(parseStat(`7 (odd) name (x)) ${rest}`), '4242');
  });

  it('do not run once they have ended, collected or not', () => {
    const rest = '1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 4242 20';
    assert.equal(parseStat(`7 (peer) Z ${rest}`), undefined);
  });

  it('have the end of their logs shown, not the whole', () => {
    const log = path.join(folder, 'peer.log');
    writeFileSync(log, 'one\ntwo\nthree\n');
    assert.deepEqual(lastLines(log, 2), ['two', 'three']);
    assert.deepEqual(lastLines(log, 9), ['one', 'two', 'three']);
    assert.deepEqual(lastLines(log, 0), []);
    assert.deepEqual(lastLines(path.join(folder, 'none.log'), 2), []);
  });

  it('are changed by one command at a time', async () => {
    const lock = path.join(folder, 'lock.json');
    const inner = withLock(lock, () => withLock(lock, () => Promise.resolve('never')));
    await assert.rejects(
      inner,
      (thrown) => thrown instanceof NetworkError && thrown.code === 'PROFILE_BUSY',
    );
    assert.equal(await withLock(lock, () => Promise.resolve('next')), 'next');
    assert.equal(existsSync(lock), false);
  });

  it('are not locked by a command that has ended', async () => {
    const lock = path.join(folder, 'lock.json');
    writeFileSync(lock, JSON.stringify({ pid: process.pid, start: 'another process' }));
    const holder = await withLock(lock, () => Promise.resolve(readFileSync(lock, 'utf8')));
    assert.match(holder, new RegExp(`"pid":${process.pid},`));
  });
});

describe('the listeners of this machine', () => {
  it('are found in the kernel’s table by state and inode', () => {
    const table = [
      '  sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt uid inode',
      '   0: 0100007F:4A38 00000000:0000 0A 00000000:00000000 00:00000000 00000000  0   0 7001 1 0',
      '   1: 0100007F:4A39 0100007F:C350 01 00000000:00000000 00:00000000 00000000  0   0 7002 1 0',
      '',
    ].join('\n');
    assert.deepEqual([...listeningSockets(table)], [['7001', 19_000]]);
  });

  it('are found in what lsof prints', () => {
    const text = 'p41\nn127.0.0.1:17000\nn[::1]:17001\np42\nn*:8080\n';
    assert.deepEqual(parseLsof(text), [
      { port: 17_000, pid: 41 },
      { port: 17_001, pid: 41 },
      { port: 8_080, pid: 42 },
    ]);
  });
});
