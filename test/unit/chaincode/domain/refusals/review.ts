import { SHARE_BASIS_POINT, SHARE_WHOLE } from '@tranche/chaincode/domain';
import { MONDAY } from '../../../../support/memory-ledger.js';
import type { CommandFields } from '../../../../support/consortium.js';
import { DAY, fileHash } from '../support/deal.js';
import { rewrite } from '../support/records.js';
import { discrepancy } from '../support/fields.js';
import { Scene } from '../support/scene.js';
import type { Refusal } from './refusal.js';

async function present(scene: Scene, fields: CommandFields): Promise<unknown> {
  return scene.on('order', 'textiles.maker', 'presentMilestone', fields);
}

async function presented(fields: CommandFields = {}): Promise<Scene> {
  const scene = await Scene.secured();
  await scene.present('order', fields);
  return scene;
}

const half = SHARE_WHOLE / 2;
const why = { discrepancies: [discrepancy()] };

/** Refusals of presentations. */
export const presentationRefusals: readonly Refusal[] = [
  {
    code: 'AGREEMENT_NOT_ACTIVE',
    when: 'something is presented before every party signed',
    provoke: async () => present(await Scene.proposed(), { evidence: [1] }),
  },
  {
    code: 'REVIEWER_NONE',
    when: 'something is presented that nobody reviews',
    provoke: async (): Promise<unknown> => {
      const scene = await Scene.secured();
      const evidence = { evidence: [await scene.attach('shipment')] };
      return scene.on('shipment', 'textiles.maker', 'presentMilestone', evidence);
    },
  },
  {
    code: 'MILESTONE_NOT_OPEN',
    when: 'something is presented before it is secured',
    params: { status: 'waiting' },
    provoke: async (): Promise<unknown> => {
      const scene = await Scene.active();
      return present(scene, { evidence: [await scene.attach('order')] });
    },
  },
  {
    code: 'MILESTONE_NOT_OPEN',
    when: 'something is presented before what it depends on is reached',
    params: { status: 'waiting' },
    provoke: async (): Promise<unknown> => {
      const scene = await Scene.secured();
      const evidence = { evidence: [await scene.attach('delivery', 'proof-of-delivery')] };
      return scene.on('delivery', 'textiles.maker', 'presentMilestone', evidence);
    },
  },
  {
    code: 'MILESTONE_NOT_OPEN',
    when: 'something is presented after all was accepted',
    params: { status: 'accepted' },
    provoke: async (): Promise<unknown> => {
      const scene = await Scene.secured();
      await scene.perform('order');
      return present(scene, { evidence: [1] });
    },
  },
  {
    code: 'PRESENTATION_UNDER_REVIEW',
    when: 'something is presented while a presentation is under review',
    params: { number: 1 },
    provoke: async () => present(await presented(), { evidence: [1] }),
  },
  {
    code: 'PRESENTATIONS_EXHAUSTED',
    when: 'every presentation was refused',
    params: { max: 3 },
    provoke: async (): Promise<unknown> => {
      const scene = await Scene.secured();
      for (let count = 0; count < 3; count += 1) {
        await scene.present('order');
        await scene.refuse('order');
      }
      return present(scene, { evidence: [1] });
    },
  },
  {
    code: 'PRESENTATION_TOO_LATE',
    when: 'something is presented after the due date and its grace',
    params: { until: MONDAY + 37 * DAY },
    provoke: async (): Promise<unknown> => {
      const scene = await Scene.secured();
      scene.consortium.setClock(MONDAY + 37 * DAY);
      return scene.present('order');
    },
  },
  {
    code: 'EVIDENCE_NOT_FOUND',
    when: 'a presentation names evidence that nobody attached',
    params: { number: 2 },
    provoke: async (): Promise<unknown> => {
      const scene = await Scene.secured();
      return present(scene, { evidence: [await scene.attach('order'), 2] });
    },
  },
  {
    code: 'EVIDENCE_NOT_OWN',
    when: 'a presentation names the evidence of another',
    params: { number: 1 },
    provoke: async (): Promise<unknown> => {
      const scene = await Scene.secured();
      const evidence = [await scene.attach('order', 'order-confirmation', 'quality.maker')];
      return present(scene, { evidence });
    },
  },
  {
    code: 'ID_LISTED_TWICE',
    when: 'a presentation names evidence twice',
    params: { id: 1 },
    provoke: async (): Promise<unknown> => {
      const scene = await Scene.secured();
      const number = await scene.attach('order');
      return present(scene, { evidence: [number, number] });
    },
  },
  {
    code: 'EVIDENCE_INCOMPLETE',
    when: 'a presentation lacks required evidence',
    params: { docType: 'order-confirmation', min: 1 },
    provoke: async (): Promise<unknown> => {
      const scene = await Scene.secured();
      return present(scene, { evidence: [await scene.attach('order', 'invoice')] });
    },
  },
  {
    code: 'SHARE_NOT_HELD',
    when: 'more is claimed than is left',
    params: { available: half },
    provoke: async (): Promise<unknown> => {
      const scene = await presented({ claimedShare: half });
      await scene.accept('order');
      return scene.present('order', { claimedShare: half + SHARE_BASIS_POINT });
    },
  },
  {
    code: 'SHARE_NOT_HELD',
    when: 'something is claimed where nothing is left',
    params: { available: 0 },
    provoke: async (): Promise<unknown> => {
      const scene = await Scene.secured();
      await scene.attach('order');
      const { review } = scene.milestone('order');
      await rewrite(scene, 'order', { review: { ...review, acceptedShare: SHARE_WHOLE } });
      return present(scene, { evidence: [1] });
    },
  },
  {
    code: 'SHARE_NOT_BASIS_POINT',
    when: 'a claim is no multiple of a basis point',
    provoke: () => presented({ claimedShare: half + 1 }),
  },
];

/** Refusals of the answers to presentations. */
export const answerRefusals: readonly Refusal[] = [
  ...(['accept', 'refuse'] as const).map(
    (answer): Refusal => ({
      code: 'PRESENTATION_NOT_FOUND',
      when: `the reviewer would ${answer} what was never presented`,
      params: { number: 2 },
      provoke: async () => (await presented())[answer]('order', { presentation: 2 }),
    }),
  ),
  ...(['accept', 'refuse'] as const).map(
    (answer): Refusal => ({
      code: 'PRESENTATION_NOT_UNDER_REVIEW',
      when: `the reviewer would ${answer} what was refused`,
      params: { number: 1 },
      provoke: async (): Promise<unknown> => {
        const scene = await presented();
        await scene.refuse('order');
        return scene[answer]('order');
      },
    }),
  ),
  ...(['accept', 'refuse'] as const).map(
    (answer): Refusal => ({
      code: 'PRESENTATION_HASH_MISMATCH',
      when: `the reviewer would ${answer} something else than was presented`,
      provoke: async () => (await presented())[answer]('order', { hash: fileHash('other') }),
    }),
  ),
  ...[
    { answer: 'refuse' as const, what: 'all', fields: {} },
    { answer: 'accept' as const, what: 'a part', fields: { acceptedShare: half, ...why } },
  ].map(
    ({ answer, what, fields }): Refusal => ({
      code: 'REVIEW_DEADLINE_PASSED',
      when: `the reviewer would ${answer} ${what} after the review`,
      provoke: async (): Promise<unknown> => {
        const scene = await presented();
        const { presentations } = scene.milestone('order').review;
        scene.consortium.setClock(presentations[0]?.deadline ?? 0);
        return scene[answer]('order', fields);
      },
    }),
  ),
  {
    code: 'SHARE_NOT_HELD',
    when: 'more is accepted than was claimed',
    params: { available: half },
    provoke: async (): Promise<unknown> => {
      const scene = await presented({ claimedShare: half });
      return scene.accept('order', { acceptedShare: half + SHARE_BASIS_POINT });
    },
  },
  {
    code: 'SHARE_NOT_BASIS_POINT',
    when: 'what is accepted is no multiple of a basis point',
    provoke: async () => (await presented()).accept('order', { acceptedShare: half + 1, ...why }),
  },
  {
    code: 'DISCREPANCIES_MISSING',
    when: 'less than the claim is accepted without a reason',
    provoke: async () => (await presented()).accept('order', { acceptedShare: half }),
  },
  {
    code: 'PARTY_NOT_PERMITTED',
    when: 'another party than the reviewer answers',
    params: { permitted: 'reviewer' },
    provoke: async (): Promise<unknown> => {
      const scene = await presented();
      const fields = { ...scene.presentationFields('order'), discrepancies: [] };
      return scene.on('order', 'quality.checker', 'acceptPresentation', fields);
    },
  },
];
