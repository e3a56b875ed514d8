import {
  DomainError,
  filedPartSchema,
  maxBytesOf,
  present,
  privateDocumentSchema,
  required,
  requireThat,
  type FiledDocument,
} from '../domain/index.js';
import { canonicalize, hashOf, parseBounded, sha256 } from './codec.js';

/** Name of the transient field that carries the documents: a JSON object, part -> document. */
export const DOCUMENTS_FIELD = 'documents';

/** Bytes of all documents of one filing together. */
const MAX_FILING_BYTES = 512 * 1024;

/**
 * The documents of a filing. Problems name the part and the field, never the value; parts that have
 * no part’s name are not repeated.
 * @throws DomainError DOCUMENT_MALFORMED, DOCUMENT_TOO_LARGE
 */
export function parseDocuments(bytes: Uint8Array | undefined): readonly FiledDocument[] {
  const path = DOCUMENTS_FIELD;
  const given = required(bytes, 'DOCUMENT_MALFORMED', { path, problem: 'is missing' });
  requireThat(given.byteLength <= MAX_FILING_BYTES, 'DOCUMENT_TOO_LARGE', {
    max: MAX_FILING_BYTES,
  });
  const parsed = parseTransient(given);
  const isObject = typeof parsed === 'object' && parsed !== null && !Array.isArray(parsed);
  requireThat(isObject, 'DOCUMENT_MALFORMED', { path, problem: 'is no object' });
  const entries = Object.entries(parsed).sort(([one], [other]) => (one < other ? -1 : 1));
  requireThat(entries.length > 0, 'DOCUMENT_MALFORMED', { path, problem: 'is empty' });
  return entries.map(([part, value]) => parseDocument(part, value));
}

function parseTransient(bytes: Uint8Array): unknown {
  try {
    return parseBounded(Buffer.from(bytes).toString('utf8'), MAX_FILING_BYTES);
  } catch {
    throw new DomainError('DOCUMENT_MALFORMED', { path: DOCUMENTS_FIELD, problem: 'is no JSON' });
  }
}

function parseDocument(part: string, value: unknown): FiledDocument {
  requireThat(filedPartSchema.safeParse(part).success, 'DOCUMENT_MALFORMED', {
    path: DOCUMENTS_FIELD,
    problem: 'has a name that no part has',
  });
  const parsed = privateDocumentSchema.safeParse(value);
  if (!parsed.success) {
    const { path: inside } = present(parsed.error.issues[0], 'a schema says what it refuses');
    const path = [part, ...inside].map(String).join('.');
    throw new DomainError('DOCUMENT_MALFORMED', { path, problem: 'is not as the schema says' });
  }
  const document = parsed.data;
  const text = canonicalize(document);
  const max = maxBytesOf(document);
  requireThat(Buffer.byteLength(text) <= max, 'DOCUMENT_TOO_LARGE', { max });
  const filed = { part, document, hash: sha256(text) };
  return document.kind === 'assignment' ? { ...filed, shown: hashOf(document.commercial) } : filed;
}
