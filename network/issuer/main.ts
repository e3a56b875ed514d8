import { parseArgs } from 'node:util';

import { readConfiguration } from './configuration.js';
import { startIssuer, type IssuerLog } from './server.js';

const log: IssuerLog = (fields) => {
  process.stderr.write(`${JSON.stringify({ at: new Date().toISOString(), ...fields })}\n`);
};

function stopOn(signal: NodeJS.Signals, stop: () => Promise<void>): void {
  process.once(signal, () => {
    stop().then(
      () => process.exit(0),
      (thrown: unknown) => {
        log({ level: 'error', event: 'stop-failed', error: String(thrown) });
        process.exit(1);
      },
    );
  });
}

try {
  const { values } = parseArgs({ options: { config: { type: 'string' } } });
  if (values.config === undefined) throw new Error('usage: main.js --config FILE');
  const issuer = await startIssuer(await readConfiguration(values.config), log);
  const stop = (): Promise<void> => issuer.stop();
  stopOn('SIGTERM', stop);
  stopOn('SIGINT', stop);
} catch (thrown) {
  log({ level: 'error', event: 'refused-to-start', error: String(thrown) });
  process.exit(1);
}
