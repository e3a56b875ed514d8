import type {
  Agreement,
  Milestone,
  PrivateDocument,
  SubmissionType,
  UncommittedKind,
} from '@tranche/chaincode/domain';
import { sha256 } from '@tranche/chaincode/ledger';
import type { Deal } from '../../../scripts/case/textile-deal.js';
import type { AmendedDeal } from '../amended-deal.js';
import { wholeCast } from '../cast.js';
import type { Dice } from '../dice.js';
import type { RandomDeal } from '../random-deal.js';

/** What is filed before somebody acts: by the exporter what is assigned, all else by the bank. */
export interface Filing {
  readonly kind: UncommittedKind;
  readonly document: PrivateDocument;
}

/** Something that a user tries, sensible or not. */
export interface Attempt {
  readonly label: string;
  readonly type: SubmissionType;
  readonly fields: Readonly<Record<string, unknown>>;
  /** An earlier command's, when the attempt repeats it or takes its id. */
  readonly commandId?: string;
  /** A document that is filed with its holders before. */
  readonly filing?: Filing;
  /** The deal that an amendment would make of the one in force. */
  readonly proposes?: AmendedDeal;
  /** Number of the amendment whose documents all holders file before. */
  readonly filesTerms?: number;
}

/** What whoever tries something can see. */
export interface Sight {
  readonly deal: RandomDeal;
  readonly agreement: Agreement;
  readonly milestones: readonly Milestone[];
  readonly at: number;
  /** The deal as the terms in force have it. */
  readonly inForce: Deal;
  /** Hashes of the terms that were proposed, by their numbers. */
  readonly proposals: ReadonlyMap<number, string>;
  /** What was tried before, with its command ids. */
  readonly before: readonly (Attempt & { readonly commandId: string })[];
}

/** One of several things that can be tried. */
export type Option = () => Attempt;

const users = wholeCast.flatMap(({ localId, users: names }) =>
  names.map((name) => `${localId}.${name}`),
);

/** An attempt on a milestone. */
export function on(
  { id: milestoneId }: Milestone,
  label: string,
  type: SubmissionType,
  fields: Attempt['fields'],
): Attempt {
  return { label, type, fields: { milestoneId, ...fields } };
}

/** Any user of the cast. */
export function anybody(dice: Dice): string {
  return dice.pick(users);
}

/** A hash that nothing else has. */
export function fresh(dice: Dice, what: string): string {
  return sha256(`${what} ${String(dice.below(1e9))}`);
}
