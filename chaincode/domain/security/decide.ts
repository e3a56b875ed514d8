import { requireInTime } from '../deadline.js';
import type { DecidersOf } from '../decider.js';
import { required, requireThat } from '../errors.js';
import { filedKey } from '../filing.js';
import { mspOf } from '../ids.js';
import { afterBusinessDays } from '../calendar.js';
import { present } from '../invariant.js';
import { partsIn } from '../position.js';
import { SHARE_WHOLE, type Range } from '../shares.js';
import type { Facts, Milestone, State } from '../state.js';
import { endOfAll, workingTime } from '../working-time.js';
import type { SecurityCommand } from './commands.js';

/** Business days that a security outlasts everything that it secures. */
const SECURITY_MARGIN_DAYS = 10;

const WHOLE: Range = { from: 0, until: SHARE_WHOLE };

/** What each command on the security makes true. */
export const securityDeciders: DecidersOf<SecurityCommand['type']> = {
  secureFunds: (state, command, facts) => {
    const milestones = scopeOf(state, command);
    const [first] = milestones;
    const { slice } = present(first, 'an agreement has milestones');
    for (const milestone of milestones) checkSecurable(milestone);
    const funding = { code: 'FUNDING_DEADLINE_PASSED', param: 'fundingBy' } as const;
    requireInTime(slice.fundingBy, facts, funding);
    checkExpiry(milestones, command, facts);
    checkFiled(present(first, 'an agreement has milestones'), command, facts);
    const { form, reference, document, expiry } = command;
    const scope =
      command.milestoneId === undefined ? ('agreement' as const) : ('milestone' as const);
    return milestones.map((milestone) => ({
      type: 'FundsSecured',
      agreementId: milestone.agreementId,
      milestoneId: milestone.id,
      ranges: partsIn(milestone.position, 'unsecured', WHOLE),
      security: { form, scope, reference, document, expiry },
    }));
  },
};

function scopeOf(state: State, { milestoneId }: SecurityCommand): readonly Milestone[] {
  if (milestoneId === undefined) return [...state.milestones.values()];
  const found = state.milestones.get(milestoneId);
  return [required(found, 'MILESTONE_NOT_FOUND', { id: milestoneId })];
}

function checkSecurable(milestone: Milestone): void {
  requireThat(milestone.live, 'AGREEMENT_NOT_ACTIVE');
  const unsecured = partsIn(milestone.position, 'unsecured', WHOLE);
  requireThat(unsecured.length > 0, 'MILESTONE_NOT_UNSECURED', { milestone: milestone.id });
}

function checkExpiry(
  milestones: readonly Milestone[],
  command: SecurityCommand,
  facts: Facts,
): void {
  const { slice } = present(milestones[0], 'an agreement has milestones');
  const time = workingTime(slice);
  const definitions = milestones.map((milestone) => milestone.slice.definition);
  const end = endOfAll(time, definitions, facts.at);
  const needed = afterBusinessDays(time, end, SECURITY_MARGIN_DAYS);
  requireThat(command.expiry >= needed, 'SECURITY_TOO_SHORT', { needed });
}

/** The bank's and the exporter's own collections hold the security document that the bank names. */
function checkFiled(milestone: Milestone, command: SecurityCommand, facts: Facts): void {
  const { parties } = milestone.slice;
  const { termsVersion } = milestone;
  for (const msp of [mspOf(parties.bank), mspOf(parties.exporter)]) {
    const ref = { kind: 'security', part: command.document, termsVersion } as const;
    const isFiled = facts.filed.get(filedKey(msp, ref)) === command.document;
    requireThat(isFiled, 'DOCUMENT_NOT_FILED', { part: 'security', msp });
  }
}
