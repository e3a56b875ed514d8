import api from 'fabric-contract-api';
import { invariant } from '../domain/index.js';
import type { Callers } from './callers.js';

/** The library's classes and decorators: an ES module cannot import CommonJS names singly. */
export const { Contract, Context, Info, JSONSerializer, Returns, Transaction } = api;

/** A contract: its decorated methods are the transactions. */
export type Contract = api.Contract;

/** What a transaction is given; a value import, for the decorators look at it at run time. */
export type Context = api.Context;

/** A contract's class as the library takes it. */
export type ContractClass = new () => Contract;

/** What a node knows of itself. */
export interface NodeFacts {
  /** SHA-256 of the code and lock file that run here, as `codeDigest` computes it. */
  readonly codeDigest: string;
  readonly packageVersion: string;
}

/** The context that the chaincode's server gives to each transaction. */
export class NodeContext extends Context {
  constructor(
    readonly node: NodeFacts,
    readonly callers: Callers,
  ) {
    super();
  }
}

/** The context with what the server has put into it. */
export function nodeContext(context: Context): NodeContext {
  invariant(context instanceof NodeContext, 'the server gives every transaction its node');
  return context;
}
