import { mkdir, open, readdir, readFile, rename, rm } from 'node:fs/promises';
import path from 'node:path';
import {
  agreementIdSchema,
  commandCatalogue,
  commandIdSchema,
  mspSchema,
  participantIdSchema,
  type SubmissionType,
} from '@tranche/chaincode/domain';
import { z } from 'zod';
import type { Journal, Log, OpenTransaction } from '../../core/index.js';

const OPEN_SUFFIX = '.open.json';
const PARTIAL_SUFFIX = '.partial';
const BROKEN_SUFFIX = '.broken';

const typeSchema = z.custom<SubmissionType>(
  (value) => typeof value === 'string' && Object.hasOwn(commandCatalogue, value),
);

const entrySchema = z.strictObject({
  txId: z.string().regex(/^[0-9a-f]{64}$/),
  commandId: commandIdSchema,
  participant: participantIdSchema,
  user: z.string(),
  type: typeSchema,
  agreementId: agreementIdSchema.exactOptional(),
  inputHash: z.string(),
  bytes: z.base64(),
  endorsedBy: z.array(mspSchema),
  response: z.string(),
  openedAt: z.int(),
});

/**
 * One file for each open transaction, written whole or not at all: a partial file is synced,
 * renamed, and the folder synced, before the promise resolves.
 */
export class FileJournal implements Journal {
  readonly #folder: string;
  readonly #open: Map<string, OpenTransaction>;

  private constructor(folder: string, open: Map<string, OpenTransaction>) {
    this.#folder = folder;
    this.#open = open;
  }

  /** Opens the folder, made when it is not there, and reads what was left open. */
  static async in(folder: string, log: Log): Promise<FileJournal> {
    await mkdir(folder, { recursive: true, mode: 0o700 });
    const found: OpenTransaction[] = [];
    for (const name of await readdir(folder)) {
      const file = path.join(folder, name);
      if (name.endsWith(PARTIAL_SUFFIX)) await rm(file, { force: true });
      if (!name.endsWith(OPEN_SUFFIX)) continue;
      const entry = parseEntry(await readFile(file, 'utf8'));
      if (entry === undefined) {
        log.error('a journal file cannot be read and is set aside', { file });
        await rename(file, `${file}${BROKEN_SUFFIX}`);
      } else {
        found.push(entry);
      }
    }
    found.sort((one, other) => one.openedAt - other.openedAt);
    return new FileJournal(folder, new Map(found.map((entry) => [entry.txId, entry])));
  }

  async open(transaction: OpenTransaction): Promise<void> {
    const file = this.#file(transaction.txId);
    const partial = `${file}${PARTIAL_SUFFIX}`;
    const bytes = Buffer.from(transaction.bytes).toString('base64');
    const handle = await open(partial, 'w', 0o600);
    try {
      await handle.writeFile(JSON.stringify({ ...transaction, bytes }));
      await handle.sync();
    } finally {
      await handle.close();
    }
    await rename(partial, file);
    await this.#syncFolder();
    this.#open.set(transaction.txId, transaction);
  }

  async close(txId: string): Promise<void> {
    this.#open.delete(txId);
    await rm(this.#file(txId), { force: true });
  }

  list(): readonly OpenTransaction[] {
    return [...this.#open.values()];
  }

  #file(txId: string): string {
    return path.join(this.#folder, `${txId}${OPEN_SUFFIX}`);
  }

  async #syncFolder(): Promise<void> {
    const handle = await open(this.#folder, 'r');
    try {
      await handle.sync();
    } finally {
      await handle.close();
    }
  }
}

function parseEntry(text: string): OpenTransaction | undefined {
  try {
    const entry = entrySchema.parse(JSON.parse(text));
    return { ...entry, bytes: Buffer.from(entry.bytes, 'base64') };
  } catch {
    return undefined;
  }
}
