import {
  endorsersOf,
  filingKindSchema,
  namedIn,
  participantIdSchema,
  partiesSchema,
  type AgreementId,
  type EndorsementParties,
  type ParticipantId,
  type Parties,
} from '@tranche/chaincode/domain';
import { z } from 'zod';
import { ProblemError } from '../api/index.js';
import { shaped } from './answers.js';
import { ask } from './evaluate-query.js';
import type { Actor, Clock, Ledger, SigningIdentity } from './ports.js';

const disclosureSchema = z.looseObject({
  to: participantIdSchema,
  kind: filingKindSchema,
  termsVersion: z.int(),
  parts: z.array(z.string()),
});

/** Who takes part in an agreement, and whose peers endorse it. */
export interface AgreementEntry {
  readonly parties: Parties;
  readonly termsVersion: number;
  readonly policy: EndorsementParties;
  /** Who is asked to consent to the open amendment. */
  readonly asked: readonly ParticipantId[];
  /** What was shown to others. */
  readonly disclosures: readonly z.infer<typeof disclosureSchema>[];
}

const ENTRIES_MAX = 10_000;
const FRESH_MILLIS = 60_000;

const partiesOfView = z.looseObject({
  agreement: z.looseObject({
    amendment: z.looseObject({ asked: z.array(participantIdSchema) }).exactOptional(),
    disclosures: z.array(disclosureSchema).exactOptional(),
  }),
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
    const { identity, actor } = caller;
    const known = await this.#entryOf(identity, agreementId);
    if (isShownTo(known, actor.participant)) return known;
    const entry = await this.#readEntry(identity, agreementId);
    if (isShownTo(entry, actor.participant)) return entry;
    throw new ProblemError('AGREEMENT_NOT_FOUND', { id: agreementId });
  }

  async #entryOf(as: SigningIdentity, agreementId: AgreementId): Promise<AgreementEntry> {
    const now = this.#services.clock.now();
    const known = this.#entries.get(agreementId);
    if (known !== undefined && now - known.at < FRESH_MILLIS) return known.entry;
    return this.#readEntry(as, agreementId);
  }

  async #readEntry(as: SigningIdentity, agreementId: AgreementId): Promise<AgreementEntry> {
    const view = await ask(this.#services, as, { question: 'agreement', input: { agreementId } });
    const { terms, agreement } = shaped(partiesOfView, view);
    const { parties } = terms.terms;
    const { amendment, disclosures = [] } = agreement;
    const asked = amendment?.asked ?? [];
    const policy = endorsersOf(parties);
    const entry = { parties, termsVersion: terms.version, policy, asked, disclosures };
    const at = this.#services.clock.now();
    if (this.#entries.size >= ENTRIES_MAX) this.#entries.clear();
    this.#entries.set(agreementId, { entry, at });
    return entry;
  }
}

/** To its parties, to those who are asked to become such, and to whom anything of it was shown. */
function isShownTo(
  { parties, asked, disclosures }: AgreementEntry,
  participant: ParticipantId,
): boolean {
  const recipients = disclosures.map(({ to }) => to);
  return [...namedIn(parties), ...asked, ...recipients].includes(participant);
}
