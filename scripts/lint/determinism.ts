/** What code that runs on the peers may not use: every peer must compute the same bytes. */
import { globals, properties, type Restrictions } from './restrictions.js';

const TIME = 'Peers have different clocks: take Facts.at (the transaction timestamp).';
const LOCALE = 'Peers have different locales: compare by code units, and format in the gateway.';
const RANDOM = 'Peers draw different numbers: derive the value from the transaction.';
const SURROUNDINGS = 'Peers have different surroundings: take the value as an argument.';
const COLLECTOR = 'Memory is collected or shared at different times on different peers.';
const CODE = 'Code from text cannot be reviewed, and is not part of the digest.';
const FLOAT = 'Floating point has no place on the ledger: use integers, and bigint for money.';
const QUERY = 'Unbounded, or not checked again at commit: load by key.';
const DELETE = 'Nothing is deleted: what ends reaches a terminal state.';
const SCHEMA = 'Schemas are plain: use .exactOptional(), or a domain function with its own code.';
const PURE = 'The domain knows only the language: take the value from Facts or an argument.';
const SYNCHRONOUS = 'The domain is synchronous: load in ledger/transact.ts, decide here.';

/** Domain, ledger and contracts: the same input gives the same bytes on every peer. */
export const deterministic: Restrictions = {
  globals: [
    ...globals(['Date', 'Temporal', 'performance'], TIME),
    ...globals(['setTimeout', 'setInterval', 'setImmediate', 'queueMicrotask'], TIME),
    ...globals(['Intl'], LOCALE),
    ...globals(['crypto'], RANDOM),
    ...globals(['navigator', 'fetch', 'console', 'global'], SURROUNDINGS),
    ...globals(['WeakRef', 'FinalizationRegistry', 'SharedArrayBuffer', 'Atomics'], COLLECTOR),
    ...globals(['eval', 'Function'], CODE),
    ...globals(['parseFloat', 'Float32Array', 'Float64Array'], FLOAT),
  ],
  properties: [
    {
      object: 'Math',
      allowProperties: ['abs', 'ceil', 'floor', 'max', 'min', 'sign', 'trunc'],
      message: `${FLOAT} ${RANDOM}`,
    },
    ...properties(['localeCompare', 'toLocaleString', 'toLocaleDateString'], LOCALE),
    ...properties(['toLocaleTimeString', 'toLocaleLowerCase', 'toLocaleUpperCase'], LOCALE),
    ...properties(['toFixed', 'toPrecision', 'toExponential'], FLOAT),
    ...properties(['parseFloat'], FLOAT, 'Number'),
    ...properties(['getDateTimestamp'], TIME),
    ...properties(['deleteState', 'deletePrivateData', 'purgePrivateData'], DELETE),
    ...properties(['invokeChaincode'], 'A call of another chaincode escapes replay and policies.'),
  ],
  modules: [
    {
      name: 'node:crypto',
      allowImportNames: ['createHash', 'X509Certificate'],
      message: RANDOM,
    },
  ],
  syntax: [
    { selector: 'ImportExpression', message: CODE },
    { selector: "NewExpression[callee.name='RegExp']", message: CODE },
    { selector: 'MetaProperty[meta.name="import"]', message: SURROUNDINGS },
    { selector: 'Literal[raw=/^[\\d_]*\\.\\d|^\\d[\\d_.]*[eE]-/]', message: FLOAT },
    {
      selector: 'ThrowStatement > NewExpression[callee.name=/^(Type|Range|Syntax)?Error$/]',
      message: 'Throw a DomainError with a code, or use invariant() for a programming error.',
    },
  ],
};

/** Everything but the file that answers queries: a submit loads by key. */
export const loadedByKey: Restrictions = {
  properties: [
    ...properties(['getQueryResult', 'getQueryResultWithPagination'], QUERY),
    ...properties(['getHistoryForKey', 'getPrivateDataQueryResult'], QUERY),
    ...properties(['getStateByRange', 'getStateByRangeWithPagination'], QUERY),
    ...properties(['getStateByPartialCompositeKey', 'getPrivateDataByRange'], QUERY),
    ...properties(['getStateByPartialCompositeKeyWithPagination'], QUERY),
    ...properties(['getPrivateDataByPartialCompositeKey'], QUERY),
  ],
};

/** Everything but the edge of the contracts. */
export const withoutProcess: Restrictions = { globals: globals(['process'], SURROUNDINGS) };

/** The edge of the contracts, which logs what should not have happened. */
export const logging: Restrictions = {
  properties: [{ object: 'process', allowProperties: ['stderr'], message: SURROUNDINGS }],
};

/** Everything but the codec: one canonical encoding. */
export const encodedByTheCodec: Restrictions = {
  properties: properties(
    ['stringify'],
    'There is one canonical encoding: use ledger/codec.ts.',
    'JSON',
  ),
};

/** The domain: pure and synchronous. */
export const pure: Restrictions = {
  globals: [
    ...globals(['Buffer', 'TextEncoder', 'TextDecoder', 'URL', 'structuredClone'], PURE),
    ...globals(['Promise'], SYNCHRONOUS),
  ],
  syntax: [
    { selector: ':function[async=true]', message: SYNCHRONOUS },
    { selector: 'AwaitExpression', message: SYNCHRONOUS },
  ],
};

/** Schemas of the domain: each is also a JSON Schema and can lose a field for a route. */
export const plainSchemas: Restrictions = {
  properties: [
    ...properties(['any', 'bigint', 'coerce', 'date', 'preprocess', 'record'], SCHEMA, 'z'),
    ...properties(['refine', 'superRefine', 'transform', 'optional', 'readonly'], SCHEMA),
  ],
};

/** Contracts: one instance serves concurrent transactions. */
export const stateless: Restrictions = {
  syntax: [
    {
      selector: 'PropertyDefinition:not([readonly=true])',
      message: 'One instance serves concurrent transactions: keep values in the transaction.',
    },
  ],
};
