/**
 * Installs, builds, then runs one compiled script: `node scripts/setup.mjs [scripts/test [args…]]`.
 *
 * Nothing in TypeScript can run before this has. It imports `node:` modules alone and writes to
 * standard error alone, so that a script's standard output is the script's.
 */
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..');
const stampFile = path.join(root, 'node_modules', '.tranche-stamp');

/** Source folder -> output folder, as the tsconfig files say. */
const projects = [
  ['chaincode', 'chaincode/dist'],
  ['gateway', 'gateway/dist'],
  ['network', 'dist/network'],
  ['scripts', 'dist/scripts'],
  ['test', 'dist/test'],
];

const say = (line) => process.stderr.write(`${line}\n`);

function stop(line) {
  say(`setup: ${line}`);
  if (process.argv[2] === 'scripts/test') process.stdout.write('0 passed, 1 failed\n');
  process.exit(1);
}

function run(command, args) {
  const done = spawnSync(command, args, { cwd: root, stdio: ['ignore', 2, 2] });
  return done.error === undefined && done.status === 0;
}

function checkNode() {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
  if (major < 20 || (major === 20 && minor < 19)) {
    stop(`Node ${process.versions.node} is too old: 20.19 or newer is needed`);
  }
}

/** The start time of a process, as the system tells it: a reused pid is not taken for ours. */
function startOf(pid) {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19];
  } catch {
    const ps = spawnSync('ps', ['-o', 'lstart=', '-p', String(pid)], { encoding: 'utf8' });
    return ps.stdout?.trim() || undefined;
  }
}

function runningProfiles() {
  const base = path.join(root, '.network');
  if (!existsSync(base)) return [];
  return readdirSync(base).filter((profile) => {
    const folder = path.join(base, profile, 'processes');
    if (!existsSync(folder)) return false;
    return readdirSync(folder).some((file) => {
      const entry = JSON.parse(readFileSync(path.join(folder, file), 'utf8'));
      return startOf(entry.pid) === entry.start;
    });
  });
}

function install() {
  const stamp = createHash('sha256')
    .update(readFileSync(path.join(root, 'package-lock.json')))
    .update(`${process.platform} ${process.arch}`)
    .digest('hex');
  if (existsSync(stampFile) && readFileSync(stampFile, 'utf8') === stamp) return;
  const running = runningProfiles();
  if (running.length > 0) {
    stop(
      `the packages changed, and the network ${running.join(', ')} runs from this folder; ` +
        `stop it first: node dist/network/main.js down --profile ${running[0]}`,
    );
  }
  say('setup: installing packages');
  if (!run('npm', ['ci', '--ignore-scripts', '--no-audit', '--no-fund'])) stop('npm ci failed');
  writeFileSync(stampFile, stamp);
}

/** An output whose source is gone would still be found by an import or by the test runner. */
function removeOrphans(source, output) {
  const folder = path.join(root, output);
  if (!existsSync(folder)) return;
  for (const file of readdirSync(folder, { recursive: true })) {
    const match = /^(.*)\.(?:js|js\.map|d\.ts)$/.exec(String(file));
    if (match && !existsSync(path.join(root, source, `${match[1]}.ts`))) {
      rmSync(path.join(folder, String(file)));
    }
  }
}

function build() {
  for (const [source, output] of projects) removeOrphans(source, output);
  const tsc = path.join(root, 'node_modules', 'typescript', 'bin', 'tsc');
  if (!run(process.execPath, [tsc, '-b'])) stop('the sources do not compile');
}

checkNode();
install();
build();

const [, , script, ...args] = process.argv;
if (script !== undefined) {
  const file = path.join(root, 'dist', `${script}.js`);
  process.argv = [process.execPath, file, ...args];
  process.setSourceMapsEnabled(true);
  process.chdir(root);
  await import(pathToFileURL(file).href);
}
