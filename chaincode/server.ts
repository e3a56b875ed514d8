import path from 'node:path';
import { fileURLToPath } from 'node:url';

import { startServer } from './server/chaincode-server.js';
import { systemClock } from './server/clock.js';
import { describeThrown, lineLog } from './server/log.js';
import { SettingsError, readSettings } from './server/settings.js';

const folder = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..');
const log = lineLog(systemClock, (line) => process.stderr.write(line));

function stopOn(signal: NodeJS.Signals, stop: () => Promise<void>): void {
  process.once(signal, () => {
    stop().then(
      () => process.exit(0),
      (thrown: unknown) => {
        log('error', 'stop-failed', describeThrown(thrown));
        process.exit(1);
      },
    );
  });
}

process.on('uncaughtException', (thrown) => {
  log('error', 'crashed', describeThrown(thrown));
  process.exit(1);
});

try {
  const settings = readSettings(process.env);
  const server = await startServer({ settings, folder, clock: systemClock, log });
  stopOn('SIGTERM', () => server.stop());
  stopOn('SIGINT', () => server.stop());
} catch (thrown) {
  const problems = thrown instanceof SettingsError ? thrown.problems : [String(thrown)];
  log('error', 'refused-to-start', { problems });
  process.exit(1);
}
