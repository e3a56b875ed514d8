import {
  mspSchema,
  participantIdSchema,
  userRoleSchema,
  type ActingUser,
  type ConsortiumRole,
  type Sha256,
  type UserRole,
} from '@tranche/chaincode/domain';
import { sha256 } from '@tranche/chaincode/ledger';

/** A legal entity of the test consortium. */
export interface CastParticipant {
  readonly msp: string;
  readonly localId: string;
  readonly name: string;
  readonly lei: string;
  readonly roles: readonly ConsortiumRole[];
  readonly users: readonly string[];
}

/** The members of the test consortium with their roles. */
export const castMembers: readonly {
  msp: string;
  name: string;
  roles: readonly ConsortiumRole[];
}[] = [
  { msp: 'ExporterMSP', name: 'Exporter', roles: ['exporter'] },
  { msp: 'BuyerMSP', name: 'Buyer', roles: ['buyer'] },
  { msp: 'BankMSP', name: 'Bank', roles: ['bank', 'financier'] },
  { msp: 'InspectorMSP', name: 'Inspector', roles: ['inspector', 'carrier'] },
  { msp: 'AuditorMSP', name: 'Auditor', roles: ['auditor', 'arbiter'] },
];

/** Identifiers for tests: their check digits are right, the entities do not exist. */
export const castParticipants: readonly CastParticipant[] = [
  participant('ExporterMSP', 'textiles', 'Indus Textiles', ['exporter'], ['maker', 'checker']),
  participant('BuyerMSP', 'retail', 'Nordic Retail', ['buyer'], ['maker', 'checker']),
  participant(
    'BankMSP',
    'trade-bank',
    'Harbour Bank',
    ['bank'],
    ['maker', 'checker', 'approver-1', 'approver-2', 'compliance'],
  ),
  participant('InspectorMSP', 'quality', 'Quality Survey', ['inspector'], ['maker', 'checker']),
  participant('InspectorMSP', 'line', 'Ocean Line', ['carrier'], ['maker', 'checker']),
  participant('AuditorMSP', 'audit', 'Trade Audit', ['auditor'], ['auditor']),
  participant('AuditorMSP', 'arbitration', 'Trade Arbitration', ['arbiter'], ['maker', 'checker']),
];

/** A legal entity that no terms name unless a test says so. */
export const castFinancier: CastParticipant = participant(
  'BankMSP',
  'finance',
  'Harbour Finance',
  ['financier'],
  ['maker', 'checker'],
);

/** Everybody whom the test consortium registers. */
export const wholeCast: readonly CastParticipant[] = [...castParticipants, castFinancier];

function participant(
  msp: string,
  localId: string,
  name: string,
  roles: readonly ConsortiumRole[],
  users: readonly string[],
): CastParticipant {
  return { msp, localId, name, roles, users, lei: leiOf(`${msp}${localId}`) };
}

/** An identifier with right check digits (ISO/IEC 7064, MOD 97-10) for a made-up entity. */
function leiOf(seed: string): string {
  const body = seed
    .toUpperCase()
    .replace(/[^A-Z0-9]/g, '')
    .padEnd(18, '0')
    .slice(0, 18);
  const digits = `${body}00`.replace(/[A-Z]/g, (letter) => String(letter.charCodeAt(0) - 55));
  return `${body}${String(98n - (BigInt(digits) % 97n)).padStart(2, '0')}`;
}

/** A user of a participant, by label: `<local-id>.<user>`, for example `trade-bank.approver-1`. */
export function userOf(label: string): ActingUser {
  const [localId = '', user = ''] = label.split('.');
  const host = wholeCast.find((each) => each.localId === localId);
  if (host === undefined) throw new Error(`the cast has no participant ${localId}`);
  const role = userRoleSchema.parse(user.replace(/-\d+$/, ''));
  const roles: readonly UserRole[] = role === 'maker' ? [role, 'registrar'] : [role];
  return {
    msp: mspSchema.parse(host.msp),
    user: label,
    unit: 'client',
    participant: participantIdSchema.parse(`${host.msp}:${localId}`),
    key: keyOf(label),
    roles,
  };
}

/** SHA-256 of the public key of a user's certificate. */
export function keyOf(label: string): Sha256 {
  return sha256(`key of ${label}`);
}

/** The administrator of a member. */
export function administratorOf(msp: string): ActingUser {
  return { msp: mspSchema.parse(msp), user: 'admin', unit: 'admin', roles: [] };
}
