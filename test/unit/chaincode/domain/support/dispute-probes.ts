import type { CommandFields } from '../../../../support/consortium.js';
import { fileHash } from './deal.js';
import {
  confirmAward,
  disputed,
  disputeIn,
  escalated,
  offer,
  PERCENT,
  recordAward,
  refused,
  rule,
  stakeFields,
  open,
} from './dispute.js';
import { onOnly } from './performance.js';
import { on } from './prepare.js';
import type { Scene } from './scene.js';

const onDispute = { ...onOnly, number: 1 } as const;
const split = { toPayee: PERCENT, toBuyer: 0 } as const;

async function halfDisputed(): Promise<Scene> {
  const scene = await refused();
  await open(scene, { share: 50 * PERCENT });
  return scene;
}

function after(
  prepare: () => Promise<Scene>,
  act: (scene: Scene) => Promise<unknown>,
): () => Promise<Scene> {
  return async () => {
    const scene = await prepare();
    await act(scene);
    return scene;
  };
}

/** Each command on a dispute where nothing but the caller stands in its way. */
export const disputeProbes = {
  openDispute: on(
    () => refused(),
    () => ({ ...onOnly, ...stakeFields() }),
  ),
  addToDispute: on(halfDisputed, () => ({ ...onDispute, ...stakeFields() })),
  offerSplit: on(
    () => disputed(),
    (scene) => ({ ...onDispute, ...split, until: scene.consortium.now() + 60_000 }),
  ),
  acceptOffer: on(
    after(() => disputed(), offer),
    (scene): CommandFields => {
      const [found] = disputeIn(scene).offers ?? [];
      return { ...onDispute, offer: 1, hash: found?.hash };
    },
  ),
  escalateDispute: on(
    () => disputed(),
    () => onDispute,
  ),
  ruleDispute: on(
    () => escalated(),
    (scene) => ({
      ...onDispute,
      ...split,
      hash: disputeIn(scene).hash,
      reasons: fileHash('reasons'),
    }),
  ),
  confirmRuling: on(
    after(() => escalated(), rule),
    (scene) => ({ ...onDispute, hash: disputeIn(scene).ruling?.hash }),
  ),
  withdrawDispute: on(
    () => disputed(),
    () => onDispute,
  ),
  recordAward: on(
    () => disputed(),
    () => ({ ...onDispute, ...split, kind: 'judgment', document: fileHash('judgment') }),
  ),
  confirmAward: on(
    after(() => disputed(), recordAward),
    (scene) => ({ ...onDispute, hash: disputeIn(scene).award?.hash }),
  ),
  recordStay: on(
    after(
      () => disputed(),
      async (scene) => {
        await recordAward(scene);
        await confirmAward(scene);
      },
    ),
    () => ({ ...onDispute, document: fileHash('stay') }),
  ),
} as const;
