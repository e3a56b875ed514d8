import type { ParticipantId } from './ids.js';
import { mspOf } from './ids.js';
import type { EndorsementParties } from './agreement/state.js';
import type { Parties } from './terms.js';

/** All inspectors with their alternates. */
export function inspectorsOf(parties: Parties): readonly ParticipantId[] {
  return parties.inspectors.flatMap(({ id, alternates }) => [id, ...alternates]);
}

/** Whether a participant records a result only when an inspector is late. */
export function isAlternate(parties: Parties, participant: ParticipantId): boolean {
  return alternatesOf(parties).includes(participant);
}

/** The alternates of all inspectors. */
export function alternatesOf({ inspectors }: Parties): readonly ParticipantId[] {
  return inspectors.flatMap(({ alternates }) => alternates);
}

/** The parties that read the technical documents. */
export function technicalReaders(parties: Parties): readonly ParticipantId[] {
  return [
    parties.exporter,
    parties.buyer,
    parties.bank,
    ...inspectorsOf(parties),
    ...(parties.arbiter === undefined ? [] : [parties.arbiter]),
  ];
}

/** Who may be assigned what the exporter is owed: the financiers, and the exporter's bank. */
export function financiersIn({ financiers = [], exporterBank }: Parties): readonly ParticipantId[] {
  return exporterBank === undefined ? financiers : [...financiers, exporterBank];
}

/** The parties whose signatures make an agreement active. */
export function signatoriesOf(parties: Parties): readonly ParticipantId[] {
  return [...new Set([...technicalReaders(parties), ...parties.sources])];
}

/** Everyone that the terms name, who may therefore read the agreement. */
export function namedIn(parties: Parties): readonly ParticipantId[] {
  const others = [...financiersIn(parties), ...parties.auditors];
  return [...new Set([...signatoriesOf(parties), ...others])];
}

/**
 * The members whose peers endorse the agreement: the bank's, and W, those of exporter, buyer,
 * inspectors, arbiter and named co-endorsers. The bank's own member is never in W.
 */
export function endorsersOf(parties: Parties): EndorsementParties {
  const bank = mspOf(parties.bank);
  const named = [
    parties.exporter,
    parties.buyer,
    ...inspectorsOf(parties),
    ...(parties.arbiter === undefined ? [] : [parties.arbiter]),
  ].map(mspOf);
  const others = [...new Set([...named, ...parties.coEndorsers])].filter((msp) => msp !== bank);
  return { bank, others };
}
