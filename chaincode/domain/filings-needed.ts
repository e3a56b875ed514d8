import { mspOf, type Msp, type Sha256 } from './ids.js';
import type { ActingUser } from './actor.js';
import type { TermsRecord } from './agreement/state.js';
import type { Command, CommandOf } from './catalogue.js';
import {
  committedDocuments,
  newHolders,
  technicalOf,
  type DocumentRef,
  type UncommittedKind,
} from './filing.js';
import { participantOf } from './policy.js';
import { assignmentFilings, payToFilings, rateFilings } from './required-filings.js';
import type { Milestone, State } from './state.js';

/** A private document whose hash a decision needs, in one member's collection. */
export interface FilingNeeded {
  readonly msp: Msp;
  readonly ref: DocumentRef;
}

/**
 * The private documents whose presence decides a command: by their hashes, which every node knows.
 */
export function filingsNeeded(
  state: State,
  command: Command,
  actor: ActingUser,
): readonly FilingNeeded[] {
  const ofAgreement = filingsOfAgreement(state, command, actor);
  if (ofAgreement !== undefined) return ofAgreement;
  const [milestone] = state.milestones.values();
  return milestone === undefined ? [] : neededOf(milestone, command, actor);
}

function neededOf(
  milestone: Milestone,
  command: Command,
  actor: ActingUser,
): readonly FilingNeeded[] {
  const { parties } = milestone.slice;
  if (namesSecurity(command)) {
    const holders = [mspOf(parties.bank), mspOf(parties.exporter)];
    return holders.map((holder) => needed(holder, 'security', command.document, milestone));
  }
  if (command.type === 'settleOrder') {
    return [needed(mspOf(parties.bank), 'settlement', command.document, milestone)];
  }
  const { arbiter } = parties;
  if (command.type === 'escalateDispute' && arbiter !== undefined) {
    return [{ msp: mspOf(arbiter), ref: technicalOf(milestone) }];
  }
  return filingsOfPayees(milestone, command, actor);
}

/** Those of whom the parts of a milestone are paid to, and in which currency. */
function filingsOfPayees(
  milestone: Milestone,
  command: Command,
  actor: ActingUser,
): readonly FilingNeeded[] {
  if (command.type === 'acknowledgeAssignment') {
    const named = milestone.assignments?.find(({ number }) => number === command.number);
    return named === undefined ? [] : assignmentFilings(milestone, named);
  }
  if (command.type === 'changePayTo') {
    return payToFilings(milestone, participantOf(actor), command.document);
  }
  if (command.type === 'fixRate') {
    const order = milestone.orders.find(({ id }) => id === command.orderId);
    return order === undefined ? [] : rateFilings(milestone, order, command.document);
  }
  return [];
}

/** Those that decide a command on the agreement as a whole. */
function filingsOfAgreement(
  state: State,
  command: Command,
  actor: ActingUser,
): readonly FilingNeeded[] | undefined {
  const { msp } = actor;
  if (command.type === 'acceptAgreement' && state.terms !== undefined) {
    return committedDocuments(state.terms, msp).map(({ ref }) => ({ msp, ref }));
  }
  const { terms: inForce, namedTerms } = state;
  if (command.type === 'consentToAmendment' && inForce !== undefined && namedTerms !== undefined) {
    return filingsOfAmendment(inForce, namedTerms, msp);
  }
  if (command.type === 'discloseDocuments') {
    const { kind, termsVersion, to, parts } = command;
    return parts.map((part) => ({ msp: mspOf(to), ref: { kind, part, termsVersion } }));
  }
  if (command.type === 'attestBalance' && state.terms !== undefined) {
    const { terms, version: termsVersion } = state.terms;
    return [needed(mspOf(terms.parties.bank), 'balance', command.document, { termsVersion })];
  }
  return undefined;
}

/** What the consenting member holds, and what those must hold who are new as holders. */
function filingsOfAmendment(
  inForce: TermsRecord,
  record: TermsRecord,
  own: Msp,
): readonly FilingNeeded[] {
  return [...new Set([own, ...newHolders(inForce, record)])].flatMap((msp) =>
    committedDocuments(record, msp).map(({ ref }) => ({ msp, ref })),
  );
}

type SecurityNaming = CommandOf<
  'secureFunds' | 'confirmSecurity' | 'extendSecurity' | 'increaseSecurity'
>;

const securityNaming: readonly Command['type'][] = [
  'secureFunds',
  'confirmSecurity',
  'extendSecurity',
  'increaseSecurity',
] satisfies readonly SecurityNaming['type'][];

function namesSecurity(command: Command): command is SecurityNaming {
  return securityNaming.includes(command.type);
}

function needed(
  msp: Msp,
  kind: UncommittedKind,
  part: Sha256,
  { termsVersion }: Pick<Milestone, 'termsVersion'>,
): FilingNeeded {
  return { msp, ref: { kind, part, termsVersion } };
}
