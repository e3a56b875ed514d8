import { limits, SHARE_WHOLE } from '@tranche/chaincode/domain';
import { after, type Act } from '../support/after.js';
import { caseDeal, fileHash, tranche } from '../support/deal.js';
import {
  add,
  disputable,
  disputed,
  disputeIn,
  open,
  PERCENT,
  refused,
  withdraw,
} from '../support/dispute.js';
import { blockedScene, passed, unreviewed } from '../support/performance.js';
import { rewrite } from '../support/records.js';
import { expire } from '../support/review.js';
import { Scene } from '../support/scene.js';
import type { Refusal } from './refusal.js';

const HALF = SHARE_WHOLE / 2;

const half: Act = (scene) => open(scene, { share: HALF });
/** Refusals of what is disputed, by whom and why. */
export const openingRefusals: readonly Refusal[] = [
  {
    code: 'AGREEMENT_NOT_ACTIVE',
    when: 'something is disputed before everybody signed',
    provoke: async (): Promise<unknown> => {
      const fields = { grounds: 'refusal', reason: fileHash('reason'), evidence: [] };
      return (await Scene.proposed(caseDeal())).on(
        'order',
        'textiles.maker',
        'openDispute',
        fields,
      );
    },
  },
  {
    code: 'EVIDENCE_NOT_FOUND',
    when: 'a dispute rests on evidence that nobody attached',
    params: { number: 7 },
    provoke: after(refused, (scene) => open(scene, { evidence: [1, 7] })),
  },
  {
    code: 'ID_LISTED_TWICE',
    when: 'a dispute rests on the same evidence twice',
    params: { id: 1 },
    provoke: after(refused, (scene) => open(scene, { evidence: [1, 1] })),
  },
  {
    code: 'DISPUTE_TOO_LATE',
    when: 'an expired milestone is disputed after ten business days',
    provoke: after(
      disputable,
      (scene) => expire(scene, 'only'),
      (scene) => {
        const { expiry } = scene.milestone('only').delivery;
        scene.consortium.setClock(expiry?.givenBackAfter ?? 0);
        return open(scene, { grounds: 'expiry' });
      },
    ),
  },
  {
    code: 'PRESENTATION_UNDER_REVIEW',
    when: 'a refusal is disputed while something new is under review',
    params: { number: 2 },
    provoke: after(refused, (scene) => scene.present('only'), open),
  },
  ...(['refusal', 'expiry', 'block', 'silence'] as const).map((grounds): Refusal => ({
    code: 'DISPUTE_GROUNDS_MISSING',
    when: `a milestone is disputed for its ${grounds} that nothing shows`,
    params: { grounds },
    provoke: after(disputable, (scene) => open(scene, { grounds })),
  })),
  {
    code: 'DISPUTE_GROUNDS_MISSING',
    when: 'a presentation is disputed that was accepted whole',
    provoke: after(disputable, (scene) => scene.perform('only'), open),
  },
  {
    code: 'BLOCK_TOO_SHORT',
    when: 'a blocked milestone is disputed too soon',
    provoke: after(blockedScene, (scene) => open(scene, { grounds: 'block' })),
  },
  {
    code: 'DISPUTE_TOO_EARLY',
    when: 'an inspector’s silence is disputed too soon',
    provoke: after(
      () => disputable({ ...unreviewed, tranches: [tranche('whole', 10_000, passed)] }),
      (scene) => scene.on('only', 'textiles.maker', 'requestInspection'),
      (scene) => open(scene, { grounds: 'silence' }, 'retail.maker'),
    ),
  },
  ...[[], [1, 2]].map((evidence): Refusal => ({
    code: 'EVIDENCE_NOT_SINGLE',
    when: `${String(evidence.length)} pieces of evidence are called false`,
    params: { count: evidence.length },
    provoke: after(
      refused,
      (scene) => scene.attach('only'),
      (scene) => open(scene, { grounds: 'false-evidence', evidence }, 'retail.maker'),
    ),
  })),
  {
    code: 'DISPUTE_ALREADY_OPENED',
    when: 'a side disputes the same presentation twice',
    params: { number: 1 },
    provoke: after(refused, half, open),
  },
  {
    code: 'DISPUTES_EXHAUSTED',
    when: 'a side has opened eight disputes of a milestone',
    params: { max: limits.disputesPerParty },
    provoke: after(disputed, async (scene) => {
      await withdraw(scene);
      const before = disputeIn(scene);
      const disputes = Array.from({ length: limits.disputesPerParty }, (_, index) => {
        const stakes = before.stakes.map((stake) => ({ ...stake, subject: 'something else' }));
        return { ...before, number: index + 1, stakes };
      });
      await rewrite(scene, 'only', { disputes });
      return open(scene);
    }),
  },
  {
    code: 'SHARE_NOT_HELD',
    when: 'more is disputed than was refused',
    params: { available: HALF },
    provoke: after(
      disputable,
      (scene) => scene.present('only', { claimedShare: HALF }),
      (scene) => scene.refuse('only'),
      (scene) => open(scene, { share: HALF + PERCENT }),
    ),
  },
  {
    code: 'SHARE_NOT_BASIS_POINT',
    when: 'a part of a basis point is disputed and not called exact',
    provoke: after(refused, (scene) => open(scene, { share: 1 })),
  },
  {
    code: 'DISPUTE_NOT_FOUND',
    when: 'something is added to a dispute that nobody opened',
    params: { number: 1 },
    provoke: after(refused, (scene) => add(scene)),
  },
  {
    code: 'DISPUTE_NOT_EXTENDABLE',
    when: 'a side adds to a dispute a second time',
    params: { number: 1 },
    provoke: after(
      refused,
      half,
      (scene) => add(scene, { share: PERCENT }),
      (scene) => add(scene, { share: PERCENT }),
    ),
  },
  {
    code: 'DISPUTE_NOT_EXTENDABLE',
    when: 'the exporter adds to a dispute of false evidence',
    params: { number: 1 },
    provoke: after(
      () => disputable({ tranches: [tranche('main', 5_000), tranche('kept', 5_000, passed)] }),
      (scene) => scene.present('only', { claimedShare: HALF }),
      async (scene) => {
        const reason = { discrepancies: [{ code: 'SHORT', about: 'order', text: fileHash('x') }] };
        await scene.accept('only', { acceptedShare: PERCENT, ...reason });
        await open(scene, { share: PERCENT });
        const [dispute] = scene.milestone('only').disputes ?? [];
        const disputes = [{ ...dispute, grounds: 'false-evidence' }] as never;
        await rewrite(scene, 'only', { disputes });
        return add(scene);
      },
    ),
  },
];
