import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { errorTable } from '@tranche/chaincode/domain';
import { gatewayProblems } from '@tranche/gateway/api';
import { errorsPage } from './generate/errors-page.js';
import { eventSchemas, schemaText } from './generate/event-schemas.js';
import { permissionsPage } from './generate/permissions-page.js';
import { rulesPage } from './generate/rules-page.js';
import { readRulebook } from './generate/transactions.js';

const EVENTS_FOLDER = 'docs/events';

/** Every generated file with its content. */
function generatedFiles(): ReadonlyMap<string, string> {
  const root = process.cwd();
  const sections = [
    { title: 'The rules', table: errorTable },
    { title: 'The gateway', table: gatewayProblems },
  ];
  const schemas = [...eventSchemas(root)].map(
    ([file, schema]) => [path.join(EVENTS_FOLDER, file), schemaText(schema)] as const,
  );
  return new Map([
    ['docs/errors.md', errorsPage(sections)],
    ['docs/permissions.md', permissionsPage()],
    ['docs/rules.md', rulesPage(readRulebook(root))],
    ...schemas,
  ]);
}

/** Schemas of events that are no more. */
async function orphans(files: ReadonlyMap<string, string>): Promise<readonly string[]> {
  const found = await readdir(EVENTS_FOLDER).catch(() => []);
  return found.map((file) => path.join(EVENTS_FOLDER, file)).filter((file) => !files.has(file));
}

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
  const files = generatedFiles();
  for (const file of await orphans(files)) {
    stale += 1;
    process.stderr.write(`${file} is not generated any more: remove it\n`);
  }
  for (const [file, content] of files) {
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
