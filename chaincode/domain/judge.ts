import { afterBusinessDays, afterCalendarDays } from './calendar.js';
import { firstInstant, type Leaf, type Judge } from './condition.js';
import type { Instant } from './instant.js';
import { isInForce } from './instruments.js';
import type { Evidence, Inspection } from './milestone/state.js';
import { inspectorsOf } from './parties.js';
import { suspendedPresentation } from './presentations.js';
import { isStanding } from './records.js';
import type { Milestone } from './state.js';
import { waivedLeaves } from './waived.js';
import { hasPassed, workingTime } from './working-time.js';

type LeafOf<T extends Leaf['type']> = Extract<Leaf, { type: T }>;

/**
 * Answers the leaves of a milestone's conditions from its record, at one instant. What was waived
 * counts as met; such leaves are told from equal ones by identity, in the record's own trees.
 */
export function judgeOf(milestone: Milestone, at: Instant): Judge {
  const waived = waivedLeaves(milestone);
  return {
    isMet: (leaf) => waived.has(leaf) || isMet(milestone, leaf, at),
    owedBy: (leaf) => owedBy(milestone, leaf),
  };
}

/** Who owes a leaf that only time answers. */
export const TIME = 'time';

function isMet(milestone: Milestone, leaf: Leaf, at: Instant): boolean {
  const { parameters } = milestone.slice;
  switch (leaf.type) {
    case 'evidence':
      return countingEvidence(milestone, leaf).length >= leaf.min;
    case 'inspection':
      return isInspected(milestone, leaf);
    case 'event':
      return countingEvents(milestone, leaf).length > 0;
    case 'acceptance':
      return milestone.review.acceptedShare > 0;
    case 'date':
      return hasPassed(leaf.notBefore, at, parameters);
    case 'after': {
      const end = endOfPeriod(milestone, leaf);
      return end !== undefined && hasPassed(end, at, parameters);
    }
    case 'milestone':
      return reachedAt(milestone, leaf.id, leaf.reached) !== undefined;
    case 'instrument':
      return milestone.delivery.instruments.some(
        (each) => each.instrument === leaf.instrument && isInForce(milestone, each, at),
      );
  }
}

/**
 * Evidence of the payee counts when an accepted presentation names it, once with what replaced it;
 * anybody else's when attached.
 */
function countingEvidence(milestone: Milestone, leaf: LeafOf<'evidence'>): readonly Evidence[] {
  const accepted = milestone.review.presentations
    .filter(({ outcome }) => outcome?.result === 'accepted')
    .flatMap(({ evidence }) => evidence);
  const { exporter } = milestone.slice.parties;
  const isReplaced = (number: number): boolean =>
    milestone.delivery.evidence.some(
      (item) => item.replaces === number && accepted.includes(item.number),
    );
  return milestone.delivery.evidence
    .filter(isStanding)
    .filter(
      ({ docType, by, number }) =>
        docType === leaf.docType &&
        by.participant === leaf.from &&
        (by.participant !== exporter || (accepted.includes(number) && !isReplaced(number))),
    );
}

/** The latest result counts that was not revoked. */
function isInspected(milestone: Milestone, leaf: LeafOf<'inspection'>): boolean {
  const latest = latestInspection(milestone);
  return latest !== undefined && satisfies(latest, leaf);
}

function latestInspection({ delivery }: Milestone): Inspection | undefined {
  return delivery.inspections.findLast(isStanding);
}

function satisfies(inspection: Inspection, leaf: LeafOf<'inspection'>): boolean {
  const inTime = leaf.notAfter === undefined || inspection.at <= leaf.notAfter;
  const { outcome } = inspection;
  return (
    inTime && (outcome === 'pass' || (outcome === 'conditional' && leaf.outcome === 'conditional'))
  );
}

/** Only actual events count, and only the agreed source's. */
function countingEvents(milestone: Milestone, leaf: LeafOf<'event'>): readonly Instant[] {
  return milestone.delivery.events
    .filter(isStanding)
    .filter(
      ({ code, classifier, location, by, eventTime }) =>
        code === leaf.code &&
        classifier === 'ACT' &&
        by.participant === leaf.source &&
        (leaf.location === undefined || location === leaf.location) &&
        (leaf.notAfter === undefined || eventTime <= leaf.notAfter),
    )
    .map(({ eventTime }) => eventTime);
}

/** A period that runs from something on record. */
type Period = Pick<LeafOf<'after'>, 'of' | 'days' | 'kind'>;

/** When a period is over; unknown before what it runs from is on record. */
export function endOfPeriod(milestone: Milestone, period: Period): Instant | undefined {
  const from = referenceInstant(milestone, period);
  return from === undefined ? undefined : moved(milestone, period, from);
}

function referenceInstant(milestone: Milestone, { of }: Period): Instant | undefined {
  const { delivery } = milestone;
  if (of.kind === 'inspection') {
    const latest = latestInspection(milestone);
    return latest?.outcome === 'fail' ? undefined : latest?.at;
  }
  if (of.kind === 'event') {
    const actual = delivery.events
      .filter(isStanding)
      .filter(({ code, classifier }) => code === of.code && classifier === 'ACT');
    return firstInstant(actual.map(({ eventTime }) => eventTime));
  }
  return of.id === milestone.id ? delivery.acceptedAt : reachedAt(milestone, of.id, 'accepted');
}

function moved(milestone: Milestone, { kind, days }: Period, from: Instant): Instant {
  const time = workingTime(milestone.slice);
  return kind === 'business'
    ? afterBusinessDays(time, from, days)
    : afterCalendarDays(time, from, days);
}

function reachedAt(
  milestone: Milestone,
  id: Milestone['id'],
  what: 'accepted' | 'settled',
): Instant | undefined {
  return milestone.delivery.reached.find((entry) => entry.id === id)?.[what];
}

function isReviewing(milestone: Milestone): boolean {
  const isPresented = milestone.delivery.status === 'presented';
  return isPresented && suspendedPresentation(milestone) === undefined;
}

/** Who has to bring what a leaf asks for: a participant, `milestone:<id>`, or `time`. */
function owedBy(milestone: Milestone, leaf: Leaf): string {
  const { parties } = milestone.slice;
  const [inspector = parties.buyer] = inspectorsOf(parties);
  switch (leaf.type) {
    case 'evidence':
      return leaf.from;
    case 'inspection':
      return inspector;
    case 'event':
      return leaf.source;
    case 'acceptance':
      return isReviewing(milestone) ? leaf.by : parties.exporter;
    case 'date':
    case 'after':
      return TIME;
    case 'milestone':
      return `milestone:${leaf.id}`;
    case 'instrument':
      return parties.bank;
  }
}
