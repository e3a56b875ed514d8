import { z } from 'zod';
import { calendarSchema } from './calendar.js';
import { afterReferenceSchema, conditionSchema } from './condition.js';
import {
  localIdSchema,
  milestoneIdSchema,
  mspSchema,
  participantIdSchema,
  sha256Schema,
  text,
  trancheIdSchema,
} from './ids.js';
import { instantSchema } from './instant.js';
import { limits } from './limits.js';
import { BPS_WHOLE } from './shares.js';

const bpsSchema = z.int().min(1).max(BPS_WHOLE);
const daysSchema = z.int().min(1).max(365);

/** Who pays a charge, as in ISO 20022: the debtor, the creditor, or each its own. */
export const chargeBearerSchema = z.enum(['DEBT', 'CRED', 'SHAR']);

/** Rules that govern the security. */
export const securityRulesSchema = z.enum(['URDTT-1.0', 'UCP-600', 'eUCP-2.1', 'escrow-agreement']);

/** How the bank releases a share that is due: by itself, by one officer, by two. */
export const approvalModeSchema = z.enum(['automatic', 'single', 'dual']);
export type ApprovalMode = z.infer<typeof approvalModeSchema>;

/** Who attests a security: the bank's maker alone, or a maker and a checker of it. */
export const securityApprovalSchema = z.enum(['single', 'dual']);
export type SecurityApproval = z.infer<typeof securityApprovalSchema>;

/** The stage of trade, or of software and services, that a milestone stands for. */
export const milestoneKindSchema = z.enum([
  'order-confirmation',
  'advance',
  'production',
  'inspection',
  'dispatch',
  'arrival',
  'customs-clearance',
  'delivery',
  'commissioning',
  'final-acceptance',
  'retention',
  'kick-off',
  'specification',
  'software-delivery',
  'acceptance-test',
  'go-live',
  'service',
  'warranty',
  'other',
]);
export type MilestoneKind = z.infer<typeof milestoneKindSchema>;

const reviewRuleSchema = z.strictObject({
  /** Who examines a presentation; `none` when conditions alone decide. */
  by: z.union([participantIdSchema, z.literal('none')]),
  businessDays: daysSchema,
  silence: z.enum(['accepted', 'arbiter']),
  maxPresentations: z.int().min(1).max(limits.presentations),
  cureDays: z.int().min(0).max(90),
  /** Nothing is presented after that period, though the due date has not come. */
  presentWithin: z
    .strictObject({
      days: daysSchema,
      kind: z.enum(['calendar', 'business']),
      of: afterReferenceSchema,
    })
    .exactOptional(),
});

const trancheSchema = z.strictObject({
  id: trancheIdSchema,
  shareBps: bpsSchema,
  advance: z.boolean(),
  /** Absent only in a tranche marked `advance`. */
  condition: conditionSchema.exactOptional(),
});

const requiredEvidenceSchema = z.strictObject({
  docType: localIdSchema,
  min: z.int().min(1).max(limits.evidenceOfExporter),
});

/** Something that the buyer owes the exporter's performance: access, data, drawings. */
const needSchema = z.strictObject({ id: localIdSchema, what: text(), by: instantSchema });

/** When the exporter may end a milestone that the buyer blocks, and what it then gets of it. */
const blockedSchema = z.strictObject({
  maxDays: daysSchema,
  payeeBps: z.int().min(0).max(BPS_WHOLE),
});

const commitmentsSchema = z.strictObject({
  commercial: sha256Schema,
  technical: sha256Schema,
});

/** One milestone of the public terms. */
export const milestoneTermsSchema = z.strictObject({
  id: milestoneIdSchema,
  kind: milestoneKindSchema,
  title: text(),
  shareBps: bpsSchema,
  tranches: z.array(trancheSchema).min(1).max(limits.tranchesPerMilestone),
  evidence: z.union([
    z.literal('none'),
    z.array(requiredEvidenceSchema).min(1).max(limits.tranchesPerMilestone),
  ]),
  exclusions: z.union([z.literal('none'), z.array(text()).min(1).max(limits.tranchesPerMilestone)]),
  dependsOn: z.array(milestoneIdSchema).max(limits.milestones),
  review: reviewRuleSchema,
  dueDate: instantSchema,
  graceDays: z.int().min(0).max(365),
  /** SHA-256 of transport documents that events may name beside those in the evidence. */
  transportDocuments: z.array(sha256Schema).max(limits.evidenceOfOther),
  approval: approvalModeSchema,
  /** Business days of an inspector from a request to its result; 5 when absent. */
  inspectionBusinessDays: daysSchema.exactOptional(),
  needs: z.array(needSchema).min(1).max(limits.needsPerMilestone).exactOptional(),
  blocked: blockedSchema.exactOptional(),
  commitments: commitmentsSchema,
});
export type MilestoneTerms = z.infer<typeof milestoneTermsSchema>;
export type TrancheTerms = z.infer<typeof trancheSchema>;

/** The parties of an agreement by their participant ids. */
export const partiesSchema = z.strictObject({
  exporter: participantIdSchema,
  buyer: participantIdSchema,
  bank: participantIdSchema,
  exporterBank: participantIdSchema.exactOptional(),
  inspectors: z
    .array(
      z.strictObject({
        id: participantIdSchema,
        alternates: z.array(participantIdSchema).max(limits.alternatesPerInspector),
      }),
    )
    .max(limits.inspectors),
  sources: z.array(participantIdSchema).max(limits.dataSources),
  arbiter: participantIdSchema.exactOptional(),
  /** To whom the exporter may assign what it is owed, beside its own bank. */
  financiers: z.array(participantIdSchema).min(1).max(limits.financiers).exactOptional(),
  auditors: z.array(participantIdSchema).max(limits.auditors),
  coEndorsers: z.array(mspSchema).max(limits.coEndorsersMax),
});
export type Parties = z.infer<typeof partiesSchema>;

const disputeDefaultSchema = z.discriminatedUnion('to', [
  z.strictObject({ to: z.literal('payee') }),
  z.strictObject({ to: z.literal('buyer') }),
  z.strictObject({ to: z.literal('split'), payeeBps: bpsSchema }),
]);

const disputePeriodsSchema = z.strictObject({
  negotiationBusinessDays: daysSchema,
  decisionBusinessDays: daysSchema,
});

/** Everything that the parties agree in public; what is private is here as commitments. */
export const publicTermsSchema = z.strictObject({
  contract: z.strictObject({ hash: sha256Schema, reference: text(), prevails: text() }),
  law: text(),
  jurisdiction: text(),
  securityRules: securityRulesSchema,
  /** One user of the bank secures when absent. */
  securityApproval: securityApprovalSchema.exactOptional(),
  charges: z.strictObject({
    bank: chargeBearerSchema,
    inspector: chargeBearerSchema,
    arbiter: chargeBearerSchema,
  }),
  calendar: calendarSchema,
  parties: partiesSchema,
  milestones: z.array(milestoneTermsSchema).min(1).max(limits.milestones),
  /** The proposal is open until then. */
  openUntil: instantSchema,
  /** The bank secures until then. */
  fundingBy: instantSchema,
  /** What is still held then goes back. */
  longStop: instantSchema,
  approvalBusinessDays: daysSchema,
  instructBusinessDays: daysSchema,
  disputeDefault: disputeDefaultSchema,
  /** Business days of the sides and of the arbiter; 10 and 20 when absent. */
  disputePeriods: disputePeriodsSchema.exactOptional(),
  commitments: z.strictObject({ header: sha256Schema, payTo: sha256Schema }),
});
export type PublicTerms = z.infer<typeof publicTermsSchema>;

/**
 * Times fixed at bootstrap; copied into every agreement, so that no later change moves a deadline.
 */
export const parametersSchema = z.strictObject({
  profile: z.enum(['production', 'test']),
  dayMillis: z.int().min(1_000).max(86_400_000),
  toleranceMillis: z.int().min(0).max(3_600_000),
});
export type Parameters = z.infer<typeof parametersSchema>;

/** Parameters of every profile but `test`. */
export const productionParameters: Parameters = {
  profile: 'production',
  dayMillis: 86_400_000,
  toleranceMillis: 180_000,
};
