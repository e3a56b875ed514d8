import type { EvolversOf } from '../decider.js';
import { stampOf } from '../facts.js';
import type { DisclosureEvent } from './disclosure-events.js';
import { withAgreement } from './records.js';

/** What a disclosure changes on record. */
export const disclosureEvolvers: EvolversOf<DisclosureEvent['type']> = {
  DocumentsDisclosed: (state, event, cause) =>
    withAgreement(state, (agreement) => ({
      ...agreement,
      disclosures: [...(agreement.disclosures ?? []), { ...event.disclosure, ...stampOf(cause) }],
    })),
};
