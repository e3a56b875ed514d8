import { afterBusinessDays, businessDaysLeft } from './calendar.js';
import type { Event, EventOf } from './catalogue.js';
import { extended, requireInTime, type Moment } from './deadline.js';
import { required, requireThat } from './errors.js';
import type { ParticipantId } from './ids.js';
import { present } from './invariant.js';
import {
  hashOfPresentation,
  suspendedPresentation,
  type SuspendedPresentation,
} from './presentations.js';
import type { Facts, Milestone } from './state.js';
import { workingTime } from './working-time.js';

/** Evidence and what takes its place, by their numbers. */
export interface Replacement {
  readonly replaced: number;
  readonly by: number;
}

/**
 * Checks that a party may replace evidence: its own, missing in a suspended review, and by a file
 * of the same type.
 * @throws DomainError in this order: EVIDENCE_NOT_SUSPENDED, SUSPENSION_ENDED,
 *   EVIDENCE_TYPE_DIFFERENT
 */
export function checkReplaceable(
  milestone: Milestone,
  of: Replacement & { readonly docType: string; readonly participant: ParticipantId },
  moment: Moment,
): void {
  const { replaced: number, participant } = of;
  const { suspension } = required(suspendedPresentation(milestone), 'EVIDENCE_NOT_SUSPENDED', {
    number,
  });
  const item = milestone.delivery.evidence.find((each) => each.number === number);
  const isMissing = suspension.missing.includes(number) && item?.by.participant === participant;
  const { docType } = required(isMissing ? item : undefined, 'EVIDENCE_NOT_SUSPENDED', { number });
  const ended = { code: 'SUSPENSION_ENDED', param: 'deadline' } as const;
  requireInTime(suspension.deadline, moment, ended);
  requireThat(of.docType === docType, 'EVIDENCE_TYPE_DIFFERENT', { docType });
}

/**
 * What follows when new evidence takes the place of what was missing: the presentation names it,
 * and the review goes on once nothing is missing any more.
 */
export function replacementEvents(
  milestone: Milestone,
  { replaced, by }: Replacement,
  facts: Facts,
): readonly Event[] {
  const found = suspendedPresentation(milestone);
  const presentation = present(found, 'evidence is replaced only in a suspended review');
  const { agreementId, id: milestoneId } = milestone;
  const { number, suspension } = presentation;
  const evidence = withReplaced(presentation.evidence, { replaced, by });
  const hash = hashOfPresentation(milestone, { ...presentation, evidence }, facts);
  const on = { agreementId, milestoneId, number } as const;
  const event: Event = { type: 'EvidenceReplaced', ...on, replaced, by, hash };
  const isLast = suspension.missing.length === 1;
  return isLast ? [event, resumption(milestone, presentation, facts)] : [event];
}

/** The numbers of evidence with one of them replaced, in its place. */
export function withReplaced(
  evidence: readonly number[],
  { replaced, by }: Replacement,
): readonly number[] {
  return evidence.map((number) => (number === replaced ? by : number));
}

/** The end of a suspension: the reviewer has as many business days as were left when it began. */
export function resumption(
  { agreementId, id: milestoneId, slice }: Milestone,
  { number, deadline, suspension }: SuspendedPresentation,
  moment: Moment,
): EventOf<'ReviewResumed'> {
  const time = workingTime(slice);
  const left = businessDaysLeft(time, suspension.at, extended(deadline, moment.outages));
  const moved = afterBusinessDays(time, moment.at, left);
  return { type: 'ReviewResumed', agreementId, milestoneId, number, deadline: moved };
}
