import { buffer } from 'node:stream/consumers';
import { gzipSync } from 'node:zlib';
import { pack } from 'tar-stream';

/** A file of an archive. */
export interface ArchiveFile {
  readonly name: string;
  readonly content: string | Uint8Array;
}

const FILE_MODE = 0o644;
const GZIP_SYSTEM_BYTE = 9;
const SYSTEM_UNKNOWN = 255;

/**
 * A tar.gz of the files whose bytes depend on names and contents alone: no times, no owners, and
 * stored rather than compressed, because releases of zlib compress differently.
 */
export async function reproducibleTarGz(files: readonly ArchiveFile[]): Promise<Uint8Array> {
  const archive = pack();
  const sorted = [...files].sort((a, b) => (a.name < b.name ? -1 : 1));
  for (const { name, content } of sorted) {
    const header = { name, mode: FILE_MODE, mtime: new Date(0), uid: 0, gid: 0 };
    archive.entry(header, Buffer.from(content));
  }
  archive.finalize();
  const zipped = gzipSync(await buffer(archive), { level: 0 });
  zipped[GZIP_SYSTEM_BYTE] = SYSTEM_UNKNOWN;
  return zipped;
}
