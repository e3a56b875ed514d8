import { milestoneOf, type DecidersOf } from '../decider.js';
import { required, requireThat } from '../errors.js';
import { limits } from '../limits.js';
import { BPS_WHOLE } from '../shares.js';
import type { Milestone } from '../state.js';
import { checkCount, checkLive } from './checks.js';
import type { Instrument } from './state.js';

/** Guarantees and credits that stand beside a milestone, and the demands under them. */
export const instrumentDeciders: DecidersOf<'recordInstrument' | 'recordDemand'> = {
  recordInstrument: (state, command, facts) => {
    const milestone = milestoneOf(state, command);
    checkLive(milestone);
    const { instruments } = milestone.delivery;
    checkCount(instruments, facts);
    const { type: _type, commandId: _id, agreementId, milestoneId, ...content } = command;
    const { expiry, reductions = [] } = content;
    requireThat(expiry > facts.at, 'INSTRUMENT_EXPIRED', { expiry });
    checkReductions(milestone, reductions);
    const instrument = { number: instruments.length + 1, ...content };
    return [{ type: 'InstrumentRecorded', agreementId, milestoneId, instrument }];
  },

  recordDemand: (state, command) => {
    const milestone = milestoneOf(state, command);
    checkLive(milestone);
    const { agreementId, milestoneId, instrument: number, document } = command;
    const found = milestone.delivery.instruments.find((each) => each.number === number);
    const record = required(found, 'RECORD_NOT_FOUND', { what: 'instrument', number });
    const { demands = [] } = record;
    const max = limits.demandsPerInstrument;
    requireThat(demands.length < max, 'DEMANDS_EXHAUSTED', { max });
    return [{ type: 'InstrumentDemanded', agreementId, milestoneId, number, document }];
  },
};

/** A reduction is by what this milestone learns of: its own acceptance, or what it depends on. */
function checkReductions(
  { id, slice }: Milestone,
  reductions: NonNullable<Instrument['reductions']>,
): void {
  const known = [id, ...slice.definition.dependsOn];
  for (const { milestoneId: dependency } of reductions) {
    const isKnown = known.includes(dependency);
    requireThat(isKnown, 'MILESTONE_DEPENDENCY_UNKNOWN', { milestone: id, dependency });
  }
  const sum = reductions.reduce((total, { bps }) => total + bps, 0);
  requireThat(sum <= BPS_WHOLE, 'INSTRUMENT_OVER_REDUCED', { bps: sum });
}
