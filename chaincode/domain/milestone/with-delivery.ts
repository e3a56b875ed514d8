import { withMilestone } from '../decider.js';
import type { OnMilestone } from '../remembered.js';
import type { State } from '../state.js';
import type { Delivery } from './state.js';

/** The state with the performance of one milestone changed. */
export function withDelivery(
  state: State,
  event: OnMilestone,
  change: (delivery: Delivery) => Delivery,
): State {
  return withMilestone(state, event, (milestone) => ({
    ...milestone,
    delivery: change(milestone.delivery),
  }));
}
