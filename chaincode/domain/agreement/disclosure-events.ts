import type { Stamp } from '../actor.js';
import type { AgreementId } from '../ids.js';
import type { Disclosure } from './state.js';

/** What can happen to private documents. */
export interface DisclosureEvent {
  readonly type: 'DocumentsDisclosed';
  readonly agreementId: AgreementId;
  readonly disclosure: Omit<Disclosure, keyof Stamp>;
}
