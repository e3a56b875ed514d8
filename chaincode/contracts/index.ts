import type { ContractClass } from '../ledger/fabric.js';
import { QueryContract } from './query.js';

/** Every contract of the chaincode; the server runs these. */
export const contracts: readonly ContractClass[] = [QueryContract];
