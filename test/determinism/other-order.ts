import type { Call, LedgerState } from '@tranche/chaincode/ledger';
import type { Transact } from '../support/trace.js';
import { inOrderOfPeer, withKeysInOrderOfPeer } from './order.js';

/**
 * Runs transactions as a peer does that finds the keys of records, and of what came in transient
 * fields, in an order of its own. The argument is one text, the same bytes for all.
 */
export function inOtherOrder(run: Transact): Transact {
  return (ledger, type, call) => run(reorderedLedger(ledger), type, reorderedCall(call));
}

function reorderedLedger(ledger: LedgerState): LedgerState {
  return {
    get: async (key) => {
      const value = await ledger.get(key);
      return value === undefined ? undefined : reordered(value);
    },
    list: async (type, max) => {
      const entries = await ledger.list(type, max);
      return entries.map(({ key, value }) => ({ key, value: reordered(value) }));
    },
    put: (key, value) => ledger.put(key, value),
    setPolicy: (key, parties) => ledger.setPolicy(key, parties),
    privateHash: (msp, key) => ledger.privateHash(msp, key),
    putPrivate: (msp, key, value) => ledger.putPrivate(msp, key, value),
  };
}

function reorderedCall(call: Call): Call {
  const fields = [...call.transient].map(([name, bytes]) => [name, reordered(bytes)] as const);
  return { ...call, transient: new Map(inOrderOfPeer(fields)) };
}

function reordered(bytes: Uint8Array): Uint8Array {
  const value = JSON.parse(Buffer.from(bytes).toString('utf8')) as unknown;
  return Buffer.from(JSON.stringify(withKeysInOrderOfPeer(value)), 'utf8');
}
