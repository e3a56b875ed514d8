import { readFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { FabricLedger } from './adapters/fabric/fabric-ledger.js';
import { PeerConnection } from './adapters/fabric/peers.js';
import { createServer } from './adapters/http/server.js';
import { FileJournal } from './adapters/journal/file-journal.js';
import { issuerKeys, OidcTokenVerifier } from './adapters/oidc/token-verifier.js';
import { FileWallet } from './adapters/wallet/file-wallet.js';
import { systemClock } from './clock.js';
import { ConfigError, readConfig, type GatewayConfig, type PeerConfig } from './config.js';
import { Admission, AgreementDirectory, OutcomeWatcher, type Log } from './core/index.js';
import { createLog } from './logging.js';

/** Longest that a stop waits for what is under way, in milliseconds. */
const STOP_MILLIS_MAX = 20_000;
const STATUS_MILLIS = 3_000;

const clock = systemClock;

async function connect({ mspId, address, tlsRootFile }: PeerConfig): Promise<PeerConnection> {
  return new PeerConnection({ mspId, address, tlsRoots: await readFile(tlsRootFile) });
}

interface Gateway {
  readonly server: Awaited<ReturnType<typeof createServer>>;
  stop(): Promise<void>;
}

async function compose(config: GatewayConfig, log: Log): Promise<Gateway> {
  const { deadlines, mspId: member } = config;
  const connections = await Promise.all([config.peer, ...config.fallbackPeers].map(connect));
  const { channel, chaincode } = config;
  const ledger = new FabricLedger({ channel, chaincode, connections, deadlines, clock });
  const wallet = await FileWallet.in(config.wallet.folder, clock);
  const journal = await FileJournal.in(config.journal.folder, log);
  const patience = {
    commitMillis: deadlines.commitMillis,
    statusMillis: STATUS_MILLIS,
    endorsementMillis: 2 * deadlines.endorseMillis,
  };
  const base = { member, ledger, wallet, journal, clock, log, patience };
  const watcher = new OutcomeWatcher(base);
  const directory = new AgreementDirectory({ ledger, clock });
  const { url, audience } = config.issuer;
  const tokens = new OidcTokenVerifier({
    issuer: url,
    audience,
    member,
    keys: issuerKeys(url, clock),
    clock,
  });
  let isRecovered = false;
  const server = await createServer({
    services: { ...base, directory, watcher },
    tokens,
    admission: new Admission(config.load),
    version: await packageVersion(),
    readiness: async () => {
      const [ownPeer = false, ...others] = await Promise.all(
        connections.map((_, peer) => ledger.isReachable({ peer })),
      );
      const fallbackPeer = others.includes(true);
      const ready = isRecovered && (ownPeer || fallbackPeer);
      return { ready, checks: { ownPeer, fallbackPeer, journal: isRecovered } };
    },
  });
  void watcher.recover().then(() => {
    isRecovered = true;
  });
  const stop = async (): Promise<void> => {
    await server.close();
    await watcher.stop();
    for (const connection of connections) connection.close();
  };
  return { server, stop };
}

async function packageVersion(): Promise<string> {
  const text = await readFile(new URL('../package.json', import.meta.url), 'utf8');
  const { version } = JSON.parse(text) as { readonly version: string };
  return version;
}

function stopOnSignal(gateway: Gateway, log: Log): void {
  let isStopping = false;
  const stop = (signal: string): void => {
    if (isStopping) return;
    isStopping = true;
    log.info('stopping', { signal });
    void clock.after(STOP_MILLIS_MAX).then(() => process.exit(1));
    gateway.stop().then(
      () => process.exit(0),
      (error: unknown) => {
        log.error('the stop failed', { error });
        process.exit(1);
      },
    );
  };
  process.once('SIGTERM', stop);
  process.once('SIGINT', stop);
}

async function main(): Promise<void> {
  const { values } = parseArgs({ options: { config: { type: 'string' } } });
  if (values.config === undefined) {
    throw new ConfigError([{ path: '--config', problem: 'names the configuration file' }]);
  }
  const text = await readFile(values.config, 'utf8');
  const config = readConfig({ text, environment: process.env });
  const log = createLog({ level: config.log.level, member: config.member });
  const gateway = await compose(config, log);
  stopOnSignal(gateway, log);
  const address = await gateway.server.listen({ host: config.http.host, port: config.http.port });
  log.info('listening', { address, mode: config.mode });
}

main().catch((error: unknown) => {
  const text = error instanceof Error ? error.message : 'the gateway could not start';
  process.stderr.write(`gateway: ${text}\n`);
  process.exit(1);
});
