import type { TermsRecord } from './agreement/state.js';
import { required, requireThat } from './errors.js';
import { documentOf, type FiledDocument } from './filed-document.js';
import type { Sha256 } from './ids.js';
import type { CommercialHeader, DocumentOf } from './private-terms.js';

/** The terms in force, with those of their commercial documents that an amendment changes. */
export interface AmendedFiling {
  readonly record: TermsRecord;
  readonly documents: readonly FiledDocument[];
}

interface Amended {
  readonly record: TermsRecord;
  readonly documents: readonly FiledDocument[];
  readonly inForce: AmendedFiling;
}

/**
 * Checks, where private documents can be seen, that an amendment moves no other amounts than it
 * says: a part of what it revalues is worth more or in another currency, everything else is worth
 * what it was.
 * @throws DomainError milestone by milestone in this order: DOCUMENT_PARTS_INCOMPLETE,
 *   DOCUMENT_NOT_COMMITTED, AMOUNT_NOT_RAISED, CURRENCY_NOT_KEPT, AMOUNT_NOT_KEPT
 */
export function checkAmendedAmounts(amended: Amended): void {
  const { record, documents, inForce } = amended;
  const { commitments, milestones } = inForce.record.terms;
  const before = former(amended, { part: 'header', hash: commitments.header });
  const header = documentOf([before], 'header', 'commercial-header');
  const isSame = isCurrencyOf(header, documentOf(documents, 'header', 'commercial-header'));
  for (const { id: part, commitments: committed } of milestones) {
    const filed = former(amended, { part, hash: committed.commercial });
    const was = amountIn(documentOf([filed], part, 'commercial-milestone'));
    const is = amountIn(documentOf(documents, part, 'commercial-milestone'));
    if (record.amends?.revalued.includes(part) === true) {
      requireThat(is > was || !isSame, 'AMOUNT_NOT_RAISED', { part });
      continue;
    }
    requireThat(isSame, 'CURRENCY_NOT_KEPT', { part });
    requireThat(is === was, 'AMOUNT_NOT_KEPT', { part });
  }
}

/** A document by the terms in force: the new one where both commit to the same. */
function former(
  { documents, inForce }: Amended,
  { part, hash }: { readonly part: string; readonly hash: Sha256 },
): FiledDocument {
  const isOf = (each: FiledDocument): boolean => each.part === part;
  const unchanged = documents.find((each) => isOf(each) && each.hash === hash);
  if (unchanged !== undefined) return unchanged;
  const shown = required(inForce.documents.find(isOf), 'DOCUMENT_PARTS_INCOMPLETE', {
    part: `~${part}`,
  });
  requireThat(shown.hash === hash, 'DOCUMENT_NOT_COMMITTED', { part: `~${part}` });
  return shown;
}

function isCurrencyOf(one: CommercialHeader, other: CommercialHeader): boolean {
  return one.currency === other.currency && one.decimals === other.decimals;
}

function amountIn({ amountMinor }: DocumentOf<'commercial-milestone'>): bigint {
  return BigInt(amountMinor);
}
