/** `npm run verify`: all of `npm test`, with a million commands in the random sequences. */
import { runFromShell } from './test/from-shell.js';

/** Sequences of about thirty commands each. */
const SEQUENCES = '34000';

await runFromShell({ TRANCHE_SEQUENCES: SEQUENCES });
