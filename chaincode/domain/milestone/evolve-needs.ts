import type { EvolversOf } from '../decider.js';
import { stampOf } from '../facts.js';
import { present } from '../invariant.js';
import type { State } from '../state.js';
import type { MilestoneEvent } from './events.js';
import type { Block } from './state.js';
import { withDelivery } from './with-delivery.js';

type NeedEvent = Extract<
  MilestoneEvent,
  { type: 'BlockReported' | 'SupplyReported' | 'SupplyConfirmed' | 'BlockEnded' }
>;

/** What each event about the buyer's part in the performance changes on record. */
export const needEvolvers: EvolversOf<NeedEvent['type']> = {
  BlockReported: (state, event, cause) =>
    withDelivery(state, event, (delivery) => {
      const { need } = event;
      const { blocks = [] } = delivery;
      const open = blocks.find((block) => block.need === need && block.confirmed === undefined);
      const reported = open?.reported ?? stampOf(cause);
      const others = blocks.filter((block) => block.need !== need);
      return { ...delivery, blocks: [...others, { need, reported }] };
    }),

  SupplyReported: (state, event, cause) => {
    const supplied = { ...stampOf(cause), deadline: event.deadline };
    return withBlock(state, event, (block) => ({ ...block, supplied }));
  },

  SupplyConfirmed: (state, event, cause) => {
    const confirmed = { ...stampOf(cause), deemed: event.deemed };
    return withBlock(state, event, (block) => ({ ...block, confirmed }));
  },

  BlockEnded: (state, event) =>
    withDelivery(state, event, (delivery) => ({ ...delivery, status: 'ended' })),
};

function withBlock(state: State, event: NeedEvent, change: (block: Block) => Block): State {
  return withDelivery(state, event, (delivery) => ({
    ...delivery,
    blocks: present(delivery.blocks, 'only what was reported changes').map((block) =>
      block.need === event.need ? change(block) : block,
    ),
  }));
}
