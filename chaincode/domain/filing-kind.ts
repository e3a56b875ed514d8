import { z } from 'zod';

/** Kinds of filing: a set of private documents that belong together. */
export const filingKindSchema = z.enum([
  'commercial',
  'technical',
  'pay-to',
  'security',
  'settlement',
  'balance',
  'assignment',
  'pay-to-change',
  'rate',
]);
export type FilingKind = z.infer<typeof filingKindSchema>;
