import type { ConditionPattern, LeafPattern, MilestonePattern } from './pattern.js';

/** The reviewer takes it. */
export const acceptance: ConditionPattern = { type: 'acceptance' };

/** A document of the exporter, which counts once its presentation is accepted. */
export function evidence(docType: string): ConditionPattern {
  return { type: 'evidence', docType, min: 1, from: 'exporter' };
}

/** An inspection with that outcome or a better one. */
export function inspection(outcome: 'pass' | 'conditional'): ConditionPattern {
  return { type: 'inspection', outcome };
}

/** An actual event of the agreed source, at a place if one is named. */
export function event(
  code: string,
  place: Extract<LeafPattern, { type: 'event' }>['place'],
): ConditionPattern {
  return place === undefined ? { type: 'event', code } : { type: 'event', code, place };
}

/** Calendar days after the milestone before, or after this one, was accepted. */
export function daysAfter(of: 'itself' | 'previous', days: number): ConditionPattern {
  return { type: 'after', of, days, kind: 'calendar' };
}

/** An instrument that the bank has on record as in force. */
export function instrument(
  name: Extract<LeafPattern, { type: 'instrument' }>['instrument'],
): ConditionPattern {
  return { type: 'instrument', instrument: name };
}

/** Every one of the conditions. */
export function all(...each: readonly ConditionPattern[]): ConditionPattern {
  return { type: 'all', each };
}

/** One of the conditions. */
export function any(...each: readonly ConditionPattern[]): ConditionPattern {
  return { type: 'any', each };
}

/** The one tranche of a milestone that is paid at once. */
export function whole(condition: ConditionPattern): MilestonePattern['tranches'] {
  return [{ id: 'whole', shareBps: 10_000, condition }];
}

/** All leaves of a pattern, in the order of the text. */
export function patternLeaves(pattern: ConditionPattern): readonly LeafPattern[] {
  return 'each' in pattern ? pattern.each.flatMap(patternLeaves) : [pattern];
}
