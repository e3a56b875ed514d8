/** `npm run --silent case [-- --json]`: the textile case again, on the running network. */
import { openNetwork } from '../network/index.js';
import { httpCast } from './case/http-cast.js';
import { castOptions, runCase } from './case/run.js';
import { renderStatement } from './case/view.js';

const isJson = process.argv.includes('--json');
const network = openNetwork(process.env['TRANCHE_PROFILE'] ?? 'local', {
  environment: process.env,
});
const cast = httpCast(await castOptions(network));
const statement = await runCase(cast, ({ who, does }) => {
  if (!isJson) process.stderr.write(`  ${who} ${does}\n`);
  return Promise.resolve();
});
process.stdout.write(`${isJson ? JSON.stringify(statement) : renderStatement(statement)}\n`);
