/** `npm test [-- --only stage[,stage…] --grep pattern]`: everything that must hold, and its sum. */
import { runFromShell } from './test/from-shell.js';

await runFromShell({});
