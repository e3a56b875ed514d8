/** `npm run --silent token -- trade-bank.maker`: a fresh token of a user, from the development issuer. */
import { openNetwork } from '../network/index.js';
import { tokenOf } from './case/http-cast.js';
import { castOptions } from './case/run.js';

const [label = ''] = process.argv.slice(2);
const network = openNetwork(process.env['TRANCHE_PROFILE'] ?? 'local', { environment: process.env });
const { issuerUrl, clients } = await castOptions(network);
const client = clients.find(({ walletLabel }) => walletLabel === label);
if (client === undefined) {
  const labels = clients.map(({ walletLabel }) => walletLabel).join(' ');
  process.stderr.write(`token: there is no user "${label}"; the users are ${labels}\n`);
  process.exitCode = 1;
} else {
  process.stdout.write(`${await tokenOf(issuerUrl, client)}\n`);
}
