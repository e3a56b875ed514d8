import type { DecidersOf } from '../decider.js';
import { required, requireThat } from '../errors.js';
import { participantOf } from '../policy.js';
import { partsIn } from '../position.js';
import { SHARE_WHOLE, type Range } from '../shares.js';
import type { Facts, Milestone } from '../state.js';
import { attestDeciders } from './attest.js';
import { changeDeciders } from './change.js';
import { checkSecurable } from './check-security.js';
import type { SecurityCommand } from './commands.js';
import type { SecurityEvent } from './events.js';
import { releaseDeciders } from './release.js';
import { anyOf, scopeOf } from './scope.js';
import type { AttestedSecurity, PendingSecurity } from './state.js';

type SecureCommand = Extract<SecurityCommand, { type: 'secureFunds' }>;
type ConfirmCommand = Extract<SecurityCommand, { type: 'confirmSecurity' }>;

const WHOLE: Range = { from: 0, until: SHARE_WHOLE };

/** What each command on the security makes true. */
export const securityDeciders: DecidersOf<SecurityCommand['type']> = {
  secureFunds: (state, command, facts) => {
    const milestones = scopeOf(state, command);
    const security = attestedBy(command);
    checkSecurable(milestones, security, facts);
    const isDual = anyOf(milestones).slice.securityApproval === 'dual';
    return isDual ? entered(milestones, security) : secured(milestones, security);
  },

  confirmSecurity: (state, command, facts) => {
    const milestones = scopeOf(state, command);
    for (const milestone of milestones) pendingOf(milestone, command);
    const { at: _at, txId: _txId, by, ...security } = pendingOf(anyOf(milestones), command);
    checkSeparate(by, facts);
    checkSecurable(milestones, security, facts);
    return secured(milestones, security);
  },

  ...changeDeciders,
  ...releaseDeciders,
  ...attestDeciders,
};

function scopeNamed({ milestoneId }: SecureCommand | ConfirmCommand): AttestedSecurity['scope'] {
  return milestoneId === undefined ? 'agreement' : 'milestone';
}

function attestedBy(command: SecureCommand): AttestedSecurity {
  const { form, reference, document, expiry, termsVersion } = command;
  const version = termsVersion === undefined ? {} : { termsVersion };
  return { form, scope: scopeNamed(command), reference, document, expiry, ...version };
}

function entered(
  milestones: readonly Milestone[],
  security: AttestedSecurity,
): readonly SecurityEvent[] {
  return milestones.map(({ agreementId, id: milestoneId }) => ({
    type: 'SecurityEntered',
    agreementId,
    milestoneId,
    security,
  }));
}

function secured(
  milestones: readonly Milestone[],
  security: AttestedSecurity,
): readonly SecurityEvent[] {
  return milestones.map(({ agreementId, id: milestoneId, position }) => ({
    type: 'FundsSecured',
    agreementId,
    milestoneId,
    ranges: partsIn(position, 'unsecured', WHOLE),
    security,
  }));
}

/** What was entered under the same scope and document: together for all that it covers. */
function pendingOf(milestone: Milestone, command: ConfirmCommand): PendingSecurity {
  const { pendingSecurity: pending, id } = milestone;
  const isNamed = pending?.document === command.document && pending.scope === scopeNamed(command);
  return required(isNamed ? pending : undefined, 'SECURITY_NOT_ENTERED', { milestone: id });
}

/** Nobody confirms what they entered. */
function checkSeparate(by: PendingSecurity['by'], { actor }: Facts): void {
  const isOther = by.user !== actor.user || by.participant !== participantOf(actor);
  requireThat(isOther, 'APPROVER_NOT_SEPARATE', { reason: 'this user entered the security' });
}
