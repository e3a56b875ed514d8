import { acceptedParts, claimedParts } from '../acceptance.js';
import { afterBusinessDays, afterCalendarDays } from '../calendar.js';
import { evaluate } from '../condition.js';
import { needsAcceptance, trancheRanges } from '../consequences.js';
import { isOver, requireInTime, type Moment } from '../deadline.js';
import { openBlocks } from '../due-date.js';
import { DomainError, required, requireThat } from '../errors.js';
import { plus } from '../instant.js';
import { present } from '../invariant.js';
import { judgeOf } from '../judge.js';
import { partsIn } from '../position.js';
import { openPresentation } from '../presentations.js';
import { common } from '../ranges.js';
import { heldBack } from '../revocation.js';
import { rangesWithout, SHARE_WHOLE, totalSize, type Range } from '../shares.js';
import type { Milestone } from '../state.js';
import type { TrancheTerms } from '../terms.js';
import { workingTime } from '../working-time.js';
import { supportedParts } from './support.js';
import type { Grounds, Side } from './state.js';

/** Business days after an inspector's deadline from which either side may go to the arbiter. */
const INSPECTOR_DAYS = 10;

/** What a side can dispute, and what on record that is about. */
export interface Ground {
  readonly subject: string;
  /** Held parts, lowest first. */
  readonly parts: readonly Range[];
  /** Most of them that can be disputed. */
  readonly max: number;
}

/** What a side relies on. */
export interface Reliance {
  readonly grounds: Grounds;
  readonly side: Side;
  readonly evidence: readonly number[];
}

/** What gives a side grounds, and of what parts; refuses when nothing on record does. */
type Finder = (
  milestone: Milestone,
  of: Reliance,
  moment: Moment,
) => Omit<Ground, 'max'> & {
  readonly max?: number;
};

/**
 * What a side can dispute on the grounds that it names.
 * @throws DomainError in this order: DISPUTE_TOO_LATE, PRESENTATION_UNDER_REVIEW,
 *   DISPUTE_GROUNDS_MISSING, BLOCK_TOO_SHORT, DISPUTE_TOO_EARLY, EVIDENCE_NOT_SINGLE
 */
export function groundOf(milestone: Milestone, of: Reliance, moment: Moment): Ground {
  const { expiry } = milestone.delivery;
  if (expiry !== undefined) {
    const late = { code: 'DISPUTE_TOO_LATE', param: 'until' } as const;
    requireInTime(expiry.givenBackAfter, moment, late);
  }
  const found = finders[of.grounds](milestone, of, moment);
  const size = totalSize(found.parts);
  return { ...found, max: Math.min(size, found.max ?? size) };
}

const finders: Readonly<Record<Grounds, Finder>> = {
  refusal: (milestone, { grounds, side }) => {
    const open = openPresentation(milestone);
    if (open) throw new DomainError('PRESENTATION_UNDER_REVIEW', { number: open.number });
    const { slice, review } = milestone;
    const { buyer } = slice.parties;
    const latest = review.presentations.at(-1);
    const isConcerned = side === 'exporter' || slice.definition.review.by === buyer;
    const named = required(isConcerned ? latest : undefined, 'DISPUTE_GROUNDS_MISSING', {
      grounds,
    });
    const outcome = present(named.outcome, 'what is not under review has an outcome');
    const refused = named.claimedShare - outcome.acceptedShare;
    const isRefused = refused > 0 && (side === 'exporter' || !outcome.deemed);
    requireThat(isRefused, 'DISPUTE_GROUNDS_MISSING', { grounds });
    const subject = subjectOfPresentation(named.number);
    const parts = unperformed(milestone, (tranche) => needsAcceptance(milestone, tranche));
    return { subject, parts, max: Math.max(0, refused - disputedBefore(milestone, subject)) };
  },

  expiry: (milestone, { grounds, side }) => {
    const { expiry } = milestone.delivery;
    const found = side === 'exporter' ? expiry : undefined;
    const { at } = required(found, 'DISPUTE_GROUNDS_MISSING', { grounds });
    return { subject: `expiry ${String(at)}`, parts: unperformed(milestone) };
  },

  block: (milestone, { grounds, side }, moment) => {
    const missing = openBlocks(milestone).filter(({ supplied }) => supplied === undefined);
    const [first] = missing.sort((one, other) => one.reported.at - other.reported.at);
    const found = side === 'exporter' ? first : undefined;
    const { need, reported } = required(found, 'DISPUTE_GROUNDS_MISSING', { grounds });
    const { slice } = milestone;
    const { maxDays = 0 } = slice.definition.blocked ?? {};
    const until = afterCalendarDays(workingTime(slice), reported.at, maxDays);
    requireThat(isOver(until, moment, slice.parameters), 'BLOCK_TOO_SHORT', { until });
    const subject = `block ${need} ${String(reported.at)}`;
    return { subject, parts: unperformed(milestone) };
  },

  silence: (milestone, { grounds }, moment) => {
    const { delivery, slice } = milestone;
    const request = required(delivery.inspectionRequest, 'DISPUTE_GROUNDS_MISSING', { grounds });
    const lastInstant = plus(request.deadline, -1);
    const from = afterBusinessDays(workingTime(slice), lastInstant, INSPECTOR_DAYS);
    requireThat(isOver(from, moment, slice.parameters), 'DISPUTE_TOO_EARLY', { from });
    const parts = unperformed(milestone, (tranche) => awaitsInspection(milestone, tranche, moment));
    return { subject: `inspection ${String(request.at)}`, parts };
  },

  'false-evidence': (milestone, { grounds, side, evidence }) => {
    requireThat(side === 'buyer', 'DISPUTE_GROUNDS_MISSING', { grounds });
    const count = evidence.length;
    requireThat(count === 1, 'EVIDENCE_NOT_SINGLE', { count });
    const named = milestone.delivery.evidence.filter(({ number }) => evidence.includes(number));
    const supported = named.flatMap((item) => supportedParts(milestone, item));
    return { subject: 'false-evidence', parts: common(disputable(milestone), supported) };
  },
};

/** What a dispute about a presentation is about. */
export function subjectOfPresentation(number: number): string {
  return `presentation ${String(number)}`;
}

/** Held parts that are neither under review nor held back by a revocation. */
function disputable(milestone: Milestone): readonly Range[] {
  const held = partsIn(milestone.position, 'held', { from: 0, until: SHARE_WHOLE });
  return rangesWithout(held, [...claimedParts(milestone), ...heldBack(milestone)]);
}

/** Those of them that nobody accepted, in all tranches or in some. */
function unperformed(
  milestone: Milestone,
  isMeant: (tranche: TrancheTerms) => boolean = () => true,
): readonly Range[] {
  const meant = trancheRanges(milestone).filter(({ tranche }) => isMeant(tranche));
  const parts = common(
    disputable(milestone),
    meant.map(({ within }) => within),
  );
  return rangesWithout(parts, acceptedParts(milestone.review));
}

function awaitsInspection(
  milestone: Milestone,
  { condition }: TrancheTerms,
  { at }: Moment,
): boolean {
  if (condition === undefined) return false;
  const { missing } = evaluate(condition, judgeOf(milestone, at));
  return missing.some(({ type }) => type === 'inspection');
}

function disputedBefore({ disputes = [] }: Milestone, subject: string): number {
  return disputes
    .flatMap(({ stakes }) => stakes)
    .filter((each) => each.subject === subject)
    .reduce((sum, { share }) => sum + share, 0);
}
