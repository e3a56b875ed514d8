import { limits, SHARE_BASIS_POINT, SHARE_WHOLE } from '@tranche/chaincode/domain';
import { MONDAY } from '../../../../support/memory-ledger.js';
import { DAY, dealOf, tranche } from '../support/deal.js';
import { terminate } from '../support/ending.js';
import {
  confirmWaiver,
  expire,
  reduce,
  undertaken,
  waiveCondition,
  waiveLateness,
} from '../support/review.js';
import { Scene } from '../support/scene.js';
import type { Refusal } from './refusal.js';

const half = SHARE_WHOLE / 2;

/** The textile case's first milestone is due then, with its grace. */
const LATEST = MONDAY + 37 * DAY;

async function expired(): Promise<Scene> {
  const scene = await Scene.secured(dealOf([{ id: 'order' }]));
  await expire(scene, 'order');
  return scene;
}

async function performed(): Promise<Scene> {
  const scene = await Scene.secured();
  await scene.perform('order');
  return scene;
}

/** Refusals of what the exporter would give up. */
export const reductionRefusals: readonly Refusal[] = [
  {
    code: 'AGREEMENT_NOT_ACTIVE',
    when: 'something is given up before every party signed',
    provoke: async () => reduce(await Scene.proposed(), 'order', SHARE_BASIS_POINT),
  },
  {
    code: 'REDUCTIONS_EXHAUSTED',
    when: 'something is given up for the ninth time',
    params: { max: limits.reductions },
    provoke: async (): Promise<unknown> => {
      const scene = await Scene.secured();
      for (let count = 0; count < limits.reductions; count += 1) {
        scene.consortium.wait(60_000);
        await reduce(scene, 'order', SHARE_BASIS_POINT);
      }
      return reduce(scene, 'order', SHARE_BASIS_POINT);
    },
  },
  {
    code: 'SHARE_NOT_HELD',
    when: 'more is given up than is held beside what is under review',
    params: { available: half },
    provoke: async (): Promise<unknown> => {
      const scene = await Scene.secured();
      await scene.present('order', { claimedShare: half });
      return reduce(scene, 'order', half + SHARE_BASIS_POINT);
    },
  },
  {
    code: 'SHARE_NOT_HELD',
    when: 'something is given up while all is under review',
    params: { available: 0 },
    provoke: async (): Promise<unknown> => {
      const scene = await Scene.secured();
      await scene.present('order');
      return reduce(scene, 'order', SHARE_BASIS_POINT);
    },
  },
  {
    code: 'SHARE_NOT_BASIS_POINT',
    when: 'what is given up is no multiple of a basis point',
    provoke: async () => reduce(await Scene.secured(), 'order', half + 1),
  },
];

/** Refusals of what the buyer would waive. */
export const waiverRefusals: readonly Refusal[] = [
  {
    code: 'AGREEMENT_NOT_ACTIVE',
    when: 'a condition is waived before every party signed',
    provoke: async () => waiveCondition(await Scene.proposed(), 'order'),
  },
  {
    code: 'TRANCHE_NOT_FOUND',
    when: 'the condition of no tranche is waived',
    params: { id: 'half' },
    provoke: async () => waiveCondition(await Scene.secured(), 'order', 0, 'half'),
  },
  {
    code: 'LEAF_NOT_FOUND',
    when: 'a leaf is waived that the condition has not',
    params: { leaf: 2 },
    provoke: async () => waiveCondition(await Scene.secured(), 'order', 2),
  },
  {
    code: 'LEAF_NOT_FOUND',
    when: 'a leaf of an advance is waived',
    params: { leaf: 0 },
    provoke: async (): Promise<unknown> => {
      const tranches = [tranche('advance', 3000, 'advance'), tranche('rest', 7000)];
      const scene = await Scene.secured(dealOf([{ id: 'only', tranches }]));
      return waiveCondition(scene, 'only', 0, 'advance');
    },
  },
  {
    code: 'MILESTONE_NOT_OPEN',
    when: 'a condition of an expired milestone is waived',
    params: { status: 'expired' },
    provoke: async () => waiveCondition(await expired(), 'order'),
  },
  {
    code: 'CONDITION_ALREADY_WAIVED',
    when: 'a leaf is waived twice',
    params: { number: 1 },
    provoke: async (): Promise<unknown> => {
      const scene = await Scene.secured();
      await waiveCondition(scene, 'order');
      return waiveCondition(scene, 'order');
    },
  },
  {
    code: 'WAIVERS_EXHAUSTED',
    when: 'something is waived for the thirty-third time',
    params: { max: limits.waivers },
    provoke: async (): Promise<unknown> => {
      const scene = await Scene.secured();
      for (let count = 1; count <= limits.waivers; count += 1) {
        scene.consortium.wait(60_000);
        await waiveLateness(scene, 'order', LATEST + count * DAY);
      }
      return waiveCondition(scene, 'order');
    },
  },
  {
    code: 'AGREEMENT_NOT_ACTIVE',
    when: 'lateness is waived before every party signed',
    provoke: async () => waiveLateness(await Scene.proposed(), 'order', LATEST + DAY),
  },
  {
    code: 'AGREEMENT_TERMINATED',
    when: 'lateness is waived after the agreement was terminated',
    provoke: async (): Promise<unknown> => {
      const scene = await Scene.secured();
      await terminate(scene, []);
      return waiveLateness(scene, 'order', LATEST + DAY);
    },
  },
  {
    code: 'MILESTONE_NOT_OPEN',
    when: 'the lateness of an accepted milestone is waived',
    params: { status: 'accepted' },
    provoke: async () => waiveLateness(await performed(), 'order', LATEST + DAY),
  },
  {
    code: 'MILESTONE_NOT_OPEN',
    when: 'lateness is waived after everything went back',
    params: { status: 'expired' },
    provoke: async (): Promise<unknown> => {
      const scene = await expired();
      scene.consortium.wait(30 * DAY);
      await scene.advance('order');
      return waiveLateness(scene, 'order', scene.consortium.now() + DAY);
    },
  },
  {
    code: 'LATEST_DATE_OUT_OF_RANGE',
    when: 'the latest date is no later than the terms allow anyway',
    provoke: async () => waiveLateness(await Scene.secured(), 'order', LATEST),
  },
  {
    code: 'LATEST_DATE_OUT_OF_RANGE',
    when: 'the latest date has passed',
    provoke: async (): Promise<unknown> => {
      const scene = await Scene.secured();
      scene.consortium.setClock(LATEST + 2 * DAY);
      return waiveLateness(scene, 'order', LATEST + DAY);
    },
  },
  {
    code: 'LATEST_DATE_OUT_OF_RANGE',
    when: 'the latest date is after the long-stop date',
    provoke: async (): Promise<unknown> => {
      const scene = await Scene.secured();
      return waiveLateness(scene, 'order', scene.deal.terms.longStop + 1);
    },
  },
];

/** Refusals of the bank's word on a waiver. */
export const confirmationRefusals: readonly Refusal[] = [
  {
    code: 'AGREEMENT_NOT_ACTIVE',
    when: 'a waiver is confirmed before every party signed',
    provoke: async () => confirmWaiver(await Scene.proposed(), 'order'),
  },
  {
    code: 'WAIVER_NOT_FOUND',
    when: 'the bank confirms what nobody waived',
    params: { number: 1 },
    provoke: async () => confirmWaiver(await undertaken(), 'order'),
  },
  {
    code: 'WAIVER_IN_EFFECT',
    when: 'the bank confirms what a deposit needs no word for',
    params: { number: 1 },
    provoke: async (): Promise<unknown> => {
      const scene = await Scene.secured();
      await waiveCondition(scene, 'order');
      return confirmWaiver(scene, 'order');
    },
  },
  {
    code: 'WAIVER_IN_EFFECT',
    when: 'the bank confirms a waiver twice',
    params: { number: 1 },
    provoke: async (): Promise<unknown> => {
      const scene = await undertaken();
      await waiveCondition(scene, 'order');
      await confirmWaiver(scene, 'order');
      return confirmWaiver(scene, 'order');
    },
  },
  {
    code: 'MILESTONE_NOT_OPEN',
    when: 'the bank confirms the lateness of what was accepted meanwhile',
    params: { status: 'accepted' },
    provoke: async (): Promise<unknown> => {
      const scene = await undertaken();
      await waiveLateness(scene, 'order', LATEST + DAY);
      await scene.perform('order');
      return confirmWaiver(scene, 'order');
    },
  },
  {
    code: 'LATEST_DATE_OUT_OF_RANGE',
    when: 'the bank confirms a latest date that has passed',
    provoke: async (): Promise<unknown> => {
      const scene = await undertaken();
      await waiveLateness(scene, 'order', LATEST + DAY);
      scene.consortium.setClock(LATEST + DAY);
      return confirmWaiver(scene, 'order');
    },
  },
];
