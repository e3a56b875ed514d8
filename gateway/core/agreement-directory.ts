import {
  endorsersOf,
  namedIn,
  partiesSchema,
  type AgreementId,
  type EndorsementParties,
  type Parties,
} from '@tranche/chaincode/domain';
import { z } from 'zod';
import { ProblemError } from '../api/index.js';
import { shaped } from './answers.js';
import { ask } from './evaluate-query.js';
import type { Actor, Clock, Ledger, SigningIdentity } from './ports.js';

/** Who takes part in an agreement, and whose peers endorse it. */
export interface AgreementEntry {
  readonly parties: Parties;
  readonly termsVersion: number;
  readonly policy: EndorsementParties;
}

const ENTRIES_MAX = 10_000;
const FRESH_MILLIS = 60_000;

const partiesOfView = z.looseObject({
  terms: z.looseObject({ version: z.int(), terms: z.looseObject({ parties: partiesSchema }) }),
});

/**
 * The parties of agreements, remembered for a minute: terms change rarely, and never by one party
 * alone.
 */
export class AgreementDirectory {
  readonly #entries = new Map<
    AgreementId,
    { readonly entry: AgreementEntry; readonly at: number }
  >();
  readonly #services: { readonly ledger: Ledger; readonly clock: Clock };

  constructor(services: { readonly ledger: Ledger; readonly clock: Clock }) {
    this.#services = services;
  }

  /**
   * The agreement as its own party may know it.
   * @throws ProblemError AGREEMENT_NOT_FOUND for an agreement that does not name the caller's
   *   participant, too
   */
  async entryFor(
    caller: { readonly actor: Actor; readonly identity: SigningIdentity },
    agreementId: AgreementId,
  ): Promise<AgreementEntry> {
    const entry = await this.#entryOf(caller.identity, agreementId);
    if (namedIn(entry.parties).includes(caller.actor.participant)) return entry;
    throw new ProblemError('AGREEMENT_NOT_FOUND', { id: agreementId });
  }

  async #entryOf(as: SigningIdentity, agreementId: AgreementId): Promise<AgreementEntry> {
    const now = this.#services.clock.now();
    const known = this.#entries.get(agreementId);
    if (known !== undefined && now - known.at < FRESH_MILLIS) return known.entry;
    const view = await ask(this.#services, as, { question: 'agreement', input: { agreementId } });
    const { terms } = shaped(partiesOfView, view);
    const { parties } = terms.terms;
    const entry = { parties, termsVersion: terms.version, policy: endorsersOf(parties) };
    if (this.#entries.size >= ENTRIES_MAX) this.#entries.clear();
    this.#entries.set(agreementId, { entry, at: now });
    return entry;
  }
}
