/** `npm run verify`: all of `npm test`, with the random suites at full length. */
import { runFromShell } from './test/from-shell.js';

await runFromShell({ TRANCHE_EFFORT: 'long' });
