import { changeOf, fileAccount, makeSole, payTo, rateFields } from './pay-to.js';
import { fileHash } from './deal.js';
import { on } from './prepare.js';
import { due } from './probe-scenes.js';
import { rewrite } from './records.js';
import { recordInstrument } from './instrument.js';
import { Scene } from './scene.js';
import { textileParties } from '../../../../../scripts/case/textile-deal.js';

const onOrder = { milestoneId: 'order' } as const;

/** A change of account that another user entered, and another of the bank checked by a call. */
async function entered(): Promise<Scene> {
  const scene = await Scene.secured();
  await payTo(scene, 'changePayTo', await fileAccount(scene));
  const by = { participant: textileParties.exporter, user: 'another user' };
  const change = changeOf(scene);
  await rewrite(scene, 'order', { payTo: [{ ...change, entered: { ...change.entered, by } }] });
  return scene;
}

function named(scene: Scene) {
  return { ...onOrder, document: changeOf(scene).document };
}

/** Each command on accounts, rates and demands where nothing but the caller stands in its way. */
export const payToProbes = {
  changePayTo: on(
    () => Scene.secured(),
    async (scene) => ({ ...onOrder, document: await fileAccount(scene) }),
  ),
  approvePayTo: on(entered, named),
  callBackPayTo: on(async () => {
    const scene = await Scene.secured();
    await makeSole(scene);
    await payTo(scene, 'changePayTo', await fileAccount(scene));
    return scene;
  }, named),
  confirmPayTo: on(async () => {
    const scene = await entered();
    await payTo(scene, 'approvePayTo', changeOf(scene).document);
    return scene;
  }, named),
  fixRate: on(due, async (scene) => ({ ...onOrder, ...(await rateFields(scene)) })),
  agreeRate: on(
    async () => {
      const scene = await due();
      await scene.on('order', 'trade-bank.maker', 'fixRate', await rateFields(scene));
      return scene;
    },
    (scene) => {
      const { id: orderId, rate } = scene.order('order');
      return { ...onOrder, orderId, document: rate?.document };
    },
  ),
  recordDemand: on(
    async () => {
      const scene = await Scene.secured();
      await recordInstrument(scene);
      return scene;
    },
    () => ({ ...onOrder, instrument: 1, document: fileHash('demand') }),
  ),
} as const;
