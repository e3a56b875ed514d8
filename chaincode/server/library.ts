/// <reference path="./shim-internals.d.ts" />
import type { ChaincodeInterface } from 'fabric-shim';
import ChaincodeFromContract from 'fabric-shim/lib/contract-spi/chaincodefromcontract.js';

import type { Callers } from '../ledger/callers.js';
import {
  JSONSerializer,
  NodeContext,
  type ContractClass,
  type NodeFacts,
} from '../ledger/fabric.js';

/** The contracts as the library runs them. */
export interface Library {
  readonly chaincode: ChaincodeInterface;
  /** Number of arguments of each function, by `contract:transaction`. */
  readonly functions: ReadonlyMap<string, number>;
}

const serializers = { transaction: 'json', serializers: { json: JSONSerializer } };

/** Hands the contracts to the library; their transactions learn what their node is. */
export function loadContracts(contracts: readonly ContractClass[], node: NodeFacts): Library {
  const title = '@tranche/chaincode';
  const chaincode = new ChaincodeFromContract([...contracts], serializers, {}, title);
  const callers: Callers = new Map();
  for (const { contractInstance } of Object.values(chaincode.contractImplementations)) {
    contractInstance.createContext = () => new NodeContext(node, callers);
  }
  return { chaincode, functions: functionsOf(chaincode) };
}

function functionsOf({ metadata }: ChaincodeFromContract): Library['functions'] {
  return new Map(
    Object.entries(metadata.contracts).flatMap(([contract, { transactions }]) =>
      transactions.map(({ name, parameters = [] }) => [`${contract}:${name}`, parameters.length]),
    ),
  );
}
