import { readFile } from 'node:fs/promises';
import path from 'node:path';

import { z } from 'zod';

import { codeDigest } from '../code-digest.js';
import { contracts } from '../contracts/index.js';
import type { NodeFacts } from '../ledger/fabric.js';
import { Admission } from './admission.js';
import { ConnectionCalls } from './calls.js';
import { within, type Clock } from './clock.js';
import { loadContracts } from './library.js';
import type { Log } from './log.js';
import { Metrics } from './metrics.js';
import { serveOperations } from './operations.js';
import { createPeerServer } from './peer-server.js';
import type { Settings } from './settings.js';

/** A server that takes calls. */
export interface RunningServer {
  /** Takes no more calls, lets those that run end (for at most 10 s), then closes all. */
  readonly stop: () => Promise<void>;
}

/** What a server is made of. */
export interface ServerOptions {
  readonly settings: Settings;
  /** Folder of package.json, package-lock.json and dist: the code that runs. */
  readonly folder: string;
  readonly clock: Clock;
  readonly log: Log;
}

/** The code in the server's folder is not what the member has approved. */
export class DigestError extends Error {
  override readonly name = 'DigestError';

  constructor(readonly found: string, readonly approved: string) {
    super(`the code's digest is ${found}, and TRANCHE_CODE_DIGEST approves ${approved}`);
  }
}

/** Peers give up a call after 10 s, so that nobody waits for one that runs longer. */
const STOP_MILLIS = 10_000;

const packageSchema = z.looseObject({ version: z.string().min(1) });

/**
 * Checks the code against the approved digest, then serves peers and operators.
 * @throws DigestError, or what the system says when it cannot listen
 */
export async function startServer(options: ServerOptions): Promise<RunningServer> {
  const { settings, clock, log } = options;
  const node = await identify(options);
  const admission = new Admission(settings.ownMsp);
  const metrics = new Metrics({ startedAt: clock.now(), ...node });
  const calls = { library: loadContracts(contracts, node), admission, metrics, log };
  const peers = createPeerServer({
    settings,
    clock,
    callsOf: (lost) => new ConnectionCalls(calls, lost),
  });
  let serving = false;
  const operations = await serveOperations({
    ...settings.operations,
    isServing: () => serving,
    metrics: () =>
      metrics.expose({ running: admission.running, connections: peers.connections }),
  });
  await peers.start();
  serving = true;
  log('info', 'serving', { packageId: settings.packageId, ...node });
  return {
    stop: async () => {
      serving = false;
      admission.close();
      log('info', 'stopping', { running: admission.running });
      const finished = await within(clock, STOP_MILLIS, admission.idle());
      if (!finished) log('warn', 'calls-abandoned', { running: admission.running });
      await clock.settled();
      await peers.stop();
      await operations.close();
      log('info', 'stopped');
    },
  };
}

async function identify({ settings, folder }: ServerOptions): Promise<NodeFacts> {
  const found = await codeDigest(folder);
  if (found !== settings.approvedDigest) throw new DigestError(found, settings.approvedDigest);
  const file = await readFile(path.join(folder, 'package.json'), 'utf8');
  const { version } = packageSchema.parse(JSON.parse(file));
  return { codeDigest: found, packageVersion: version };
}
