import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { Command, InvalidArgumentError } from 'commander';
import { systemClock } from './clock.js';
import { findingsText } from './doctor/report.js';
import { messageOf, NetworkError } from './errors.js';
import { lineProgress, openNetwork, type Network } from './index.js';
import { profileNames } from './profiles.js';
import { statusTable } from './status.js';
import { summaryOf } from './summary.js';

const DEFAULT_LINES = 100;
const EXIT_FAILED = 1;

const print = (text: string): void => {
  process.stdout.write(`${text}\n`);
};
const progress = lineProgress(systemClock, print);

interface ProfileOption {
  readonly profile: string;
}

interface JsonOption extends ProfileOption {
  readonly json?: boolean;
}

interface LogsOption extends ProfileOption {
  readonly lines: number;
  readonly follow?: boolean;
}

const open = ({ profile }: ProfileOption): Network =>
  openNetwork(profile, { environment: process.env });

function positive(text: string): number {
  if (!/^\d{1,6}$/.test(text)) throw new InvalidArgumentError('give a number of lines');
  return Number(text);
}

async function showStatus(options: JsonOption): Promise<void> {
  const network = open(options);
  const nodes = await network.status();
  print(options.json === true ? JSON.stringify(nodes) : statusTable(nodes, network.table));
}

async function showDoctor(options: JsonOption): Promise<void> {
  const findings = await open(options).doctor();
  print(options.json === true ? JSON.stringify(findings) : findingsText(findings));
  if (findings.some(({ level }) => level === 'error')) process.exitCode = EXIT_FAILED;
}

function showLogs(name: string, options: LogsOption): void {
  const network = open(options);
  const file = network.paths.log(network.node(name).name);
  if (!existsSync(file)) throw new NetworkError('NOT_UP', `${name} has never been started`);
  const follow = options.follow === true ? ['-f'] : [];
  spawnSync('tail', ['-n', String(options.lines), ...follow, file], { stdio: 'inherit' });
}

async function restart(name: string, options: ProfileOption): Promise<void> {
  const network = open(options);
  await progress.step(`Stop ${name}`, () => network.stop(name));
  await progress.step(`Start ${name}`, () => network.start(name));
}

function program(): Command {
  const cli = new Command('network')
    .description('The five-member network of one profile: Fabric, chaincode and gateways')
    .showHelpAfterError();
  const command = (usage: string, description: string): Command =>
    cli
      .command(usage)
      .description(description)
      .option('--profile <name>', `one of ${profileNames.join(', ')}`, 'local');
  command('up', 'bring everything up, or the rest of it').action(async (options: ProfileOption) => {
    const network = open(options);
    await network.up(progress);
    print(summaryOf(network.site));
  });
  command('down', 'stop everything that was started').action(async (options: ProfileOption) => {
    const count = await open(options).down(progress);
    print(count === 0 ? 'nothing was running' : `stopped ${count} processes`);
  });
  command('reset', 'stop everything and delete keys, ledgers and logs').action(
    (options: ProfileOption) => open(options).reset(progress),
  );
  command('status', 'show every node').option('--json', 'as JSON').action(showStatus);
  command('doctor', 'find what is wrong, with its fix')
    .option('--json', 'as JSON')
    .action(showDoctor);
  command('logs <node>', 'show the log of a node')
    .option('--lines <number>', 'how many lines', positive, DEFAULT_LINES)
    .option('--follow', 'go on showing new lines')
    .action(showLogs);
  command('restart <node>', 'stop a node and start it again').action(restart);
  command('stop <node>', 'stop a node').action(async (name: string, options: ProfileOption) => {
    print((await open(options).stop(name)) ? `stopped ${name}` : `${name} was not running`);
  });
  command('start <node>', 'start a node').action(async (name: string, options: ProfileOption) => {
    const started = await progress.step(`Start ${name}`, () => open(options).start(name));
    if (!started) print(`${name} was running already`);
  });
  command('kill <node>', 'end a node at once, to see what happens').action(
    async (name: string, options: ProfileOption) => {
      print((await open(options).kill(name)) ? `killed ${name}` : `${name} was not running`);
    },
  );
  return cli;
}

try {
  await program().parseAsync();
} catch (thrown) {
  const code = thrown instanceof NetworkError ? `${thrown.code}: ` : '';
  process.stderr.write(`${code}${messageOf(thrown)}\n`);
  process.exitCode = EXIT_FAILED;
}
