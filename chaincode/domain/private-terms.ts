import { z } from 'zod';
import { milestoneIdSchema, sha256Schema, text } from './ids.js';
import { instantSchema } from './instant.js';
import { limits } from './limits.js';

/**
 * 256 random bits in lower-case hexadecimal: without it a hash of a short number can be guessed.
 */
export const saltSchema = z.string().regex(/^[0-9a-f]{64}$/);

/** A positive integer in minor units, as text: at most 18 digits. */
export const amountMinorSchema = z.string().regex(/^[1-9][0-9]{0,17}$/);

/** An integer in minor units that may be 0, as text. */
const nilOrMoreSchema = z.string().regex(/^(0|[1-9][0-9]{0,17})$/);

/** Units of one currency for one of another: up to 10 digits on both sides of the point. */
export const rateSchema = z.string().regex(/^(0|[1-9][0-9]{0,9})(\.[0-9]{1,10})?$/);

/** Digits after the decimal point of a currency, as ISO 4217 says. */
const decimalsSchema = z.int().min(0).max(3);

/** ISO 4217 code. */
export const currencySchema = z.string().regex(/^[A-Z]{3}$/);

/** Currency and total of an agreement. */
export const commercialHeaderSchema = z.strictObject({
  kind: z.literal('commercial-header'),
  salt: saltSchema,
  currency: currencySchema,
  /** Digits after the decimal point, as ISO 4217 says: 0 to 3. */
  decimals: z.int().min(0).max(3),
  totalMinor: amountMinorSchema,
});
export type CommercialHeader = z.infer<typeof commercialHeaderSchema>;

/** Amount, prices and goods of one milestone. */
export const commercialMilestoneSchema = z.strictObject({
  kind: z.literal('commercial-milestone'),
  salt: saltSchema,
  milestoneId: milestoneIdSchema,
  amountMinor: amountMinorSchema,
  goods: text(1024),
  unitPrices: z.array(text()).max(50),
});

/** Specification of one milestone; never with prices. */
export const technicalSchema = z.strictObject({
  kind: z.literal('technical'),
  salt: saltSchema,
  milestoneId: milestoneIdSchema,
  specification: text(1024),
  quantity: text(),
  tolerance: text(),
  acceptanceCriteria: text(1024),
  exclusions: text(1024),
});

/** The account that a payee is paid to. */
export const payToSchema = z.strictObject({
  kind: z.literal('pay-to'),
  salt: saltSchema,
  /** IBAN or the account number of the payee's country. */
  account: text(64),
  name: text(140),
  /** BIC of the payee's bank. */
  bank: z.string().regex(/^[A-Z0-9]{8}([A-Z0-9]{3})?$/),
});

/** The bank's deposit or undertaking behind one scope. */
export const securityDocumentSchema = z.strictObject({
  kind: z.literal('security'),
  salt: saltSchema,
  form: z.enum(['escrow-deposit', 'payment-undertaking']),
  /** Escrow account or number of the undertaking. */
  number: text(64),
  currency: currencySchema,
  amountMinor: amountMinorSchema,
  expiry: instantSchema,
});

/** What the bank really paid for one attempt of an order. */
export const settlementDocumentSchema = z.strictObject({
  kind: z.literal('settlement'),
  salt: saltSchema,
  currency: currencySchema,
  /** 0 where the parts that an order pays come to less than one minor unit. */
  amountMinor: nilOrMoreSchema,
  chargesMinor: nilOrMoreSchema,
  /** SHA-256 of the pay-to document that the payment was made to. */
  payTo: sha256Schema,
  /** What was paid instead in another currency, by a rate that bank and payee fixed. */
  converted: z
    .strictObject({
      currency: currencySchema,
      amountMinor: nilOrMoreSchema,
      rate: rateSchema,
      /** Digits after the decimal point of the agreement's currency, and of the other. */
      fromDecimals: decimalsSchema,
      toDecimals: decimalsSchema,
    })
    .exactOptional(),
});

/** A rate of exchange, good for one order until a time that is public. */
export const rateDocumentSchema = z.strictObject({
  kind: z.literal('rate'),
  salt: saltSchema,
  from: currencySchema,
  to: currencySchema,
  rate: rateSchema,
  fromDecimals: decimalsSchema,
  toDecimals: decimalsSchema,
});

/** Another account of a payee, which takes the place of that of the terms. */
export const payToChangeSchema = payToSchema.extend({ kind: z.literal('pay-to-change') });

/** The bank's statement of an account, and what it has to cover by the record of an agreement. */
export const balanceDocumentSchema = z.strictObject({
  kind: z.literal('balance'),
  salt: saltSchema,
  /** Escrow account or number of the undertaking. */
  account: text(64),
  currency: currencySchema,
  /** Booked closing balance. */
  bookedMinor: nilOrMoreSchema,
  /** What is held, disputed, due, approved and instructed together. */
  coveredMinor: nilOrMoreSchema,
});

/** What bank and financier have to know of an assignment. */
export const assignmentDocumentSchema = z.strictObject({
  kind: z.literal('assignment'),
  salt: saltSchema,
  /** The public hash of an invoice is that of the canonical text of these three. */
  invoice: z.strictObject({ issuer: text(), number: text(64), date: z.iso.date() }),
  currency: currencySchema,
  decimals: z.int().min(0).max(3),
  /** The milestone's own document, to whose hash the terms commit. */
  commercial: commercialMilestoneSchema,
  /** Where the financier is paid. */
  payTo: payToSchema.omit({ kind: true, salt: true }),
});

/** Any private document. */
export const privateDocumentSchema = z.discriminatedUnion('kind', [
  commercialHeaderSchema,
  commercialMilestoneSchema,
  technicalSchema,
  payToSchema,
  securityDocumentSchema,
  settlementDocumentSchema,
  balanceDocumentSchema,
  assignmentDocumentSchema,
  payToChangeSchema,
  rateDocumentSchema,
]);
export type PrivateDocument = z.infer<typeof privateDocumentSchema>;
/** The private document of one kind. */
export type DocumentOf<K extends PrivateDocument['kind']> = Extract<PrivateDocument, { kind: K }>;

/** Most bytes that one private document of the terms may have. */
export const MAX_DOCUMENT_BYTES = Math.floor(limits.commandBytes / limits.milestones);

/** Most bytes of a document that shows one of those. */
const MAX_SHOWING_BYTES = 2 * MAX_DOCUMENT_BYTES;

/** Most bytes that a private document of a kind may have. */
export function maxBytesOf({ kind }: PrivateDocument): number {
  return kind === 'assignment' ? MAX_SHOWING_BYTES : MAX_DOCUMENT_BYTES;
}
