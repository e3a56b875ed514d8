import type { SubmissionType } from '@tranche/chaincode/domain';
import { MONDAY } from '../../../../support/memory-ledger.js';
import { amended } from '../../../../support/amended-deal.js';
import { amendmentFields, open, proposeAndFileAmended } from './amendment.js';
import { DAY } from './deal.js';
import { on } from './prepare.js';
import type { Probe } from './probe.js';
import { Scene } from './scene.js';

const change = { terms: { longStop: (MONDAY + 200 * DAY) as never } };

async function opened(): Promise<Scene> {
  const scene = await Scene.active();
  await open(scene, change);
  return scene;
}

/** The auditor’s member holds no specifications by the terms. */
const shown = { kind: 'technical', termsVersion: 1, to: 'AuditorMSP:audit' } as const;

/** Each command on an amendment, or a disclosure, where only the caller stands in its way. */
export const amendmentProbes = {
  proposeAmendment: on(
    () => Scene.active(),
    (scene) => {
      const { terms, revalued, lowered } = amended(scene.deal, change);
      return { number: 2, terms, revalued, lowered };
    },
  ),
  consentToAmendment: on(
    async () => {
      const scene = await Scene.active();
      await proposeAndFileAmended(scene, amended(scene.deal, change));
      return scene;
    },
    (scene) => amendmentFields(scene),
  ),
  refuseAmendment: on(opened, () => ({ number: 2 })),
  withdrawAmendment: on(opened, () => ({ number: 2 })),
  fileDisclosure: async (type: SubmissionType): Promise<Probe> => {
    const { consortium, agreementId, deal } = await Scene.active();
    const documents = deal.documents.technical;
    return { consortium, type, fields: { agreementId, ...shown }, documents };
  },
  discloseDocuments: on(
    async () => {
      const scene = await Scene.active();
      const { technical: documents } = scene.deal.documents;
      await scene.send('textiles.maker', 'fileDisclosure', shown, { documents });
      return scene;
    },
    () => ({ ...shown, parts: ['order'] }),
  ),
} as const;
