import { limits } from '@tranche/chaincode/domain';
import { DAY, fileHash } from '../support/deal.js';
import { evidenceFields } from '../support/fields.js';
import { replaceEvidence, resumeReview, suspendReview } from '../support/review.js';
import { Scene } from '../support/scene.js';
import type { Refusal } from './refusal.js';

async function presented(): Promise<Scene> {
  const scene = await Scene.secured();
  await scene.present('order');
  return scene;
}

async function suspended(evidence: readonly number[] = [1]): Promise<Scene> {
  const scene = await presented();
  await suspendReview(scene, 'order', evidence);
  return scene;
}

const hash = fileHash('legible copy');

/** Refusals of what stops a review, and of what replaces the evidence that it waits for. */
export const suspensionRefusals: readonly Refusal[] = [
  ...(['accept', 'refuse'] as const).map((answer): Refusal => ({
    code: 'REVIEW_SUSPENDED',
    when: `the reviewer would ${answer} less than all while the review stands still`,
    params: { number: 1 },
    provoke: async (): Promise<unknown> => {
      const scene = await suspended();
      const part = { acceptedShare: 1, exact: true };
      return scene[answer]('order', answer === 'accept' ? part : {});
    },
  })),
  {
    code: 'REVIEW_ALREADY_SUSPENDED',
    when: 'a review is suspended a second time',
    params: { number: 1 },
    provoke: async (): Promise<unknown> => {
      const scene = await suspended();
      await resumeReview(scene, 'order');
      return suspendReview(scene, 'order', [1]);
    },
  },
  {
    code: 'REVIEW_DEADLINE_PASSED',
    when: 'a review is suspended after its deadline',
    provoke: async (): Promise<unknown> => {
      const scene = await presented();
      scene.consortium.setClock(scene.presentation('order').deadline);
      return suspendReview(scene, 'order', [1]);
    },
  },
  {
    code: 'PRESENTATION_NOT_FOUND',
    when: 'the review of nothing is suspended',
    params: { number: 7 },
    provoke: async () => suspendReview(await presented(), 'order', [1], { presentation: 7 }),
  },
  {
    code: 'PRESENTATION_NOT_UNDER_REVIEW',
    when: 'a review is suspended that ended',
    params: { number: 1 },
    provoke: async (): Promise<unknown> => {
      const scene = await presented();
      await scene.refuse('order');
      return suspendReview(scene, 'order', [1]);
    },
  },
  {
    code: 'PRESENTATION_HASH_MISMATCH',
    when: 'the review of something else is suspended',
    provoke: async () => suspendReview(await presented(), 'order', [1], { hash }),
  },
  {
    code: 'EVIDENCE_NOT_PRESENTED',
    when: 'a review is suspended for evidence that was not presented',
    params: { number: 2 },
    provoke: async (): Promise<unknown> => {
      const scene = await presented();
      await scene.attach('order', 'photo');
      return suspendReview(scene, 'order', [1, 2]);
    },
  },
  {
    code: 'ID_LISTED_TWICE',
    when: 'a review is suspended for the same evidence twice',
    params: { id: 1 },
    provoke: async () => suspendReview(await presented(), 'order', [1, 1]),
  },
  {
    code: 'REVIEW_NOT_SUSPENDED',
    when: 'a review goes on that never stood still',
    params: { number: 1 },
    provoke: async () => resumeReview(await presented(), 'order'),
  },
  {
    code: 'REVIEW_NOT_SUSPENDED',
    when: 'a review goes on that goes on already',
    params: { number: 1 },
    provoke: async (): Promise<unknown> => {
      const scene = await suspended();
      await resumeReview(scene, 'order');
      return resumeReview(scene, 'order');
    },
  },
  {
    code: 'EVIDENCE_NOT_SUSPENDED',
    when: 'evidence is replaced that no review waits for',
    params: { number: 1 },
    provoke: async () => replaceEvidence(await presented(), 'order', { replaces: 1, hash }),
  },
  {
    code: 'EVIDENCE_NOT_SUSPENDED',
    when: 'other evidence is replaced than the review waits for',
    params: { number: 2 },
    provoke: async (): Promise<unknown> => {
      const scene = await suspended();
      await scene.attach('order', 'photo');
      return replaceEvidence(scene, 'order', { replaces: 2, hash });
    },
  },
  {
    code: 'EVIDENCE_NOT_SUSPENDED',
    when: 'another party replaces the exporter’s evidence',
    params: { number: 1 },
    provoke: async (): Promise<unknown> => {
      const fields = { ...evidenceFields('order-confirmation', hash), replaces: 1 };
      return (await suspended()).on('order', 'quality.maker', 'attachEvidence', fields);
    },
  },
  {
    code: 'SUSPENSION_ENDED',
    when: 'evidence is replaced after the suspension',
    provoke: async (): Promise<unknown> => {
      const scene = await suspended();
      scene.consortium.wait(15 * DAY);
      return replaceEvidence(scene, 'order', { replaces: 1, hash });
    },
  },
  {
    code: 'EVIDENCE_TYPE_DIFFERENT',
    when: 'evidence is replaced by something of another type',
    params: { docType: 'order-confirmation' },
    provoke: async (): Promise<unknown> => {
      const scene = await suspended();
      return replaceEvidence(scene, 'order', { replaces: 1, hash, docType: 'invoice' });
    },
  },
  {
    code: 'EVIDENCE_ALREADY_ATTACHED',
    when: 'evidence is replaced by a file that is attached beside it',
    params: { number: 2 },
    provoke: async (): Promise<unknown> => {
      const scene = await suspended();
      await scene.attach('order', 'photo');
      const [, photo] = scene.milestone('order').delivery.evidence;
      return replaceEvidence(scene, 'order', { replaces: 1, hash: String(photo?.hash) });
    },
  },
  {
    code: 'EVIDENCE_ALREADY_ATTACHED',
    when: 'a file that was replaced is attached anew',
    params: { number: 1 },
    provoke: async (): Promise<unknown> => {
      const scene = await suspended();
      const [first] = scene.milestone('order').delivery.evidence;
      await replaceEvidence(scene, 'order', { replaces: 1, hash });
      const fields = evidenceFields('order-confirmation', String(first?.hash));
      return scene.on('order', 'textiles.maker', 'attachEvidence', fields);
    },
  },
  {
    code: 'EVIDENCE_TOO_MANY',
    when: 'something is attached beside 32 pieces of which one was replaced',
    params: { max: limits.evidenceOfExporter },
    provoke: async (): Promise<unknown> => {
      const scene = await suspended();
      for (let count = 1; count < limits.evidenceOfExporter; count += 1) {
        scene.consortium.wait(60_000);
        await scene.attach('order', 'photo');
      }
      await replaceEvidence(scene, 'order', { replaces: 1, hash });
      return scene.attach('order', 'photo');
    },
  },
  {
    code: 'EVIDENCE_REPLACED',
    when: 'a presentation names evidence that was replaced',
    params: { number: 1, by: 2 },
    provoke: async (): Promise<unknown> => {
      const scene = await suspended();
      await replaceEvidence(scene, 'order', { replaces: 1, hash });
      await scene.refuse('order');
      return scene.on('order', 'textiles.maker', 'presentMilestone', { evidence: [1] });
    },
  },
];
