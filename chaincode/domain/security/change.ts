import type { DecidersOf } from '../decider.js';
import { requireThat } from '../errors.js';
import type { Sha256 } from '../ids.js';
import type { Milestone } from '../state.js';
import type { SecurityCommand } from './commands.js';
import { anyOf, checkFiled, checkLive, scopeOf, securityOf } from './scope.js';

type ChangeCommand = Extract<
  SecurityCommand['type'],
  'acceptShortSecurity' | 'extendSecurity' | 'increaseSecurity'
>;

/** What changes a security and moves nothing. */
export const changeDeciders: DecidersOf<ChangeCommand> = {
  acceptShortSecurity: (state, command) => {
    const milestones = scopeOf(state, command);
    checkLive(milestones);
    const { agreementId, expiry } = command;
    return milestones.map(({ id: milestoneId }) => ({
      type: 'ShortSecurityAccepted',
      agreementId,
      milestoneId,
      expiry,
    }));
  },

  extendSecurity: (state, command, facts) => {
    const milestones = scopeOf(state, command);
    const { agreementId, expiry, document } = command;
    for (const { expiry: known } of milestones.map(securityOf)) {
      requireThat(expiry > known, 'SECURITY_NOT_LATER', { expiry: known });
    }
    checkNew(milestones, document);
    checkFiled(anyOf(milestones), document, facts);
    return milestones.map(({ id: milestoneId }) => ({
      type: 'SecurityExtended',
      agreementId,
      milestoneId,
      expiry,
      document,
    }));
  },

  increaseSecurity: (state, command, facts) => {
    const milestones = scopeOf(state, command);
    const { agreementId, reference, document } = command;
    checkNew(milestones, document);
    checkFiled(anyOf(milestones), document, facts);
    return milestones.map(({ id: milestoneId }) => ({
      type: 'SecurityIncreased',
      agreementId,
      milestoneId,
      reference,
      document,
    }));
  },
};

/** A document that is on record already attests nothing new. */
function checkNew(milestones: readonly Milestone[], document: Sha256): void {
  for (const milestone of milestones) {
    const isNew = securityOf(milestone).document !== document;
    requireThat(isNew, 'SECURITY_DOCUMENT_REUSED', { milestone: milestone.id });
  }
}
