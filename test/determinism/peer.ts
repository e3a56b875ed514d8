/**
 * One peer: plays the chains of the file that it is given, and then the first of them with each
 * fault planted. `node peer.js <chains.json>`; answers on standard output.
 */
import { readFileSync } from 'node:fs';
import { played, type RecordedTransaction } from '../support/recorded-transactions.js';
import { playAll, type Trace, type Transact } from '../support/trace.js';
import { plants } from './plants.js';

/** What a peer answers. */
export interface PeerAnswer {
  /** What is different about it. */
  readonly surroundings: {
    readonly timeZone: string;
    readonly language: string;
    readonly day: string;
  };
  readonly traces: readonly (readonly Trace[])[];
  readonly planted: Readonly<Record<string, readonly Trace[]>>;
}

type Chain = readonly RecordedTransaction[];

async function tracesWith(chain: Chain, run?: Transact): Promise<readonly Trace[]> {
  const { traces } = await playAll(chain.map(played), run);
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
  return { surroundings: { timeZone, language, day }, traces, planted };
}

const chains = JSON.parse(readFileSync(process.argv[2] ?? '', 'utf8')) as readonly Chain[];
process.stdout.write(JSON.stringify(await answer(chains)));
