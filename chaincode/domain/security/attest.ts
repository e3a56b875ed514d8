import { dayNumber, dayNumberOfDate } from '../calendar.js';
import { agreementOf, type DecidersOf } from '../decider.js';
import { requireThat } from '../errors.js';
import { filedKey } from '../filing.js';
import { mspOf } from '../ids.js';
import { workingTime } from '../working-time.js';

/** What the bank attests of its account. */
export const attestDeciders: DecidersOf<'attestBalance'> = {
  attestBalance: (state, command, facts) => {
    const { agreement, terms: record } = agreementOf(state);
    const isRunning = agreement.status === 'active' || agreement.status === 'terminated';
    requireThat(isRunning, 'AGREEMENT_NOT_ACTIVE');
    const { parameters, terms, version: termsVersion } = record;
    const { agreementId, document, asOf } = command;
    const today = dayNumber(workingTime({ calendar: terms.calendar, parameters }), facts.at);
    requireThat(dayNumberOfDate(asOf) <= today, 'BALANCE_DATE_FUTURE', { asOf });
    const msp = mspOf(terms.parties.bank);
    const ref = { kind: 'balance', part: document, termsVersion } as const;
    const isFiled = facts.filed.get(filedKey(msp, ref)) === document;
    requireThat(isFiled, 'DOCUMENT_NOT_FILED', { part: 'balance', msp });
    return [{ type: 'BalanceAttested', agreementId, document, asOf }];
  },
};
