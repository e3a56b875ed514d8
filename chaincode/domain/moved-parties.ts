import type { ParticipantId } from './ids.js';
import { inspectorsOf } from './parties.js';
import type { Parties } from './terms.js';

/** Parties that stand under another id in other terms, by their former id. */
export type MovedParties = ReadonlyMap<string, ParticipantId>;

/** Who stands in the place of whom: each by its role, inspectors and sources in their order. */
export function movedParties(before: Parties, after: Parties): MovedParties {
  const pairs = [
    ...replaced([before.exporter], [after.exporter]),
    ...replaced([before.buyer], [after.buyer]),
    ...replaced([before.bank], [after.bank]),
    ...replaced(inspectorsOf(before), inspectorsOf(after)),
    ...replaced(before.sources, after.sources),
  ];
  return new Map(pairs);
}

/** Those who are gone with those who are new, where they are as many. */
function replaced(
  before: readonly ParticipantId[],
  after: readonly ParticipantId[],
): readonly (readonly [string, ParticipantId])[] {
  const gone = before.filter((id) => !after.includes(id));
  const come = after.filter((id) => !before.includes(id));
  if (gone.length !== come.length) return [];
  return come.map((id, index) => [String(gone[index]), id]);
}

/** A part of the terms with every moved party named by its new id; itself where none moved. */
export function withMoved<T>(value: T, moved: MovedParties): T {
  return moved.size === 0 ? value : (renamed(value, moved) as T);
}

function renamed(value: unknown, moved: MovedParties): unknown {
  if (typeof value === 'string') return moved.get(value) ?? value;
  if (Array.isArray(value)) return value.map((each) => renamed(each, moved));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([field, each]) => [field, renamed(each, moved)]),
  );
}

/** Whether a part of the terms names a participant anywhere. */
export function mentions(value: unknown, participant: ParticipantId): boolean {
  if (typeof value !== 'object' || value === null) return value === participant;
  return Object.values(value).some((each) => mentions(each, participant));
}
