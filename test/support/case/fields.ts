import type { CommandFields } from '../consortium.js';
import { newFile } from '../party-play.js';
import type { CaseStep, Sent } from './step.js';

/** An item of evidence, as the exporter attaches it. */
export function evidence(milestoneId: string, docType: string, hash: string): CommandFields {
  const about = { mediaType: 'application/pdf', issuer: 'Indus Textiles', reference: 'reference' };
  return { milestoneId, docType, hash, size: 1024, ...about };
}

/** The same with another value of one field. */
export function changed(sent: Sent, field: string, value: unknown): Sent {
  return { fields: { ...sent.fields, [field]: value } };
}

/** Where a command has no field to differ in, another command of its sender. */
export function attaching(milestoneId: string): ReturnType<CaseStep['other']> {
  return { type: 'attachEvidence', fields: evidence(milestoneId, 'invoice', newFile()) };
}
