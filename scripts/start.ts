/** `npm start`: the five-member network, and the textile case through its gateways. */
import { lineProgress, openNetwork } from '../network/index.js';
import { httpCast } from './case/http-cast.js';
import { castOptions, runCase } from './case/run.js';
import { renderStatement, viewOfEachMember } from './case/view.js';

const say = (line: string): void => {
  process.stdout.write(`${line}\n`);
};

const network = openNetwork(process.env['TRANCHE_PROFILE'] ?? 'local', {
  environment: process.env,
});
say('Network');
await network.up(lineProgress(network.site.clock, say));

const options = await castOptions(network);
const cast = httpCast(options);
say('\nThe textile case: each party through its own member’s gateway');
let last = performance.now();
const statement = await runCase(
  cast,
  ({ who, does, answer }) => {
    const now = performance.now();
    const millis = Math.round(now - last);
    last = now;
    say(`  ${who} ${does} (block ${answer.block}, ${String(millis)} ms)`);
    return Promise.resolve();
  },
  async ({ title, agreementId }) => {
    say(`\n  ${title}. What each member sees:`);
    for (const line of await viewOfEachMember(cast, agreementId)) say(`    ${line}`);
    say('');
    last = performance.now();
  },
);
say(renderStatement(statement));

say('\nThe network stays up. Gateways (API page at /docs):');
for (const { name } of network.topology.members)
  say(`  ${name.padEnd(10)} ${options.gatewayUrl(name)}/docs`);
say(`Tokens come from the development issuer (never in production): ${options.issuerUrl}`);
say('Next:');
say('  npm run --silent token -- trade-bank.maker     a token of a user, valid for an hour');
say('  npm run --silent case -- --json                the case again; prints the statement');
say('  npm run network -- status                      what runs');
say('  npm run network -- down                        stops it; `npm start` resumes');
