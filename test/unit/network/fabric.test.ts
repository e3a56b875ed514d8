import assert from 'node:assert/strict';
import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { NetworkError } from '../../../network/errors.js';
import {
  builtFolder,
  cacheFolder,
  fabricPrograms,
  findSampleConfig,
  findToolSet,
} from '../../../network/fabric/binaries.js';
import type { ToolModule } from '../../../network/fabric/tool-module.js';
import { isAtLeast, parseVersion, versionText } from '../../../network/fabric/versions.js';
import { projectFolder } from '../../support/project.js';

describe('versions', () => {
  const rows: readonly (readonly [string, string])[] = [
    ['v3.1.1', '3.1.1'],
    ['go1.25', '1.25.0'],
    ['go1.26.8', '1.26.8'],
    ['3.1.5-snapshot', '3.1.5'],
  ];
  for (const [text, expected] of rows) {
    it(`are read from ${text}`, () => {
      const version = parseVersion(text);
      assert.ok(version !== undefined);
      assert.equal(versionText(version), expected);
    });
  }

  it('are compared number by number', () => {
    assert.equal(isAtLeast([3, 1, 1], [3, 1, 1]), true);
    assert.equal(isAtLeast([3, 10, 0], [3, 9, 9]), true);
    assert.equal(isAtLeast([2, 5, 14], [3, 1, 1]), false);
    assert.equal(parseVersion('development build'), undefined);
  });
});

describe('Fabric', () => {
  let folder: string;
  let module: ToolModule;

  beforeEach(() => {
    folder = mkdtempSync(path.join(tmpdir(), 'tranche-fabric-'));
    writeFileSync(path.join(folder, 'go.mod'), 'module m\n');
    writeFileSync(path.join(folder, 'go.sum'), 'one\n');
    module = { name: 'fabric', folder, programs: fabricPrograms, versionSetting: '' };
  });

  afterEach(() => {
    rmSync(folder, { recursive: true });
  });

  function programsIn(name: string): string {
    const bin = path.join(folder, name, 'bin');
    mkdirSync(bin, { recursive: true });
    for (const each of fabricPrograms) {
      writeFileSync(path.join(bin, each), '');
      chmodSync(path.join(bin, each), 0o755);
    }
    return bin;
  }

  it('is taken from FABRIC_BIN before PATH, and from PATH before the cache', () => {
    const given = programsIn('given');
    const onPath = programsIn('path');
    const cache = { XDG_CACHE_HOME: folder };
    const built = path.join(builtFolder(cache, module), 'bin');
    mkdirSync(path.dirname(built), { recursive: true });
    assert.equal(findToolSet(cache, module), undefined);
    mkdirSync(built);
    for (const each of fabricPrograms) writeFileSync(path.join(built, each), '');
    assert.deepEqual(findToolSet(cache, module), { origin: 'built', folder: built });
    const withPath = { ...cache, PATH: `/nowhere${path.delimiter}${onPath}` };
    assert.deepEqual(findToolSet(withPath, module), { origin: 'PATH', folder: onPath });
    const withBoth = { ...withPath, FABRIC_BIN: given };
    assert.deepEqual(findToolSet(withBoth, module), { origin: 'FABRIC_BIN', folder: given });
  });

  it('is not taken from a folder that has only some of its programs', () => {
    const bin = programsIn('some');
    rmSync(path.join(bin, 'orderer'));
    assert.equal(findToolSet({ FABRIC_BIN: bin, XDG_CACHE_HOME: folder }, module), undefined);
  });

  it('is built into another folder when go.sum changes', () => {
    const before = builtFolder({}, module);
    writeFileSync(path.join(folder, 'go.sum'), 'two\n');
    assert.notEqual(builtFolder({}, module), before);
  });

  it('is kept outside the tree', () => {
    assert.equal(cacheFolder({ XDG_CACHE_HOME: '/cache' }), '/cache/tranche');
    assert.equal(cacheFolder({ HOME: '/opt/operator' }), '/opt/operator/.cache/tranche');
  });

  it('is refused without its configuration files, and the message says where they belong', () => {
    const set = { origin: 'PATH', folder: programsIn('bare') } as const;
    assert.throws(
      () => findSampleConfig({}, set),
      (thrown) => thrown instanceof NetworkError && thrown.message.includes('FABRIC_CFG_PATH'),
    );
  });

  it('is pinned by modules that name each program as a tool', () => {
    const text = readFileSync(path.join(projectFolder, 'network', 'fabric', 'go.mod'), 'utf8');
    for (const name of fabricPrograms) {
      assert.ok(text.includes(`github.com/hyperledger/fabric/cmd/${name}\n`), name);
    }
  });
});
