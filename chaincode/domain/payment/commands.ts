import { z } from 'zod';
import { orderIdSchema, sha256Schema, text } from '../ids.js';
import { onMilestone } from '../remembered.js';

const onOrder = { ...onMilestone, orderId: orderIdSchema } as const;
const attemptSchema = z.int().min(1).max(99);

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

/** The commands on a payment order, by type. */
export const paymentCommandSchemas = {
  approveOrder: approveOrderSchema,
  instructOrder: instructOrderSchema,
  settleOrder: settleOrderSchema,
  acknowledgeCredit: acknowledgeCreditSchema,
} as const;

export type PaymentCommand = z.infer<
  (typeof paymentCommandSchemas)[keyof typeof paymentCommandSchemas]
>;
