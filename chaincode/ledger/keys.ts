import type {
  AgreementId,
  DocumentRef,
  MilestoneId,
  Msp,
  ParticipantId,
  Sha256,
} from '../domain/index.js';

/** Fabric's composite keys: U+0000, then each part followed by U+0000. */
function compositeKey(type: string, ...parts: readonly string[]): string {
  return `\u0000${[type, ...parts].join('\u0000')}\u0000`;
}

/** Version numbers in keys have a fixed width, so that keys sort as numbers do. */
function versionPart(version: number): string {
  return String(version).padStart(4, '0');
}

/** The keys of all records. Parts are ids whose schemas exclude U+0000. */
export const keys = {
  rules: (): string => compositeKey('rules'),
  parameters: (): string => compositeKey('parameters'),
  member: (msp: Msp): string => compositeKey('member', msp),
  participant: (id: ParticipantId): string => compositeKey('participant', id),
  proposal: (id: string): string => compositeKey('proposal', id),
  terms: (id: AgreementId, version: number): string =>
    compositeKey('terms', id, versionPart(version)),
  agreement: (id: AgreementId): string => compositeKey('agreement', id),
  financing: (participant: ParticipantId, invoice: Sha256): string =>
    compositeKey('financing', participant, invoice),
  milestone: (agreement: AgreementId, id: MilestoneId): string =>
    compositeKey('milestone', agreement, id),
  /** In a member's own collection; ends in the terms version. */
  document: (agreement: AgreementId, ref: DocumentRef): string =>
    compositeKey('document', agreement, ref.kind, ref.part, versionPart(ref.termsVersion)),
} as const;

/** The type and parts of a key. */
export function splitKey(key: string): readonly string[] {
  return key.slice(1, -1).split('\u0000');
}

/** Fabric's implicit collection of one organisation. */
export function collectionOf(msp: Msp): string {
  return `_implicit_org_${msp}`;
}
