import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

/** A folder that lives as long as a test needs it. */
export interface TemporaryFolder {
  readonly path: string;
  /** Writes a file below the folder, with the folders that it needs. */
  write(file: string, text: string): void;
  remove(): void;
}

/** Makes an empty temporary folder; whoever makes it removes it. */
export function temporaryFolder(): TemporaryFolder {
  const folder = mkdtempSync(path.join(tmpdir(), 'tranche-test-'));
  return {
    path: folder,
    write: (file, text) => {
      const target = path.join(folder, file);
      mkdirSync(path.dirname(target), { recursive: true });
      writeFileSync(target, text);
    },
    remove: () => {
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
