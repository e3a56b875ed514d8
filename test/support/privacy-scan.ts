import { createReadStream } from 'node:fs';
import { readdir } from 'node:fs/promises';
import path from 'node:path';

/** A private value under the name that findings give it. */
export interface Marker {
  readonly name: string;
  readonly value: string;
}

/** Where a marker was found, and in what form. */
export interface Finding {
  readonly marker: string;
  readonly form: string;
  readonly place: string;
}

interface Needle {
  readonly marker: string;
  readonly form: string;
  readonly bytes: Buffer;
}

/** A shorter text could turn up by chance. */
export const MARKER_LENGTH_MIN = 8;

/** Files are read in parts of this size. */
export const PART_BYTES = 1024 * 1024;

const BASE64_GROUP = 3;
const BASE64_DIGIT_BITS = 6;
const HEX_BYTES_PATTERN = /^([0-9a-f]{2}){8,}$/;

/** Looks for private values in whatever others have: plain, in base64 and in hexadecimal. */
export class PrivacyScan {
  readonly #needles: readonly Needle[];
  readonly #longest: number;

  constructor(markers: readonly Marker[]) {
    for (const { name, value } of markers) {
      if (value.length < MARKER_LENGTH_MIN) throw new RangeError(`${name} is no unique marker`);
    }
    this.#needles = markers.flatMap(needlesOf);
    this.#longest = Math.max(0, ...this.#needles.map(({ bytes }) => bytes.length));
  }

  /** The markers in a text or in bytes. */
  inContent(content: string | Uint8Array, place: string): readonly Finding[] {
    const bytes = Buffer.from(content);
    const found = this.#needles.filter((needle) => bytes.includes(needle.bytes));
    return found.map(({ marker, form }) => ({ marker, form, place }));
  }

  /** The markers in a file, also across the parts in which it is read. */
  async inFile(file: string): Promise<readonly Finding[]> {
    const found = new Map<string, Finding>();
    let tail = Buffer.alloc(0);
    const chunks = createReadStream(file, { highWaterMark: PART_BYTES });
    for await (const chunk of chunks as AsyncIterable<Buffer>) {
      const part = Buffer.concat([tail, chunk]);
      for (const each of this.inContent(part, file)) found.set(`${each.marker} ${each.form}`, each);
      tail = part.subarray(Math.max(0, part.length - this.#longest));
    }
    return [...found.values()];
  }

  /** The markers in files; a file that a running node took away meanwhile holds none. */
  async inFiles(files: readonly string[]): Promise<readonly Finding[]> {
    const findings: Finding[] = [];
    for (const file of files) {
      try {
        findings.push(...(await this.inFile(file)));
      } catch (error) {
        if (!(error instanceof Error && 'code' in error && error.code === 'ENOENT')) throw error;
      }
    }
    return findings;
  }
}

/** Every file below a folder. */
export async function filesBelow(folder: string): Promise<readonly string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => path.join(entry.parentPath, entry.name));
}

function needlesOf({ name, value }: Marker): readonly Needle[] {
  const bytes = Buffer.from(value);
  const hex = bytes.toString('hex');
  const forms: readonly (readonly [string, Buffer])[] = [
    ['plain', bytes],
    ['hex', Buffer.from(hex)],
    ['upper-case hex', Buffer.from(hex.toUpperCase())],
    ...base64Of(bytes),
    ...(HEX_BYTES_PATTERN.test(value) ? rawOf(Buffer.from(value, 'hex')) : []),
  ];
  return forms.map(([form, needle]) => ({ marker: name, form, bytes: needle }));
}

/** A value that is hexadecimal itself may also travel as the bytes that it stands for. */
function rawOf(bytes: Buffer): readonly (readonly [string, Buffer])[] {
  const encoded = base64Of(bytes).map(([form, needle]) => [`raw ${form}`, needle] as const);
  return [['raw', bytes], ...encoded];
}

/** In a longer text the value starts at any of three places of a base64 group. */
function base64Of(bytes: Buffer): readonly (readonly [string, Buffer])[] {
  return [0, 1, 2].flatMap((offset) => {
    const padded = Buffer.concat([Buffer.alloc(offset), bytes]);
    const text = padded.toString('base64').replace(/=+$/, '');
    // Digits that also hold bits of the neighbours are left out.
    const from = Math.ceil((offset * 8) / BASE64_DIGIT_BITS);
    const isWhole = padded.length % BASE64_GROUP === 0;
    const inner = Buffer.from(isWhole ? text.slice(from) : text.slice(from, -1));
    const url = Buffer.from(inner.toString().replaceAll('+', '-').replaceAll('/', '_'));
    return [
      [`base64 at ${offset}`, inner] as const,
      ...(url.equals(inner) ? [] : [[`base64url at ${offset}`, url] as const]),
    ];
  });
}
