import { afterBusinessDays } from '../calendar.js';
import { requireInTime } from '../deadline.js';
import { requireThat } from '../errors.js';
import { measure } from '../position.js';
import { SHARE_WHOLE } from '../shares.js';
import type { Facts, Milestone } from '../state.js';
import { endOfAll, workingTime } from '../working-time.js';
import { anyOf, checkFiled, checkLive } from './scope.js';
import type { AttestedSecurity, Security } from './state.js';

/** Business days that a security outlasts everything that it secures. */
const SECURITY_MARGIN_DAYS = 10;

/**
 * Checks that the bank can secure milestones so, when it enters it and when it confirms it.
 * @throws DomainError in this order: AGREEMENT_NOT_ACTIVE, AGREEMENT_TERMINATED,
 *   MILESTONE_NOT_UNSECURED, TERMS_VERSION_NOT_CURRENT, FUNDING_DEADLINE_PASSED,
 *   SECURITY_FORM_MISMATCH, SECURITY_NOT_LATER, SECURITY_TOO_SHORT, DOCUMENT_NOT_FILED
 */
export function checkSecurable(
  milestones: readonly Milestone[],
  security: AttestedSecurity,
  facts: Facts,
): void {
  checkLive(milestones);
  for (const milestone of milestones) checkUnsecured(milestone);
  for (const milestone of milestones) checkVersion(milestone, security);
  checkFunding(milestones, facts);
  for (const milestone of milestones) checkStanding(milestone, security);
  checkExpiry(milestones, security, facts);
  checkFiled(anyOf(milestones), security.document, facts);
}

function checkUnsecured({ terminated, position, id: milestone }: Milestone): void {
  requireThat(terminated === undefined, 'AGREEMENT_TERMINATED');
  requireThat(measure(position).unsecured > 0, 'MILESTONE_NOT_UNSECURED', { milestone });
}

/** Whoever secures has the terms in sight that are in force. */
function checkVersion(
  { termsVersion: version }: Milestone,
  { termsVersion = 1 }: AttestedSecurity,
): void {
  requireThat(termsVersion === version, 'TERMS_VERSION_NOT_CURRENT', { version });
}

/** What was secured once may be secured again until somebody lapses it. */
function checkFunding(milestones: readonly Milestone[], facts: Facts): void {
  const first = milestones.find(({ security }) => security === undefined);
  if (first === undefined) return;
  const refusal = { code: 'FUNDING_DEADLINE_PASSED', param: 'fundingBy' } as const;
  requireInTime(first.slice.fundingBy, facts, refusal);
}

/** A milestone has one security: what it secures already must not fare worse under a new one. */
function checkStanding(milestone: Milestone, { form, expiry }: AttestedSecurity): void {
  const standing = standingSecurity(milestone);
  if (standing === undefined) return;
  requireThat(form === standing.form, 'SECURITY_FORM_MISMATCH', { form: standing.form });
  const isAsLong = expiry >= standing.expiry;
  requireThat(isAsLong, 'SECURITY_NOT_LATER', { expiry: standing.expiry });
}

/** The security of a milestone, as long as anything of it is neither paid nor gone. */
function standingSecurity({ security, position }: Milestone): Security | undefined {
  const { unsecured, settled, lapsed } = measure(position);
  return unsecured + settled + lapsed < SHARE_WHOLE ? security : undefined;
}

/** Long enough for everything that it secures, but where the exporter takes less. */
function checkExpiry(
  milestones: readonly Milestone[],
  { expiry }: AttestedSecurity,
  facts: Facts,
): void {
  const time = workingTime(anyOf(milestones).slice);
  const definitions = milestones
    .filter(({ acceptedExpiry }) => acceptedExpiry === undefined || expiry < acceptedExpiry)
    .map(({ slice }) => slice.definition);
  const end = endOfAll(time, definitions, facts.at);
  const isAccepted = definitions.length === 0;
  const needed = isAccepted ? facts.at : afterBusinessDays(time, end, SECURITY_MARGIN_DAYS);
  requireThat(expiry >= needed, 'SECURITY_TOO_SHORT', { needed });
}
