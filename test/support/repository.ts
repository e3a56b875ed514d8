import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';

import { projectFolder } from './project.js';

const MAX_LIST_BYTES = 16 * 1024 * 1024;

/** Paths of the files that are, or are about to be, in the repository. */
export function repositoryFiles(): readonly string[] {
  const list = execFileSync(
    'git',
    ['ls-files', '-z', '--cached', '--others', '--exclude-standard'],
    { cwd: projectFolder, encoding: 'utf8', maxBuffer: MAX_LIST_BYTES },
  );
  return [...new Set(list.split('\0'))]
    .filter((file) => file !== '' && existsSync(path.join(projectFolder, file)))
    .toSorted();
}

/** The text of a file of the repository. */
export function repositoryText(file: string): string {
  return readFileSync(path.join(projectFolder, file), 'utf8');
}

/** A file of the repository that holds JSON, as the caller knows it to be. */
export function repositoryJson<T>(file: string): T {
  return JSON.parse(repositoryText(file)) as T;
}
