import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { hashOf, sha256 } from '@tranche/chaincode/ledger';
import type { Transaction } from './consortium.js';
import { projectFolder } from './project.js';
import { played, recorded, type RecordedTransaction } from './recorded-transactions.js';
import { playAll, type Played } from './trace.js';

/** Where the golden chains stand, one folder for each release. */
export const goldenFolder = path.join(projectFolder, 'test/golden');

const TRANSACTIONS = 'transactions.json';
const RECORDS = 'records.json';

/** A record as a release wrote it. */
export interface GoldenRecord {
  /** SHA-256 of its bytes. */
  readonly sha256: string;
  readonly record: unknown;
}

/** What a release made of the transactions of a chain. */
export interface GoldenRecords {
  /** By key, with `/` for U+0000. */
  readonly records: Readonly<Record<string, GoldenRecord>>;
  /** For each transaction: its answer, and the SHA-256 of all that it read and wrote. */
  readonly traces: readonly {
    readonly txId: string;
    readonly answer: unknown;
    readonly sha256: string;
  }[];
  /** SHA-256 of the endorsement parties of all keys. */
  readonly policies: string;
}

/** A chain of one release: what was sent, and what came of it. */
export interface GoldenChain {
  readonly name: string;
  readonly transactions: readonly Transaction[];
  readonly golden: GoldenRecords;
}

/** Every chain of every release, as `release/chain`. */
export function goldenChains(): readonly GoldenChain[] {
  return foldersIn(goldenFolder).flatMap((release) =>
    foldersIn(path.join(goldenFolder, release)).map((chain) => goldenChain(`${release}/${chain}`)),
  );
}

/** One chain. @param name `release/chain` */
export function goldenChain(name: string): GoldenChain {
  const folder = path.join(goldenFolder, name);
  const transactions = read<readonly RecordedTransaction[]>(path.join(folder, TRANSACTIONS));
  const golden = read<GoldenRecords>(path.join(folder, RECORDS));
  return { name, transactions: transactions.map(played), golden };
}

function foldersIn(folder: string): readonly string[] {
  if (!existsSync(folder)) return [];
  const entries = readdirSync(folder, { withFileTypes: true });
  return entries.filter((entry) => entry.isDirectory()).map(({ name }) => name);
}

function read<T>(file: string): T {
  return JSON.parse(readFileSync(file, 'utf8')) as T;
}

/** What is kept of a ledger and its transactions. */
export function goldenOf({ ledger, traces }: Played): GoldenRecords {
  const sorted = [...ledger.values].sort(([one], [other]) => (one < other ? -1 : 1));
  const records = sorted.map(([key, bytes]) => {
    const record = JSON.parse(Buffer.from(bytes).toString('utf8')) as unknown;
    return [key.replaceAll('\u0000', '/'), { sha256: sha256(bytes), record }] as const;
  });
  return {
    records: Object.fromEntries(records),
    traces: traces.map((trace) => ({
      txId: trace.txId,
      answer: JSON.parse(trace.answer) as unknown,
      sha256: hashOf(trace),
    })),
    policies: hashOf(Object.fromEntries(ledger.policies)),
  };
}

/** The files of a chain, by name, as text. */
export async function goldenFiles(
  transactions: readonly Transaction[],
): Promise<Readonly<Record<string, string>>> {
  return {
    [TRANSACTIONS]: pretty(transactions.map(recorded)),
    [RECORDS]: pretty(goldenOf(await playAll(transactions))),
  };
}

function pretty(value: unknown): string {
  return `${JSON.stringify(value, undefined, 1)}\n`;
}
