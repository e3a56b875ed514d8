import type { CommandFields, SubmitAnswer } from '../../../../support/consortium.js';
import { MONDAY } from '../../../../support/memory-ledger.js';
import { DAY, fileHash } from './deal.js';
import type { Scene } from './scene.js';

/** The bank records a guarantee with everything that is known of one, or what the fields say. */
export function recordInstrument(
  scene: Scene,
  fields: CommandFields = {},
  milestoneId = 'order',
): Promise<SubmitAnswer> {
  return scene.on(milestoneId, 'trade-bank.maker', 'recordInstrument', {
    instrument: 'performance-guarantee',
    reference: fileHash('guarantee'),
    expiry: MONDAY + 300 * DAY,
    issuer: 'Harbour Bank',
    beneficiary: 'buyer',
    rules: 'URDG-758',
    ...fields,
  });
}

/** The bank records a demand under an instrument. */
export function demand(
  scene: Scene,
  name = 'demand',
  { instrument = 1, milestoneId = 'order' } = {},
): Promise<SubmitAnswer> {
  const fields = { instrument, document: fileHash(name) };
  return scene.on(milestoneId, 'trade-bank.maker', 'recordDemand', fields);
}
