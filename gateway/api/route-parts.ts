import {
  agreementIdSchema,
  filedPartSchema,
  localIdSchema,
  milestoneIdSchema,
  orderIdSchema,
  participantIdSchema,
  voteIdSchema,
  privateDocumentSchema,
  type SubmissionType,
} from '@tranche/chaincode/domain';
import { z } from 'zod';
import { commandAnswerSchema } from './responses.js';

const ofAgreement = z.strictObject({ agreementId: agreementIdSchema });
const ofMilestone = ofAgreement.extend({ milestoneId: milestoneIdSchema });
const ofOrder = ofMilestone.extend({ orderId: orderIdSchema });
const numberParam = z
  .string()
  .regex(/^[1-9]\d{0,3}$/)
  .transform(Number);
const ofPresentation = ofMilestone.extend({ presentation: numberParam });
const ofTermination = ofAgreement.extend({ number: numberParam });
const ofAmendment = ofAgreement.extend({ number: numberParam });
const ofException = ofMilestone.extend({ number: numberParam });
const ofWaiver = ofMilestone.extend({ number: numberParam });

const ofDispute = ofMilestone.extend({ number: numberParam });
const ofOffer = ofDispute.extend({ offer: numberParam });
const ofAssignment = ofMilestone.extend({ number: numberParam });

const ofNeed = ofMilestone.extend({ need: localIdSchema });

/** Private documents of a filing by their parts; with `~` before a part, as it is in force. */
export const documentsSchema = z.record(filedPartSchema, privateDocumentSchema);

/** No parameters, or no filters. */
export const nothing = z.strictObject({});

const agreement = '/v1/agreements/:agreementId';
const milestone = `${agreement}/milestones/:milestoneId`;

/** Fields of a command that its path and its idempotency key say already. */
export const said = { type: true, commandId: true } as const;
/** The same where the path names an agreement. */
export const saidOfAgreement = { ...said, agreementId: true } as const;
/** The same where the path names a milestone. */
export const saidOfMilestone = { ...saidOfAgreement, milestoneId: true } as const;
/** The same where the path names a presentation. */
export const saidOfPresentation = { ...saidOfMilestone, presentation: true } as const;
/** The same where the path names a termination. */
export const saidOfTermination = { ...saidOfAgreement, number: true } as const;
/** The same where the path names an amendment. */
export const saidOfAmendment = { ...saidOfAgreement, number: true } as const;
/** The same where the path names an exception. */
export const saidOfException = { ...saidOfMilestone, number: true } as const;
/** The same where the path names a waiver. */
export const saidOfWaiver = { ...saidOfMilestone, number: true } as const;
/** The same where the path names a dispute. */
export const saidOfDispute = { ...saidOfMilestone, number: true } as const;
/** The same where the path names an offer in a dispute. */
export const saidOfOffer = { ...saidOfDispute, offer: true } as const;
/** The same where the path names an assignment. */
export const saidOfAssignment = { ...saidOfMilestone, number: true } as const;
/** The same where the path names a need. */
export const saidOfNeed = { ...saidOfMilestone, need: true } as const;
/** The same where the path names an order. */
export const saidOfOrder = { ...saidOfMilestone, orderId: true } as const;

/** What every route of a command has. */
export const command = {
  method: 'POST',
  query: nothing,
  status: 200,
  response: commandAnswerSchema,
} as const;

/** Makes a row of the route table for a command below one kind of path. */
function below<const B extends string, P extends z.ZodType>(base: B, params: P) {
  return <
    const T extends SubmissionType,
    const S extends string,
    D extends z.ZodType,
    const C extends 200 | 201 = 200,
  >(
    type: T,
    sub: S,
    summary: string,
    body: D,
    status?: C,
  ) => ({
    ...command,
    path: `${base}/${sub}` as const,
    summary,
    action: { kind: 'command' as const, type },
    params,
    body,
    status: status ?? command.status,
  });
}

/** A route of a command on an agreement. */
export const onAgreement = below(agreement, ofAgreement);
/** A route of a command on a milestone. */
export const onMilestone = below(milestone, ofMilestone);
/** A route of a command on a presentation. */
export const onPresentation = below(`${milestone}/presentations/:presentation`, ofPresentation);
/** A route of a command on an order. */
export const onOrder = below(`${milestone}/orders/:orderId`, ofOrder);
/** A route of a command on a termination. */
export const onTermination = below(`${agreement}/terminations/:number`, ofTermination);
/** A route of a command on an amendment. */
export const onAmendment = below(`${agreement}/amendments/:number`, ofAmendment);
/** A route of a command on an exception. */
export const onException = below(`${milestone}/exceptions/:number`, ofException);
/** A route of a command on a waiver. */
export const onWaiver = below(`${milestone}/waivers/:number`, ofWaiver);
/** A route of a command on a dispute. */
export const onDispute = below(`${milestone}/disputes/:number`, ofDispute);
/** A route of a command on an offer in a dispute. */
export const onOffer = below(`${milestone}/disputes/:number/offers/:offer`, ofOffer);
/** A route of a command on an assignment. */
export const onAssignment = below(`${milestone}/assignments/:number`, ofAssignment);
/** A route of a command on what a milestone needs of the buyer. */
export const onNeed = below(`${milestone}/needs/:need`, ofNeed);

const consortium = '/v1/consortium';

/** What names a vote in a path. */
export const ofVote = z.strictObject({ voteId: voteIdSchema });
const ofHosted = z.strictObject({ localId: localIdSchema });
const ofParticipant = z.strictObject({ participant: participantIdSchema });

/** A route of a command on the registry. */
export const onConsortium = below(consortium, nothing);
/** A route of a command on a vote. */
export const onVote = below(`${consortium}/votes/:voteId`, ofVote);
/** A route of a command on a participant that the caller's member hosts. */
export const onHosted = below(`${consortium}/hosted/:localId`, ofHosted);
/** A route of a command on any participant. */
export const onParticipant = below(`${consortium}/participants/:participant`, ofParticipant);
