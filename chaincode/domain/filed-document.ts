import type { Sha256 } from './ids.js';
import { invariant } from './invariant.js';
import type { DocumentOf, PrivateDocument } from './private-terms.js';

/** A private document with its place and the hash of its canonical text. */
export interface FiledDocument {
  readonly part: string;
  readonly document: PrivateDocument;
  readonly hash: Sha256;
  /** The same of the document of the terms that it shows to others. */
  readonly shown?: Sha256;
}

/** The document of a part, whose kind was checked. */
export function documentOf<K extends PrivateDocument['kind']>(
  documents: readonly FiledDocument[],
  part: string,
  kind: K,
): DocumentOf<K> {
  const found = documents.find((filed) => filed.part === part)?.document;
  invariant(found?.kind === kind, 'a filing whose commitments were checked has every part');
  return found as DocumentOf<K>;
}
