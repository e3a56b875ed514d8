import { milestoneOf, type DecidersOf } from '../decider.js';
import { DomainError, required, requireThat } from '../errors.js';
import { stampOf } from '../facts.js';
import { participantOf } from '../policy.js';
import { recordsMade, withRevoked } from '../records.js';
import { effectsOfRevocation } from '../revocation.js';
import type { Milestone } from '../state.js';

/** How whoever made a record takes it back. */
export const revokeDeciders: DecidersOf<'revokeRecord'> = {
  revokeRecord: (state, command, facts) => {
    const milestone = milestoneOf(state, command);
    requireThat(milestone.live, 'AGREEMENT_NOT_ACTIVE');
    const { agreementId, milestoneId, what, number, reason } = command;
    const found = recordsMade(milestone, what).find((each) => each.number === number);
    const record = required(found, 'RECORD_NOT_FOUND', { what, number });
    const isOwn = record.by.participant === participantOf(facts.actor);
    requireThat(isOwn, 'RECORD_NOT_OWN', { what, number });
    requireThat(record.revoked === undefined, 'RECORD_ALREADY_REVOKED', { what, number });
    if (what === 'evidence') checkNotPresented(milestone, number);
    const revoked = { ...stampOf(facts), reason };
    const delivery = withRevoked(milestone.delivery, { what, number }, revoked);
    const after = { ...milestone, delivery };
    return [
      { type: 'RecordRevoked', agreementId, milestoneId, what, number, reason },
      ...effectsOfRevocation({ what, record, after }, facts),
    ];
  },
};

/** What a reviewer examines, or has taken, stays as it was presented. */
function checkNotPresented({ review }: Milestone, number: number): void {
  const naming = review.presentations.find(
    ({ evidence, outcome }) => evidence.includes(number) && outcome?.result !== 'refused',
  );
  if (naming === undefined) return;
  throw new DomainError('EVIDENCE_PRESENTED', { number, presentation: naming.number });
}
