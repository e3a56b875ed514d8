import { textileParties } from '../../../../../scripts/case/textile-deal.js';
import {
  assignmentOf,
  financedScene,
  fileAssignment,
  invoiceOf,
  ONLY,
  proposalFields,
  proposed,
  recordFinancing,
  assign,
} from './assignment.js';
import { fileHash } from './deal.js';
import { on } from './prepare.js';
import { rewrite } from './records.js';
import type { Scene } from './scene.js';

const onOnly = { milestoneId: ONLY } as const;

/** An active assignment, as if the carrier were its financier: the table has no other column. */
async function assignedToCarrier(): Promise<Scene> {
  const scene = await financedScene();
  await assign(scene);
  const { slice } = scene.milestone(ONLY);
  const [financier = textileParties.bank] = textileParties.sources;
  const parties = { ...slice.parties, financiers: [financier] };
  const assignments = [{ ...assignmentOf(scene), financier }];
  await rewrite(scene, ONLY, { slice: { ...slice, parties }, assignments });
  return scene;
}

async function proposedScene(): Promise<Scene> {
  const scene = await financedScene();
  await proposed(scene);
  return scene;
}

/** Each command on an assignment where nothing but the caller stands in its way. */
export const assignmentProbes = {
  recordFinancing: on(
    () => financedScene(),
    () => ({ ...onOnly, invoice: invoiceOf() }),
  ),
  proposeAssignment: on(
    async () => {
      const scene = await financedScene();
      await recordFinancing(scene);
      await fileAssignment(scene);
      return scene;
    },
    (scene) => ({ ...onOnly, ...proposalFields(scene) }),
  ),
  acknowledgeAssignment: on(proposedScene, (scene) => ({
    ...onOnly,
    number: 1,
    hash: assignmentOf(scene).hash,
  })),
  rejectAssignment: on(proposedScene, () => ({ ...onOnly, number: 1, reason: 'NOT_OURS' })),
  releaseAssignment: on(assignedToCarrier, () => ({ ...onOnly, number: 1 })),
  consentToAct: on(assignedToCarrier, () => ({ ...onOnly, number: 1, act: fileHash('act') })),
} as const;
