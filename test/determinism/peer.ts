/**
 * One peer: plays the chains of the file that it is given, and then the first of them with each
 * fault planted. `node peer.js <chains.json>`; answers on standard output.
 */
import { readFileSync } from 'node:fs';
import { transact } from '@tranche/chaincode/ledger';
import { played, type RecordedTransaction } from '../support/recorded-transactions.js';
import { playAll, type Trace, type Transact } from '../support/trace.js';
import { withKeysInOrderOfPeer } from './order.js';
import { inOtherOrder } from './other-order.js';
import { plants } from './plants.js';

/** What a peer answers. */
export interface PeerAnswer {
  /** What is different about it. */
  readonly surroundings: {
    readonly timeZone: string;
    readonly language: string;
    readonly day: string;
    /** The order of an object's keys, and of a map's entries. */
    readonly keys: string;
    readonly entries: string;
  };
  readonly traces: readonly (readonly Trace[])[];
  readonly planted: Readonly<Record<string, readonly Trace[]>>;
}

type Chain = readonly RecordedTransaction[];

async function tracesWith(chain: Chain, run: Transact = transact): Promise<readonly Trace[]> {
  const { traces } = await playAll(chain.map(played), inOtherOrder(run));
  return traces;
}

async function answer(chains: readonly Chain[]): Promise<PeerAnswer> {
  const [first = []] = chains;
  const traces = [];
  for (const chain of chains) traces.push(await tracesWith(chain));
  const planted: Record<string, readonly Trace[]> = {};
  for (const [name, run] of Object.entries(plants)) {
    planted[name] = await tracesWith(first, run);
  }
  const { timeZone, locale: language } = new Intl.DateTimeFormat().resolvedOptions();
  const day = new Date().toISOString().slice(0, 10);
  const keys = Object.keys(withKeysInOrderOfPeer({ first: 1, second: 2, third: 3 }) as object);
  const entries = [...new Map(['first', 'second', 'third'].map((name) => [name, 1])).keys()];
  const orders = { keys: keys.join(), entries: entries.join() };
  return { surroundings: { timeZone, language, day, ...orders }, traces, planted };
}

const chains = JSON.parse(readFileSync(process.argv[2] ?? '', 'utf8')) as readonly Chain[];
process.stdout.write(JSON.stringify(await answer(chains)));
