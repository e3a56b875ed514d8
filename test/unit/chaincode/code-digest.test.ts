import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { symlinkSync } from 'node:fs';
import path from 'node:path';

import { codeDigest } from '@tranche/chaincode/code-digest';

import { temporaryFolder, type TemporaryFolder } from '../../support/temporary-folder.js';

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');

describe('the digest of the code', () => {
  let folder: TemporaryFolder;

  beforeEach(() => {
    folder = temporaryFolder();
    folder.write('dist/server.js', 'server');
    folder.write('dist/domain/index.js', 'domain');
    folder.write('package-lock.json', '{}');
  });

  afterEach(() => {
    folder.remove();
  });

  it('is the hash of a line for each file, in the order of their paths', async () => {
    const lines = [
      `dist/domain/index.js\0${sha256('domain')}\n`,
      `dist/server.js\0${sha256('server')}\n`,
      `package-lock.json\0${sha256('{}')}\n`,
    ];
    assert.equal(await codeDigest(folder.path), sha256(lines.join('')));
  });

  it('changes with the content and with the name of a file, and with the lock file', async () => {
    const digests = [await codeDigest(folder.path)];
    for (const file of ['dist/server.js', 'dist/other.js', 'package-lock.json']) {
      folder.write(file, 'changed');
      digests.push(await codeDigest(folder.path));
    }
    assert.equal(new Set(digests).size, digests.length);
  });

  it('does not change with files that do not run', async () => {
    const before = await codeDigest(folder.path);
    folder.write('dist/server.js.map', 'map');
    folder.write('dist/server.d.ts', 'types');
    folder.write('server.key', 'secret');
    assert.equal(await codeDigest(folder.path), before);
  });

  it('refuses links among the code, whose target could change', async () => {
    symlinkSync('/dev/null', path.join(folder.path, 'dist', 'late.js'));
    await assert.rejects(codeDigest(folder.path), /late\.js .* is a link/);
  });

  it('refuses a folder without code, and one without a lock file', async () => {
    const empty = temporaryFolder();
    empty.write('dist/readme.txt', '');
    await assert.rejects(codeDigest(empty.path), /no compiled code/);
    empty.write('dist/server.js', '');
    await assert.rejects(codeDigest(empty.path), /package-lock\.json/);
    empty.remove();
  });
});
