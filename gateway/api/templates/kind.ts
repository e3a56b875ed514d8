import { acceptance, all, evidence, whole } from './conditions.js';
import type { MilestoneKindView, MilestonePattern } from './pattern.js';
import { silenceOf } from './silence.js';

/** What a kind says beside its name. */
export type KindRow = Omit<MilestoneKindView, 'kind' | 'silence'>;

const REVIEW_BUSINESS_DAYS = 5;
const MAX_PRESENTATIONS = 3;
const CURE_DAYS = 5;
const GRACE_DAYS = 7;

const base = {
  exclusions: 'none',
  graceDays: GRACE_DAYS,
  approval: 'dual',
} as const satisfies Partial<MilestonePattern>;

const review = {
  businessDays: REVIEW_BUSINESS_DAYS,
  silence: 'accepted',
  maxPresentations: MAX_PRESENTATIONS,
  cureDays: CURE_DAYS,
} as const satisfies Omit<MilestonePattern['review'], 'by'>;

/** Paid once the buyer accepts a presentation of documents of that type. */
export function presented(
  docType: string,
  change: Partial<MilestonePattern> = {},
): MilestonePattern {
  return {
    ...base,
    tranches: whole(all(evidence(docType), acceptance)),
    evidence: [{ docType, min: 1 }],
    review: { ...review, by: 'buyer' },
    ...change,
  };
}

/** Paid once facts of others than the exporter are on record; nobody reviews. */
export function recorded(
  condition: Parameters<typeof whole>[0],
  change: Partial<MilestonePattern> = {},
): MilestonePattern {
  return {
    ...base,
    tranches: whole(condition),
    evidence: 'none',
    review: { ...review, by: 'none' },
    ...change,
  };
}

/** A longer review for what takes the buyer time to try out. */
export function reviewedFor(businessDays: number): MilestonePattern['review'] {
  return { ...review, by: 'buyer', businessDays };
}

/** Makes a row of the catalogue. */
export function viewOf(kind: MilestoneKindView['kind'], row: KindRow): MilestoneKindView {
  return { kind, ...row, silence: [...silenceOf(row.defaults)] };
}
