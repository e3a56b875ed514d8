import assert from 'node:assert/strict';

import { repositoryJson, repositoryText } from '../../support/repository.js';

interface Manifest {
  readonly name: string;
  readonly workspaces?: readonly string[];
  readonly exports?: Readonly<Record<string, unknown>>;
  readonly overrides?: Readonly<Record<string, string>>;
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly devDependencies?: Readonly<Record<string, string>>;
}

interface Lock {
  readonly packages: Readonly<
    Record<
      string,
      {
        readonly version?: string;
        readonly resolved?: string;
        readonly integrity?: string;
        readonly link?: boolean;
      }
    >
  >;
}

const LIBRARIES = 'docs/decisions/0001-libraries.md';
const PINNED = /^\d+\.\d+\.\d+(?:-[0-9a-z.]+)?$/;

const root = repositoryJson<Manifest>('package.json');
const workspaces = (root.workspaces ?? []).map((folder) =>
  repositoryJson<Manifest>(`${folder}/package.json`),
);
const manifests = [root, ...workspaces];
const lock = repositoryJson<Lock>('package-lock.json');

/** Direct dependencies of each package.json, but for the workspaces themselves. */
const direct = manifests.flatMap((manifest) =>
  Object.entries({ ...manifest.dependencies, ...manifest.devDependencies })
    .filter(([name]) => !manifests.some((other) => other.name === name))
    .map(([name, version]) => ({ owner: manifest.name, name, version })),
);

function installedVersions(name: string): readonly string[] {
  const copies = Object.entries(lock.packages).filter(([folder]) =>
    folder.endsWith(`node_modules/${name}`),
  );
  return [...new Set(copies.map(([, { version }]) => version ?? 'none'))];
}

describe('the packages', () => {
  for (const { owner, name, version } of direct) {
    it(`pin ${name} exactly in ${owner}`, () => {
      assert.match(version, PINNED);
    });

    it(`say in one sentence why ${owner} needs ${name}`, () => {
      const lines = repositoryText(LIBRARIES).split('\n');
      const row = lines.find((line) => line.startsWith(`| \`${name}\` |`));
      assert.match(row?.split('|').at(2) ?? 'no row', /\w.*\. $/);
    });
  }

  it('are each described only while they are used', () => {
    const described = [...repositoryText(LIBRARIES).matchAll(/^\| `([^`]+)` \|/gm)];
    const unused = described
      .map(([, name]) => name)
      .filter((name) => !direct.some((dependency) => dependency.name === name));
    assert.deepEqual(unused, []);
  });

  it('are of one version wherever two workspaces name the same', () => {
    const differing = direct.filter(({ name, version }) =>
      direct.some((other) => other.name === name && other.version !== version),
    );
    assert.deepEqual(differing, []);
  });

  it('include one version of zod, whose schemas cross the packages', () => {
    assert.equal(installedVersions('zod').length, 1);
  });

  it('are overridden in the root alone, where npm looks', () => {
    assert.deepEqual(
      workspaces.filter(({ overrides }) => overrides !== undefined),
      [],
    );
  });

  it('are locked by content, and name no registry', () => {
    const installed = Object.entries(lock.packages).filter(
      ([folder, { link }]) => folder.includes('node_modules/') && link !== true,
    );
    const unlocked = installed.filter(([, { integrity }]) => integrity === undefined);
    const hosted = installed.filter(([, { resolved }]) => resolved !== undefined);
    assert.deepEqual({ unlocked, hosted }, { unlocked: [], hosted: [] });
  });

  for (const { name, exports } of workspaces) {
    const entries = Object.keys(exports ?? {}).filter((entry) => !entry.includes('*'));
    for (const entry of entries) {
      const specifier = name + entry.slice(1);
      it(`export ${specifier}, by name`, async () => {
        const loaded = (await import(specifier)) as Readonly<Record<string, unknown>>;
        assert.ok(!('default' in loaded));
      });
    }
  }
});
