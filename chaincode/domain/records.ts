import type { Stamp } from './actor.js';
import type { Delivery, Evidence, RecordKind, Revoked, ShipmentEvent } from './milestone/state.js';
import type { Milestone } from './state.js';

/** A record that can be revoked, with what another must be about to take its place. */
export interface MadeRecord extends Stamp {
  readonly number: number;
  readonly revoked?: Revoked;
  readonly subject: string;
}

/** A record by its kind and number. */
export interface RecordRef {
  readonly what: RecordKind;
  readonly number: number;
}

/** Whether a record counts: it was not revoked. */
export function isStanding(record: { readonly revoked?: Revoked }): boolean {
  return record.revoked === undefined;
}

/** What every inspection is about. */
export const INSPECTION_SUBJECT = 'inspection';

/** What a shipment event is about. */
export function subjectOfEvent({ code }: Pick<ShipmentEvent, 'code'>): string {
  return `event ${code}`;
}

/** What a piece of evidence is about. */
export function subjectOfEvidence({ docType }: Pick<Evidence, 'docType'>, by: string): string {
  return `evidence ${docType} ${by}`;
}

/** The records of one kind, in the order of their numbers. */
export function recordsMade({ delivery }: Milestone, what: RecordKind): readonly MadeRecord[] {
  switch (what) {
    case 'inspection':
      return delivery.inspections.map((item) => ({ ...item, subject: INSPECTION_SUBJECT }));
    case 'event':
      return delivery.events.map((item) => ({ ...item, subject: subjectOfEvent(item) }));
    case 'evidence':
      return delivery.evidence.map((item) => ({
        ...item,
        subject: subjectOfEvidence(item, item.by.participant),
      }));
  }
}

/** The record of performance with one record marked as revoked. */
export function withRevoked(delivery: Delivery, ref: RecordRef, revoked: Revoked): Delivery {
  const { inspections, events, evidence } = delivery;
  const mark = <T extends { readonly number: number }>(items: readonly T[]): readonly T[] =>
    items.map((item) => (item.number === ref.number ? { ...item, revoked } : item));
  switch (ref.what) {
    case 'inspection':
      return { ...delivery, inspections: mark(inspections) };
    case 'event':
      return { ...delivery, events: mark(events) };
    case 'evidence':
      return { ...delivery, evidence: mark(evidence) };
  }
}
