import { cpSync, mkdirSync, readdirSync, symlinkSync } from 'node:fs';
import path from 'node:path';

import { projectFolder } from '../../support/project.js';
import { temporaryFolder, type TemporaryFolder } from '../../support/temporary-folder.js';

/** What the planted chaincode exports, as its package.json says. */
const BUILT = ['dist/domain/index.js', 'dist/ledger/index.js', 'dist/ledger/fabric-state.js'];

function linkPackages(folder: string): void {
  const installed = path.join(projectFolder, 'node_modules');
  const names = readdirSync(installed).filter((name) => !/^(?:\.|@tranche$)/.test(name));
  mkdirSync(path.join(folder, 'node_modules', '@tranche'), { recursive: true });
  for (const name of names) {
    symlinkSync(path.join(installed, name), path.join(folder, 'node_modules', name));
  }
  symlinkSync(
    path.join(folder, 'chaincode'),
    path.join(folder, 'node_modules', '@tranche', 'chaincode'),
  );
}

/** Lays out the planted sources as a project of their own, with the packages of this one. */
export function plantedProject(): TemporaryFolder {
  const project = temporaryFolder();
  const fixtures = path.join(projectFolder, 'test/unit/guards/fixtures/dependencies');
  cpSync(fixtures, project.path, { recursive: true });
  for (const file of BUILT) project.write(`chaincode/${file}`, 'export {};\n');
  project.write('tsconfig.base.json', '{"compilerOptions": {"module": "nodenext"}}');
  linkPackages(project.path);
  return project;
}
