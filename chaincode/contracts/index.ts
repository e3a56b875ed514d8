import { AgreementContract } from './agreement.js';
import { AssignmentContract } from './assignment.js';
import { AmendmentContract } from './amendment.js';
import { ConsortiumContract } from './consortium.js';
import { DisputeContract } from './dispute.js';
import { MilestoneContract } from './milestone.js';
import { PaymentContract } from './payment.js';
import { QueryContract } from './query.js';
import { ReviewContract } from './review.js';

/** Every contract of the chaincode; the server runs these. */
export const contracts = [
  ConsortiumContract,
  AgreementContract,
  MilestoneContract,
  ReviewContract,
  PaymentContract,
  AssignmentContract,
  AmendmentContract,
  DisputeContract,
  QueryContract,
] as const;
