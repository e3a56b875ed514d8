import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import path from 'node:path';

/** Readable by the owner alone. */
export const SECRET_MODE = 0o600;
/** Readable by everybody. */
export const PUBLIC_MODE = 0o644;

const FOLDER_MODE = 0o700;

/** Creates the folder, with its parents, for the owner alone. */
export function makeFolder(folder: string): string {
  mkdirSync(folder, { recursive: true, mode: FOLDER_MODE });
  return folder;
}

/** Writes a file whole or not at all, so that a stop at any moment leaves nothing half-written. */
export function writeWhole(file: string, content: string | Uint8Array, mode = PUBLIC_MODE): void {
  makeFolder(path.dirname(file));
  const draft = `${file}.${randomBytes(4).toString('hex')}.draft`;
  writeFileSync(draft, content, { mode });
  renameSync(draft, file);
}

/** Writes a file that holds a secret: whole or not at all, mode 0600. */
export function writeSecret(file: string, content: string | Uint8Array): void {
  writeWhole(file, content, SECRET_MODE);
}

/** The text of a file, or `undefined` when there is none. */
export function readIfThere(file: string): string | undefined {
  return existsSync(file) ? readFileSync(file, 'utf8') : undefined;
}
