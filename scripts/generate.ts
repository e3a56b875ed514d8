import { mkdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { errorTable } from '@tranche/chaincode/domain';
import { gatewayProblems } from '@tranche/gateway/api';
import { errorsPage } from './generate/errors-page.js';
import { permissionsPage } from './generate/permissions-page.js';
import { rulesPage } from './generate/rules-page.js';
import { readRulebook } from './generate/transactions.js';

/** Every generated file with its content. */
const files: Readonly<Record<string, () => string>> = {
  'docs/errors.md': () =>
    errorsPage([
      { title: 'The rules', table: errorTable },
      { title: 'The gateway', table: gatewayProblems },
    ]),
  'docs/permissions.md': permissionsPage,
  'docs/rules.md': () => rulesPage(readRulebook(process.cwd())),
};

async function isFresh(file: string, content: string): Promise<boolean> {
  try {
    return (await readFile(file, 'utf8')) === content;
  } catch {
    return false;
  }
}

/** Writes every generated file; with `--check` only says which one is not fresh. */
async function generate(isCheck: boolean): Promise<number> {
  let stale = 0;
  for (const [file, render] of Object.entries(files)) {
    const content = render();
    if (await isFresh(file, content)) continue;
    if (isCheck) {
      stale += 1;
      process.stderr.write(`${file} is not what its source says: run \`npm run generate\`\n`);
    } else {
      await mkdir(path.dirname(file), { recursive: true });
      await writeFile(file, content);
      process.stderr.write(`${file} written\n`);
    }
  }
  return stale;
}

process.exitCode = (await generate(process.argv.includes('--check'))) === 0 ? 0 : 1;
