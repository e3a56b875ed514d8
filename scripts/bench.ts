/** `npm run bench [-- --quick --json]`: what the network does a second, beside references. */
import { cpus, loadavg } from 'node:os';
import { parseArgs } from 'node:util';
import { systemClock } from '@tranche/gateway/clock';
import { lineProgress, openNetwork } from '../network/index.js';
import { missed } from './bench/figures.js';
import { fullPlan, quickPlan } from './bench/plan.js';
import { runBench } from './bench/run.js';
import { renderTable } from './bench/table.js';

const { values } = parseArgs({
  options: { json: { type: 'boolean' }, quick: { type: 'boolean' } },
});
const say = (line: string): void => {
  process.stderr.write(`${line}\n`);
};
const progress = lineProgress(systemClock, say);
const network = openNetwork('test', { environment: process.env });
const running = (await network.status()).filter(({ pid }) => pid !== null);
if (running.length > 0) {
  say('bench: the network "test" is running, and the bench needs it fresh; stop it first:');
  say('  npm run network -- down --profile test');
  process.exit(1);
}

const machine = {
  processors: cpus().length,
  processor: cpus()[0]?.model ?? 'unknown',
  node: process.version,
  loadBefore: loadavg()[0] ?? Number.NaN,
};
const pace = { ...systemClock, now: () => performance.now() };
const plan = values.quick === true ? quickPlan : fullPlan;
await network.reset();
try {
  await network.up(progress);
  const { endorsers, figures } = await runBench({ network, plan, progress, pace });
  const failed = missed(figures);
  if (values.json === true) {
    const passed = failed.length === 0;
    process.stdout.write(`${JSON.stringify({ machine, endorsers, figures, passed })}\n`);
  } else {
    const { processors, processor, node, loadBefore } = machine;
    const load = loadBefore.toFixed(2);
    const on = `${processors} x ${processor}, Node ${node}, load before ${load}`;
    const endorsedBy = `endorsed by ${endorsers.join(', ')}`;
    process.stdout.write(`${on}; ${endorsedBy}\n\n${renderTable(figures)}\n`);
  }
  for (const { measure } of failed) say(`bench: missed: ${measure}`);
  // Few samples prove nothing: a quick look only fails when something throws.
  if (failed.length > 0 && values.quick !== true) process.exitCode = 1;
} finally {
  await network.down();
}
