/** A chaincode server with nothing but a put: the library, without what Tranche does around it. */
import { systemClock } from '@tranche/chaincode/server/clock';
import { loadContracts } from '@tranche/chaincode/server/library';
import { serveOperations } from '@tranche/chaincode/server/operations';
import { createPeerServer } from '@tranche/chaincode/server/peer-server';
import { readSettings } from '@tranche/chaincode/server/settings';
import { PutContract } from './contract.js';

const settings = readSettings(process.env);
const node = { codeDigest: settings.approvedDigest, packageVersion: 'put' };
const { chaincode } = loadContracts([PutContract], node);
const server = createPeerServer({ settings, clock: systemClock, callsOf: () => chaincode });
await server.start();
await serveOperations({ ...settings.operations, isServing: () => true, metrics: () => '' });
