import { cpSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

import { codeDigest } from '@tranche/chaincode/code-digest';

import { testAuthority, type Identity } from './certificates.js';
import { startChild, type Child } from './child.js';
import { freePort } from './free-port.js';
import { projectFolder } from './project.js';

/** A copy of the compiled chaincode, with all that its server needs to run. */
export interface StagedChaincode {
  readonly folder: string;
  readonly packageId: string;
  /** host:port that peers connect to. */
  readonly address: string;
  /** URL of the operators' pages. */
  readonly operations: string;
  /** PEM of the authority of server and client. */
  readonly root: string;
  readonly client: Identity;
  /** What the server is told; a test may change a variable. */
  readonly environment: Readonly<Record<string, string>>;
  start(changes?: Readonly<Record<string, string>>): Child;
  remove(): void;
}

/** Stages the chaincode in a temporary folder, for the member BankMSP. */
export async function stageChaincode(): Promise<StagedChaincode> {
  const folder = mkdtempSync(path.join(tmpdir(), 'tranche-chaincode-'));
  const source = path.join(projectFolder, 'chaincode');
  cpSync(path.join(source, 'dist'), path.join(folder, 'dist'), { recursive: true });
  cpSync(path.join(source, 'package.json'), path.join(folder, 'package.json'));
  cpSync(path.join(projectFolder, 'package-lock.json'), path.join(folder, 'package-lock.json'));
  symlinkSync(path.join(projectFolder, 'node_modules'), path.join(folder, 'node_modules'));
  const authority = await testAuthority('bank');
  const server = await authority.issue('chaincode.bank');
  const write = (name: string, text: string): string => {
    writeFileSync(path.join(folder, name), text);
    return path.join(folder, name);
  };
  const packageId = `tranche_1:${'a'.repeat(64)}`;
  const address = `127.0.0.1:${await freePort()}`;
  const operations = `127.0.0.1:${await freePort()}`;
  const environment = {
    CORE_CHAINCODE_ID: packageId,
    CORE_CHAINCODE_ADDRESS: address,
    CORE_CHAINCODE_TLS_CERT_FILE: write('server.crt', server.certificate),
    CORE_CHAINCODE_TLS_KEY_FILE: write('server.key', server.key),
    CORE_CHAINCODE_TLS_CLIENT_CACERT_FILE: write('ca.crt', authority.certificate),
    CORE_PEER_LOCALMSPID: 'BankMSP',
    CORE_CHAINCODE_LOGGING_LEVEL: 'ERROR',
    TRANCHE_CODE_DIGEST: await codeDigest(folder),
    TRANCHE_OPERATIONS_ADDRESS: operations,
  };
  return {
    folder,
    packageId,
    address,
    operations: `http://${operations}`,
    root: authority.certificate,
    client: await authority.issue('peer.bank'),
    environment,
    start: (changes = {}) =>
      startChild({
        args: [path.join(folder, 'dist', 'server.js')],
        environment: { ...environment, ...changes },
      }),
    remove: () => {
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
