import { z } from 'zod';
import { orderIdSchema, sha256Schema, text } from '../ids.js';
import { instantSchema } from '../instant.js';
import { limits } from '../limits.js';
import { onMilestone } from '../remembered.js';
import { holdReasons } from './state.js';

const onOrder = { ...onMilestone, orderId: orderIdSchema } as const;
const attemptSchema = z.int().min(1).max(limits.attempts);

/** ISO 20022 external code of a status or return reason, for example `AC04`. */
const reasonCodeSchema = z.string().regex(/^[A-Z0-9]{4}$/);

/** Approves a due order after checking identity, account and compliance. */
export const approveOrderSchema = z.strictObject({
  type: z.literal('approveOrder'),
  ...onOrder,
  hash: sha256Schema,
});

/** States that the payment file of an order went to the payment system. */
export const instructOrderSchema = z.strictObject({
  type: z.literal('instructOrder'),
  ...onOrder,
  paymentFile: sha256Schema,
});

/** States that the debit of an order is booked. */
export const settleOrderSchema = z.strictObject({
  type: z.literal('settleOrder'),
  ...onOrder,
  attempt: attemptSchema,
  bankReference: text(64),
  uetr: z.string().regex(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/),
  valueDate: z.iso.date(),
  message: sha256Schema,
  document: sha256Schema,
});

/** The payee confirms that the money arrived. */
export const acknowledgeCreditSchema = z.strictObject({
  type: z.literal('acknowledgeCredit'),
  ...onOrder,
});

/** Bars the approval and the payment of an order; nothing public says more than the reason. */
export const holdOrderSchema = z.strictObject({
  type: z.literal('holdOrder'),
  ...onOrder,
  reason: z.enum(holdReasons),
});

/** Keeps a hold that would end, or that has to be renewed. */
export const renewHoldSchema = z.strictObject({ type: z.literal('renewHold'), ...onOrder });

/** Lifts a hold. */
export const unholdOrderSchema = z.strictObject({ type: z.literal('unholdOrder'), ...onOrder });

/** States that the payment system rejected an attempt (pacs.002, `RJCT`). */
export const rejectOrderSchema = z.strictObject({
  type: z.literal('rejectOrder'),
  ...onOrder,
  attempt: attemptSchema,
  reason: reasonCodeSchema,
  message: sha256Schema,
});

/** States that the money of an attempt came back (pacs.004), booked or not. */
export const returnOrderSchema = z.strictObject({
  type: z.literal('returnOrder'),
  ...onOrder,
  attempt: attemptSchema,
  reason: reasonCodeSchema,
  message: sha256Schema,
});

const onPayTo = { ...onMilestone, document: sha256Schema } as const;

/** Enters another account of a payee, by its private document. */
export const changePayToSchema = z.strictObject({ type: z.literal('changePayTo'), ...onPayTo });

/** Confirms, as another user of the payee, what the first entered. */
export const approvePayToSchema = z.strictObject({ type: z.literal('approvePayTo'), ...onPayTo });

/** States that the bank called a payee with one user back, by a number that it had before. */
export const callBackPayToSchema = z.strictObject({
  type: z.literal('callBackPayTo'),
  ...onPayTo,
});

/** Lets the bank pay to the new account from now on. */
export const confirmPayToSchema = z.strictObject({ type: z.literal('confirmPayTo'), ...onPayTo });

/** Offers the payee of an order a rate of exchange. */
export const fixRateSchema = z.strictObject({
  type: z.literal('fixRate'),
  ...onOrder,
  document: sha256Schema,
  validUntil: instantSchema,
});

/** Agrees, as the payee of an order, to be paid by that rate. */
export const agreeRateSchema = z.strictObject({
  type: z.literal('agreeRate'),
  ...onOrder,
  document: sha256Schema,
});

/** The commands on a payment order, by type. */
export const paymentCommandSchemas = {
  approveOrder: approveOrderSchema,
  instructOrder: instructOrderSchema,
  settleOrder: settleOrderSchema,
  acknowledgeCredit: acknowledgeCreditSchema,
  holdOrder: holdOrderSchema,
  renewHold: renewHoldSchema,
  unholdOrder: unholdOrderSchema,
  rejectOrder: rejectOrderSchema,
  returnOrder: returnOrderSchema,
  changePayTo: changePayToSchema,
  approvePayTo: approvePayToSchema,
  callBackPayTo: callBackPayToSchema,
  confirmPayTo: confirmPayToSchema,
  fixRate: fixRateSchema,
  agreeRate: agreeRateSchema,
} as const;

export type PaymentCommand = z.infer<
  (typeof paymentCommandSchemas)[keyof typeof paymentCommandSchemas]
>;
