import {
  instantSchema,
  mspOf,
  publicTermsSchema,
  type Milestone,
  type PrivateDocument,
} from '@tranche/chaincode/domain';
import { hashOf } from '@tranche/chaincode/ledger';
import { textileDeal, textileParties, type Deal } from '../case/textile-deal.js';
import { newFile, newSalt, type Parties } from './parties.js';

/** Agreements that are made at the same time. */
const MAKERS = 16;

const TOTAL_MINOR = 14_850_001n;
const SECURITY_MILLIS = 365 * 86_400_000;

const { exporter, buyer, bank, inspectors, auditors } = textileParties;
const moneyHolders = [exporter, buyer, bank, ...auditors].map(mspOf);
const holders = {
  commercial: moneyHolders,
  technical: [exporter, buyer, bank, ...inspectors.map(({ id }) => id)].map(mspOf),
  'pay-to': [exporter, bank].map(mspOf),
} as const;
const filings = ['commercial', 'technical', 'pay-to'] as const;
const signers = ['textiles', 'retail', 'trade-bank', 'quality', 'line'] as const;

/** The milestone whose release is timed. */
export const RELEASED_MILESTONE = 'order';

/** A presentation that waits for the buyer: the last condition of an automatic release. */
export interface Pending {
  readonly agreementId: string;
  readonly hash: string;
}

/** Terms of the textile case, dated now. */
export function newDeal(): Deal {
  return textileDeal({
    now: instantSchema.parse(Date.now()),
    currency: 'EUR',
    decimals: 2,
    totalMinor: TOTAL_MINOR,
    salt: newSalt,
  });
}

/** The textile deal, but the order's share is approved by the rules as soon as it is due. */
export function automaticDeal(): Deal {
  const { terms, documents } = newDeal();
  const milestones = terms.milestones.map((milestone) =>
    milestone.id === RELEASED_MILESTONE
      ? { ...milestone, approval: 'automatic' as const }
      : milestone,
  );
  return { terms: publicTermsSchema.parse({ ...terms, milestones }), documents };
}

/** Makes so many things, several at a time. */
export async function makeMany<T>(count: number, make: () => Promise<T>): Promise<readonly T[]> {
  const made: T[] = [];
  let begun = 0;
  const maker = async (): Promise<void> => {
    while (begun < count) {
      begun += 1;
      made.push(await make());
    }
  };
  await Promise.all(Array.from({ length: Math.min(MAKERS, count) }, maker));
  return made;
}

/**
 * Proposes a deal, files its documents with every holder, and has every party sign it.
 * @returns the agreement's id
 */
export async function signDeal(parties: Parties, { terms, documents }: Deal): Promise<string> {
  const maker = 'textiles.maker';
  const proposed = await parties.send(maker, { type: 'proposeAgreement', terms });
  const { agreementId } = proposed as { readonly agreementId: string };
  await Promise.all(
    filings.map((kind) => {
      const to = holders[kind];
      const command = { type: 'fileDocument', agreementId, kind, to } as const;
      return parties.send(maker, command, { endorsers: to, documents: documents[kind] });
    }),
  );
  const found = await parties.ask(maker, 'agreement', { agreementId });
  const { agreement } = found as { readonly agreement: { readonly termsHash: string } };
  const { termsHash } = agreement;
  for (const signer of signers) {
    const command = { type: 'acceptAgreement', agreementId, termsHash } as const;
    await parties.send(`${signer}.checker`, command);
  }
  return agreementId;
}

/** Evidence of a document, as the exporter attaches it. */
export function newEvidence(docType: string): Readonly<Record<string, unknown>> {
  return {
    docType,
    hash: newFile(),
    size: 48_213,
    mediaType: 'application/pdf',
    issuer: 'Indus Textiles',
    reference: docType,
  };
}

/** An agreement, secured, whose order lacks nothing but the buyer's acceptance. */
export async function makePending(parties: Parties): Promise<Pending> {
  const agreementId = await signDeal(parties, automaticDeal());
  await secure(parties, agreementId);
  const on = { agreementId, milestoneId: RELEASED_MILESTONE };
  const maker = 'textiles.maker';
  const evidence = newEvidence('order-confirmation');
  await parties.send(maker, { type: 'attachEvidence', ...on, ...evidence });
  await parties.send(maker, { type: 'presentMilestone', ...on, evidence: [1] });
  const { review } = (await parties.ask(maker, 'milestone', on)) as Pick<Milestone, 'review'>;
  const [presentation] = review.presentations;
  if (presentation === undefined) throw new Error('the presentation is on record');
  return { agreementId, hash: presentation.hash };
}

/** The bank files its security document and attests that everything is secured. */
async function secure(parties: Parties, agreementId: string): Promise<void> {
  const form = 'escrow-deposit';
  const expiry = instantSchema.parse(Date.now() + SECURITY_MILLIS);
  const document: PrivateDocument = {
    kind: 'security',
    salt: newSalt(),
    form,
    number: 'ESCROW-0001',
    currency: 'EUR',
    amountMinor: String(TOTAL_MINOR),
    expiry,
  };
  const hash = hashOf(document);
  const maker = 'trade-bank.maker';
  await parties.send(
    maker,
    { type: 'fileDocument', agreementId, kind: 'security', to: moneyHolders },
    { endorsers: moneyHolders, documents: { [hash]: document } },
  );
  const statement = { form, reference: newFile(), document: hash, expiry };
  await parties.send(maker, { type: 'secureFunds', agreementId, ...statement });
}
