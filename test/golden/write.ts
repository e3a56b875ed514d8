/**
 * Writes the golden chains of the present release: `node dist/test/golden/write.js [--replace]`.
 */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { goldenFiles, goldenFolder } from '../support/golden.js';
import { projectFolder } from '../support/project.js';
import { playTextileCase } from './textile-case.js';

const manifest = readFileSync(path.join(projectFolder, 'package.json'), 'utf8');
const { version } = JSON.parse(manifest) as { readonly version: string };
const folder = path.join(goldenFolder, version, 'textile-case');

if (existsSync(folder) && !process.argv.includes('--replace')) {
  process.stderr.write(`${folder} is there: --replace writes it anew, see test/golden/README.md\n`);
  process.exitCode = 1;
} else {
  const files = await goldenFiles(await playTextileCase());
  mkdirSync(folder, { recursive: true });
  for (const [name, text] of Object.entries(files)) writeFileSync(path.join(folder, name), text);
}
