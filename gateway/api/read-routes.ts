import {
  agreementIdSchema,
  filingKindSchema,
  localIdSchema,
  milestoneIdSchema,
  participantIdSchema,
  privateDocumentSchema,
} from '@tranche/chaincode/domain';
import { z } from 'zod';
import {
  actionsSchema,
  agreementViewSchema,
  buildSchema,
  historySchema,
  milestoneViewSchema,
  positionViewSchema,
  termsViewSchema,
  transactionSchema,
} from './responses.js';
import type { Route } from './route.js';
import {
  milestoneKindViewSchema,
  templateEntrySchema,
  templateSchema,
} from './templates/pattern.js';

const ofAgreement = z.strictObject({ agreementId: agreementIdSchema });
const ofMilestone = ofAgreement.extend({ milestoneId: milestoneIdSchema });
const nothing = z.strictObject({});

const agreement = '/v1/agreements/:agreementId';
const milestone = `${agreement}/milestones/:milestoneId`;
const read = { method: 'GET', query: nothing, status: 200 } as const;

const partSchema = z.string().regex(/^[a-z0-9][a-z0-9-]{0,63}$/);
const versionSchema = z
  .string()
  .regex(/^[1-9]\d{0,3}$/)
  .transform(Number);

/** Routes that change nothing. */
export const readRoutes = {
  readAgreement: {
    ...read,
    path: agreement,
    summary: 'An agreement with its terms and where each milestone stands',
    action: { kind: 'query', type: 'agreement' },
    params: ofAgreement,
    response: agreementViewSchema,
  },
  readMilestone: {
    ...read,
    path: milestone,
    summary: 'All that is on record about a milestone',
    action: { kind: 'query', type: 'milestone' },
    params: ofMilestone,
    response: milestoneViewSchema,
  },
  readPosition: {
    ...read,
    path: `${milestone}/position`,
    summary: 'Where each part of a milestone’s money is',
    action: { kind: 'query', type: 'position' },
    params: ofMilestone,
    response: positionViewSchema,
  },
  readNextActions: {
    ...read,
    path: `${agreement}/next-actions`,
    summary: 'What is to be done next, and by whom',
    action: { kind: 'query', type: 'nextActions' },
    params: ofAgreement,
    query: z.strictObject({ participant: participantIdSchema.exactOptional() }),
    response: actionsSchema,
  },
  readHistory: {
    ...read,
    path: `${agreement}/history`,
    summary: 'Every value that the record of an agreement, or of a milestone, ever had',
    action: { kind: 'query', type: 'history' },
    params: ofAgreement,
    query: z.strictObject({ milestoneId: milestoneIdSchema.exactOptional() }),
    response: historySchema,
  },
  readTerms: {
    ...read,
    path: `${agreement}/terms/:termsVersion`,
    summary: 'One version of an agreement’s terms, in force or only proposed',
    action: { kind: 'query', type: 'terms' },
    params: ofAgreement.extend({ termsVersion: versionSchema }),
    response: termsViewSchema,
  },
  readDocument: {
    ...read,
    path: `${agreement}/documents/:kind/:part`,
    summary: 'A private document from the member’s own node',
    action: { kind: 'document' },
    params: ofAgreement.extend({ kind: filingKindSchema, part: partSchema }),
    query: z.strictObject({ termsVersion: versionSchema.exactOptional() }),
    response: z.object({ document: privateDocumentSchema }),
  },
  readTransaction: {
    ...read,
    path: '/v1/transactions/:txId',
    summary: 'What became of a transaction',
    action: { kind: 'transaction' },
    params: z.strictObject({ txId: z.string().regex(/^[0-9a-f]{64}$/) }),
    response: transactionSchema,
  },
  readBuild: {
    ...read,
    path: '/v1/build',
    summary: 'What the member’s node runs',
    action: { kind: 'build' },
    params: nothing,
    response: buildSchema,
  },
  listTemplates: {
    ...read,
    path: '/v1/templates',
    summary: 'Templates of agreements',
    action: { kind: 'catalogue', of: 'templates' },
    params: nothing,
    response: z.object({ templates: z.array(templateEntrySchema) }),
  },
  readTemplate: {
    ...read,
    path: '/v1/templates/:templateId',
    summary: 'A template with its safe defaults',
    action: { kind: 'catalogue', of: 'template' },
    params: z.strictObject({ templateId: localIdSchema }),
    response: templateSchema,
  },
  listMilestoneKinds: {
    ...read,
    path: '/v1/milestone-kinds',
    summary: 'Kinds of milestone: conditions, evidence, exclusions, review, and what silence means',
    action: { kind: 'catalogue', of: 'milestone-kinds' },
    params: nothing,
    response: z.object({ kinds: z.array(milestoneKindViewSchema) }),
  },
} as const satisfies Readonly<Record<string, Route>>;
