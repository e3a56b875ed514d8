import {
  DomainError,
  documentQuerySchema,
  historyQuerySchema,
  milestoneQuerySchema,
  agreementQuerySchema,
  nextActionsOf,
  required,
  stateOf,
  termsQuerySchema,
  measure,
  type Agreement,
  type AgreementId,
  type Milestone,
  type MilestoneId,
  type QueryType,
  type TermsRecord,
} from '../domain/index.js';
import { canonicalize, decode } from './codec.js';
import { keys } from './keys.js';
import type { Call, LedgerReads } from './ledger-state.js';
import { parseQuery, rulesOf, type Query } from './query-parts.js';
import { registryQueries } from './registry-queries.js';

/** One row for each question; none of them writes. */
const queries: { readonly [T in QueryType]: Query } = {
  agreement: async (reads, call) => {
    const { agreementId } = parseQuery(agreementQuerySchema, call.input);
    const { agreement, terms } = await loadAgreement(reads, agreementId);
    const milestones = [];
    for (const { id } of terms.terms.milestones) {
      const { delivery, position, review } = await loadMilestone(reads, agreementId, id);
      const { acceptedShare, dueDate } = review;
      milestones.push({
        id,
        status: delivery.status,
        acceptedShare,
        dueDate,
        shares: measure(position),
      });
    }
    return { agreement, terms, milestones };
  },

  milestone: async (reads, call) => {
    const { agreementId, milestoneId } = parseQuery(milestoneQuerySchema, call.input);
    const milestone = await loadMilestone(reads, agreementId, milestoneId);
    const { commands: _commands, slice, ...record } = milestone;
    const orders = milestone.orders.map((order) => ({
      ...order,
      state: stateOf(milestone, order),
    }));
    return { ...record, definition: slice.definition, orders };
  },

  position: async (reads, call) => {
    const { agreementId, milestoneId } = parseQuery(milestoneQuerySchema, call.input);
    const { position } = await loadMilestone(reads, agreementId, milestoneId);
    return { position, shares: measure(position) };
  },

  nextActions: async (reads, call) => {
    const { agreementId } = parseQuery(agreementQuerySchema, call.input);
    const { agreement, terms } = await loadAgreement(reads, agreementId);
    const milestones: Milestone[] = [];
    for (const { id } of terms.terms.milestones) {
      milestones.push(await loadMilestone(reads, agreementId, id));
    }
    const moment = { at: call.at, outages: (await rulesOf(reads))?.outages ?? [] };
    return { actions: nextActionsOf({ agreement, terms, milestones, moment }) };
  },

  history: async (reads, call) => {
    const { agreementId, milestoneId } = parseQuery(historyQuerySchema, call.input);
    const agreement = await reads.get(keys.agreement(agreementId));
    required(agreement, 'AGREEMENT_NOT_FOUND', { id: agreementId });
    if (milestoneId !== undefined) await loadMilestone(reads, agreementId, milestoneId);
    const key =
      milestoneId === undefined
        ? keys.agreement(agreementId)
        : keys.milestone(agreementId, milestoneId);
    const entries = await reads.history(key);
    return {
      entries: entries.map(({ txId, at, value }) => ({ txId, at, record: decode<unknown>(value) })),
    };
  },

  terms: async (reads, call) => {
    const { agreementId, termsVersion } = parseQuery(termsQuerySchema, call.input);
    const agreement = await reads.get(keys.agreement(agreementId));
    required(agreement, 'AGREEMENT_NOT_FOUND', { id: agreementId });
    const terms = await reads.get(keys.terms(agreementId, termsVersion));
    const version = { version: termsVersion };
    return { terms: decode<TermsRecord>(required(terms, 'TERMS_VERSION_NOT_FOUND', version)) };
  },

  document: async (reads, call) => {
    const { agreementId, ...ref } = parseQuery(documentQuerySchema, call.input);
    const { ownMsp } = reads;
    if (call.actor.msp !== ownMsp) throw new DomainError('PRIVATE_READ_ELSEWHERE');
    const value = await reads.getPrivate(ownMsp, keys.document(agreementId, ref));
    const found = required(value, 'DOCUMENT_NOT_FOUND', { part: `${ref.kind}/${ref.part}` });
    return { document: decode<unknown>(found) };
  },

  ...registryQueries,
};

/**
 * Answers a question from the ledger, as canonical JSON.
 * @throws DomainError COMMAND_MALFORMED, AGREEMENT_NOT_FOUND, MILESTONE_NOT_FOUND,
 *   PRIVATE_READ_ELSEWHERE, DOCUMENT_NOT_FOUND, TERMS_VERSION_NOT_FOUND,
 *   CONSORTIUM_NOT_BOOTSTRAPPED, VOTE_NOT_FOUND
 */
export async function ask(reads: LedgerReads, type: QueryType, call: Call): Promise<string> {
  return canonicalize(await queries[type](reads, call));
}

/** The version of the rules in force; 0 before the consortium is founded. */
export async function rulesInForce(reads: Pick<LedgerReads, 'get'>): Promise<number> {
  return (await rulesOf(reads))?.version ?? 0;
}

async function loadAgreement(
  reads: LedgerReads,
  id: AgreementId,
): Promise<{ agreement: Agreement; terms: TermsRecord }> {
  const found = required(await reads.get(keys.agreement(id)), 'AGREEMENT_NOT_FOUND', { id });
  const agreement = decode<Agreement>(found);
  const terms = await reads.get(keys.terms(id, agreement.termsVersion));
  return { agreement, terms: decode<TermsRecord>(required(terms, 'AGREEMENT_NOT_FOUND', { id })) };
}

async function loadMilestone(
  reads: LedgerReads,
  agreementId: AgreementId,
  id: MilestoneId,
): Promise<Milestone> {
  const bytes = await reads.get(keys.milestone(agreementId, id));
  return decode<Milestone>(required(bytes, 'MILESTONE_NOT_FOUND', { id }));
}
