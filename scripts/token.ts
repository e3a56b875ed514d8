/** `npm run --silent token -- trade-bank.maker`: a fresh token of a user, for development. */
import { openNetwork } from '../network/index.js';
import { HttpUser } from './case/http-user.js';
import { castOptions } from './case/run.js';

const [label = ''] = process.argv.slice(2);
const network = openNetwork(process.env['TRANCHE_PROFILE'] ?? 'local', {
  environment: process.env,
});
const options = await castOptions(network);
const labels = options.clients.map(({ walletLabel }) => walletLabel);
if (labels.includes(label)) {
  process.stdout.write(`${await HttpUser.of(options, label).token()}\n`);
} else {
  process.stderr.write(`token: no user "${label}"; the users are ${labels.join(' ')}\n`);
  process.exitCode = 1;
}
