import type { ActingUser, UserRole } from './actor.js';
import type { SubmissionType } from './catalogue.js';
import type { Participant } from './consortium/state.js';
import { DomainError, required, requireThat } from './errors.js';
import { mspOf, type ParticipantId } from './ids.js';
import { financiersIn, inspectorsOf, signatoriesOf } from './parties.js';
import { startsNew } from './starting.js';
import type { State } from './state.js';
import type { Parties } from './terms.js';

/** What a caller must be in the agreement. */
export type PartyRole =
  | 'exporter'
  | 'buyer'
  | 'bank'
  | 'inspector'
  | 'source'
  | 'arbiter'
  | 'financier'
  | 'signatory'
  | 'reviewer'
  | 'proposer'
  | 'amender'
  | 'consenter';

/**
 * Who may send a command: an administrator of a member, or a user of a party with one of the roles.
 */
export type Permission =
  | { readonly by: 'administrator' }
  | {
      readonly by: 'user';
      /** Any of these; empty when every participant of the consortium may. */
      readonly parties: readonly PartyRole[];
      /** Any of these. */
      readonly roles: readonly UserRole[];
    };

const administrator: Permission = { by: 'administrator' };

function user(parties: readonly PartyRole[], roles: readonly UserRole[]): Permission {
  return { by: 'user', parties, roles };
}

/** What anybody of the consortium may do, who may do anything at all. */
const anyUser: readonly UserRole[] = ['maker', 'checker', 'approver', 'compliance'];

/** Deny by default: who may send what. Documents and tests are generated from this table. */
export const policy: { readonly [T in SubmissionType]: Permission } = {
  proposeBootstrap: administrator,
  confirmBootstrap: administrator,
  registerParticipant: administrator,
  updateParticipant: user([], ['registrar']),
  deactivateParticipant: user([], ['registrar']),
  pinKeys: user([], ['checker']),
  proposeRehost: user([], ['checker']),
  acceptRehost: user([], ['registrar']),
  proposeVote: user([], ['governor']),
  castVote: user([], ['governor']),
  withdrawVote: user([], ['governor']),
  advanceConsortium: user([], [...anyUser, 'governor']),
  proposeAgreement: user(['exporter', 'buyer'], ['maker']),
  fileDocument: user(['exporter', 'buyer', 'bank', 'financier'], ['maker']),
  acceptAgreement: user(['signatory'], ['checker']),
  declineAgreement: user(['signatory'], ['checker']),
  withdrawAgreement: user(['proposer'], ['maker']),
  advanceAgreement: user([], anyUser),
  closeAgreement: user([], anyUser),
  proposeTermination: user(['exporter', 'buyer'], ['maker']),
  acceptTermination: user(['exporter', 'buyer'], ['checker']),
  withdrawTermination: user(['exporter', 'buyer'], ['maker']),
  proposeAmendment: user(['exporter', 'buyer'], ['maker']),
  consentToAmendment: user(['consenter'], ['checker']),
  refuseAmendment: user(['consenter'], ['checker']),
  withdrawAmendment: user(['amender'], ['maker']),
  fileDisclosure: user(['exporter', 'buyer', 'bank'], ['maker']),
  discloseDocuments: user(['exporter', 'buyer', 'bank'], ['maker']),
  secureFunds: user(['bank'], ['maker']),
  confirmSecurity: user(['bank'], ['checker']),
  acceptShortSecurity: user(['exporter'], ['checker']),
  extendSecurity: user(['bank'], ['maker']),
  increaseSecurity: user(['bank'], ['maker']),
  releaseSecurity: user(['exporter'], ['checker']),
  lapseUnsecured: user(['exporter', 'bank'], ['maker']),
  attestBalance: user(['bank'], ['maker']),
  attachEvidence: user(['exporter', 'inspector', 'source'], ['maker']),
  recordInspection: user(['inspector'], ['maker']),
  recordEvent: user(['source'], ['maker']),
  recordInstrument: user(['bank'], ['maker']),
  revokeRecord: user(['exporter', 'inspector', 'source'], ['maker']),
  requestInspection: user(['exporter'], ['maker']),
  reportBlocked: user(['exporter'], ['maker']),
  reportSupplied: user(['buyer'], ['maker']),
  confirmSupplied: user(['exporter'], ['maker']),
  endBlocked: user(['exporter'], ['checker']),
  advanceMilestone: user([], anyUser),
  presentMilestone: user(['exporter'], ['maker']),
  acceptPresentation: user(['reviewer'], ['checker']),
  refusePresentation: user(['reviewer'], ['checker']),
  suspendReview: user(['reviewer'], ['checker']),
  resumeReview: user(['reviewer'], ['checker']),
  reduceMilestone: user(['exporter'], ['checker']),
  waiveCondition: user(['buyer'], ['checker']),
  waiveLateness: user(['buyer'], ['checker']),
  confirmWaiver: user(['bank'], ['checker']),
  approveOrder: user(['bank'], ['approver']),
  instructOrder: user(['bank'], ['maker']),
  settleOrder: user(['bank'], ['maker']),
  acknowledgeCredit: user(['exporter', 'buyer', 'financier'], ['maker']),
  holdOrder: user(['bank'], ['compliance']),
  renewHold: user(['bank'], ['compliance']),
  unholdOrder: user(['bank'], ['compliance']),
  rejectOrder: user(['bank'], ['maker']),
  returnOrder: user(['bank'], ['maker']),
  reportException: user(['bank'], ['maker']),
  resolveException: user(['bank', 'arbiter'], ['maker']),
  consentToResolution: user(['exporter', 'financier'], ['checker']),
  confirmResolution: user(['bank', 'arbiter'], ['checker']),
  openDispute: user(['exporter', 'buyer'], ['maker']),
  addToDispute: user(['exporter', 'buyer'], ['maker']),
  offerSplit: user(['exporter', 'buyer'], ['checker']),
  acceptOffer: user(['exporter', 'buyer'], ['checker']),
  escalateDispute: user(['exporter', 'buyer'], ['maker']),
  ruleDispute: user(['arbiter'], ['maker']),
  confirmRuling: user(['arbiter'], ['checker']),
  withdrawDispute: user(['exporter', 'buyer'], ['checker']),
  recordAward: user(['bank'], ['maker']),
  confirmAward: user(['bank'], ['checker']),
  recordStay: user(['exporter', 'buyer'], ['maker']),
  recordFinancing: user(['exporter'], ['maker']),
  proposeAssignment: user(['exporter'], ['checker']),
  recordDemand: user(['bank'], ['maker']),
  changePayTo: user(['exporter', 'financier'], ['maker']),
  approvePayTo: user(['exporter', 'financier'], ['checker']),
  callBackPayTo: user(['bank'], ['maker']),
  confirmPayTo: user(['bank'], ['checker']),
  fixRate: user(['bank'], ['maker']),
  agreeRate: user(['exporter', 'buyer', 'financier'], ['checker']),
  acknowledgeAssignment: user(['bank'], ['checker']),
  rejectAssignment: user(['exporter', 'bank', 'financier'], ['checker']),
  releaseAssignment: user(['financier'], ['checker']),
  consentToAct: user(['financier'], ['checker']),
};

/**
 * Checks what the registry knows of the caller: certificate, member, participant, roles.
 * @throws DomainError CONSORTIUM_NOT_BOOTSTRAPPED, CALLER_UNKNOWN, MEMBER_NOT_ACTIVE,
 *   PARTICIPANT_NOT_HOSTED, PARTICIPANT_REHOSTED, KEY_NOT_PINNED, ROLE_MISSING,
 *   PARTICIPANT_DEACTIVATED
 */
export function checkCaller(state: State, actor: ActingUser, type: SubmissionType): void {
  const permission = policy[type];
  if (permission.by === 'administrator') {
    requireThat(actor.unit === 'admin', 'CALLER_UNKNOWN', { reason: 'an administrator is needed' });
    if (type === 'registerParticipant') checkMember(state, actor, type);
    return;
  }
  requireThat(actor.unit === 'client', 'CALLER_UNKNOWN', {
    reason: 'a client certificate is needed',
  });
  checkMember(state, actor, type);
  const participant = participantOf(actor);
  const hosted = mspOf(participant) === actor.msp;
  requireThat(hosted, 'PARTICIPANT_NOT_HOSTED', { participant });
  const registered = state.participants.get(participant);
  const reason = 'the participant is not registered';
  const record = required(registered, 'CALLER_UNKNOWN', { reason });
  const { rehostedTo: to, deactivated } = record;
  requireThat(to === undefined, 'PARTICIPANT_REHOSTED', { participant, to: to ?? '' });
  requirePinned(record, actor);
  const holdsRole = permission.roles.some((role) => actor.roles.includes(role));
  requireThat(holdsRole, 'ROLE_MISSING', { role: permission.roles.join(' or ') });
  const isAllowed = deactivated === undefined || !startsNew[type];
  requireThat(isAllowed, 'PARTICIPANT_DEACTIVATED', { participant });
}

function checkMember(state: State, actor: ActingUser, type: SubmissionType): void {
  required(state.rules, 'CONSORTIUM_NOT_BOOTSTRAPPED');
  const { msp } = actor;
  const member = required(state.members.get(msp), 'MEMBER_NOT_ACTIVE', { msp });
  requireThat(member.status === 'active' || !startsNew[type], 'MEMBER_NOT_ACTIVE', { msp });
}

/**
 * Once a participant has pinned keys, whoever has none of them does not act for it, whatever its
 * host's certificate says.
 * @throws DomainError KEY_NOT_PINNED
 */
export function requirePinned({ id, keys }: Participant, { key }: ActingUser): void {
  const isPinned = keys === undefined || (key !== undefined && keys.includes(key));
  requireThat(isPinned, 'KEY_NOT_PINNED', { participant: id });
}

/**
 * The participant that the caller acts for.
 * @throws DomainError CALLER_UNKNOWN
 */
export function participantOf(actor: ActingUser): ParticipantId {
  return required(actor.participant, 'CALLER_UNKNOWN', {
    reason: 'the certificate names no participant',
  });
}

/** What the terms say of the parties, and who reviews or proposed, where a command needs it. */
export interface PartyView {
  readonly parties: Parties;
  readonly reviewer?: ParticipantId | 'none';
  readonly proposer?: ParticipantId;
  /** Who proposed the amendment that the command names, and who has to consent to it. */
  readonly amender?: ParticipantId;
  readonly consenters?: readonly ParticipantId[];
}

/**
 * Checks that the caller is a party whom the policy names.
 * @throws DomainError PARTY_NOT_PERMITTED
 */
export function checkParty(view: PartyView, actor: ActingUser, type: SubmissionType): void {
  const permission = policy[type];
  if (permission.by === 'administrator' || permission.parties.length === 0) return;
  const participant = participantOf(actor);
  const isParty = permission.parties.some((role) =>
    holdersOfRole(view, role).includes(participant),
  );
  if (!isParty) {
    throw new DomainError('PARTY_NOT_PERMITTED', { permitted: permission.parties.join(' or ') });
  }
}

function holdersOfRole(view: PartyView, role: PartyRole): readonly (ParticipantId | 'none')[] {
  const { parties } = view;
  const holders: Readonly<
    Record<PartyRole, () => readonly (ParticipantId | 'none' | undefined)[]>
  > = {
    exporter: () => [parties.exporter],
    buyer: () => [parties.buyer],
    bank: () => [parties.bank],
    inspector: () => inspectorsOf(parties),
    source: () => parties.sources,
    arbiter: () => [parties.arbiter],
    financier: () => financiersIn(parties),
    signatory: () => signatoriesOf(parties),
    reviewer: () => [view.reviewer],
    proposer: () => [view.proposer],
    amender: () => [view.amender],
    consenter: () => [view.consenters].flat(),
  };
  return holders[role]().filter((holder) => holder !== undefined);
}
