import { z } from 'zod';

/** How a vote stands; all but the first are its end. */
export const voteStatusSchema = z.enum([
  'open',
  'passed',
  'failed',
  'withdrawn',
  'expired',
  'overtaken',
]);
export type VoteStatus = z.infer<typeof voteStatusSchema>;
