import { agreementOf, type DecidersOf } from '../decider.js';
import { checkDisclosable, commitmentOf } from '../disclosing.js';
import { DomainError, required, requireThat } from '../errors.js';
import { filedKey } from '../filing.js';
import { mspOf } from '../ids.js';
import { limits } from '../limits.js';
import { participantOf } from '../policy.js';
import type { DisclosureCommand } from './disclosure-commands.js';

/** What the command on disclosures makes true. */
export const disclosureDeciders: DecidersOf<DisclosureCommand['type']> = {
  discloseDocuments: (state, command, facts) => {
    const { agreement } = agreementOf(state);
    const { status, versions = [agreement.termsVersion], disclosures = [] } = agreement;
    const isSigned = status === 'active' || status === 'completed' || status === 'terminated';
    requireThat(isSigned, 'AGREEMENT_NOT_ACTIVE');
    const { agreementId, kind, termsVersion, to, parts } = command;
    const max = limits.disclosures;
    requireThat(disclosures.length < max, 'DISCLOSURES_EXHAUSTED', { max });
    const isKnown = versions.includes(termsVersion);
    const record = required(isKnown ? state.namedTerms : undefined, 'TERMS_VERSION_NOT_FOUND', {
      version: termsVersion,
    });
    const discloser = participantOf(facts.actor);
    checkDisclosable({ state, record, kind, discloser, to });
    const twice = parts.find((part, index) => parts.indexOf(part) !== index);
    if (twice !== undefined) throw new DomainError('ID_LISTED_TWICE', { id: twice });
    const msp = mspOf(to);
    const documents = parts.map((part) => {
      const hash = required(commitmentOf(record, kind, part), 'DOCUMENT_NOT_COMMITTED', { part });
      const isFiled = facts.filed.get(filedKey(msp, { kind, part, termsVersion })) === hash;
      requireThat(isFiled, 'DOCUMENT_NOT_FILED', { part: `${kind}/${part}`, msp });
      return { part, hash };
    });
    const number = disclosures.length + 1;
    const hash = facts.hashOf(documents);
    const disclosure = { number, to, kind, termsVersion, parts, hash };
    return [{ type: 'DocumentsDisclosed', agreementId, disclosure }];
  },
};
