import { withMilestone, type EvolversOf } from '../decider.js';
import { stampOf } from '../facts.js';
import { present } from '../invariant.js';
import type { OnMilestone } from '../remembered.js';
import type { State } from '../state.js';
import type { ExceptionEvent } from './events.js';
import type { Exception } from './state.js';

/** What each event of an exception changes on record. */
export const exceptionEvolvers: EvolversOf<ExceptionEvent['type']> = {
  ExceptionOpened: (state, event, cause) =>
    withMilestone(state, event, (milestone) => ({
      ...milestone,
      exceptions: [...(milestone.exceptions ?? []), { ...event.exception, opened: stampOf(cause) }],
    })),

  ResolutionEntered: (state, event, cause) =>
    withException(state, event, (exception) => {
      const { as, note } = event;
      return { ...exception, resolution: { as, note, entered: stampOf(cause) } };
    }),

  ResolutionConsented: (state, event, cause) =>
    withException(state, event, (exception) => {
      const entered = present(exception.resolution, 'a consent is to a resolution on record');
      return { ...exception, resolution: { ...entered, consented: stampOf(cause) } };
    }),

  ExceptionResolved: (state, event, cause) =>
    withException(state, event, (exception) => ({ ...exception, resolved: stampOf(cause) })),

  ExceptionReferred: (state, event) =>
    withException(state, event, ({ resolution: _resolution, ...exception }) => {
      const { owner, deadline } = event;
      return { ...exception, owner, deadline };
    }),
};

function withException(
  state: State,
  event: OnMilestone & { readonly number: number },
  change: (exception: Exception) => Exception,
): State {
  return withMilestone(state, event, (milestone) => {
    const exceptions = present(milestone.exceptions, 'an event changes only what is on record');
    return {
      ...milestone,
      exceptions: exceptions.map((exception) =>
        exception.number === event.number ? change(exception) : exception,
      ),
    };
  });
}
