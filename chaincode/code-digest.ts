import { createHash } from 'node:crypto';
import { readFile, readdir } from 'node:fs/promises';
import path from 'node:path';

const LOCK_FILE = 'package-lock.json';
const CODE_FOLDER = 'dist';

/**
 * What the members of a channel approve: the SHA-256, in lower-case hexadecimal, of the compiled
 * chaincode and its lock file below `folder`.
 *
 * Each `dist/**\/*.js` and `package-lock.json` counts with one line, `path NUL sha256(content) LF`,
 * in the order of the paths' code units; paths are relative and written with `/`.
 * @throws Error when the folder holds no lock file, no code, or a link in place of code
 */
export async function codeDigest(folder: string): Promise<string> {
  const files = [...(await codeFiles(folder)), LOCK_FILE].sort(byCodeUnits);
  const lines = await Promise.all(
    files.map(async (file) => `${file}\0${sha256(await readFile(path.join(folder, file)))}\n`),
  );
  return sha256(lines.join(''));
}

async function codeFiles(folder: string): Promise<string[]> {
  const root = path.join(folder, CODE_FOLDER);
  const entries = await readdir(root, { recursive: true, withFileTypes: true });
  const link = entries.find((entry) => entry.isSymbolicLink());
  if (link !== undefined) throw new Error(`${link.name} below ${root} is a link, not a file`);
  const files = entries
    .filter((entry) => entry.isFile() && entry.name.endsWith('.js'))
    .map((entry) => path.relative(folder, path.join(entry.parentPath, entry.name)))
    .map((file) => file.split(path.sep).join('/'));
  if (files.length === 0) throw new Error(`there is no compiled code below ${root}`);
  return files;
}

function sha256(content: string | Uint8Array): string {
  return createHash('sha256').update(content).digest('hex');
}

function byCodeUnits(one: string, other: string): number {
  return one < other ? -1 : Number(one > other);
}
