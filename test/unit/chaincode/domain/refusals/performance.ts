import type { SubmissionType } from '@tranche/chaincode/domain';
import { userOf } from '../../../../support/cast.js';
import { DAY, dealOf, fileHash } from '../support/deal.js';
import { inspectionFields } from '../support/fields.js';
import {
  asAlternate,
  blockedScene,
  conditional,
  inspect,
  NEED,
  NEED_BY,
  needyMilestone,
  needyScene,
  onNeed,
  passed,
  revoke,
  withAlternate,
} from '../support/performance.js';
import { Scene } from '../support/scene.js';
import type { Refusal } from './refusal.js';

const acts: readonly (readonly [type: SubmissionType, label: string, fields: object])[] = [
  ['revokeRecord', 'quality.maker', { what: 'inspection', number: 1, reason: fileHash('reason') }],
  ['requestInspection', 'textiles.maker', {}],
  ['reportBlocked', 'textiles.maker', { need: NEED }],
  ['reportSupplied', 'retail.maker', { need: NEED }],
  ['confirmSupplied', 'textiles.maker', { need: NEED }],
  ['endBlocked', 'textiles.checker', { need: NEED }],
];

async function inspected(): Promise<Scene> {
  const scene = await conditional([passed]);
  await inspect(scene);
  return scene;
}

function request(scene: Scene, id = 'only'): Promise<unknown> {
  return scene.on(id, 'textiles.maker', 'requestInspection');
}

/** Refusals of what is revoked and of inspections. */
const recordRefusals: readonly Refusal[] = [
  {
    code: 'RECORD_NOT_FOUND',
    when: 'what is revoked is not on record',
    params: { what: 'inspection', number: 2 },
    provoke: async () => revoke(await inspected(), 'quality.maker', ['inspection', 2]),
  },
  {
    code: 'RECORD_NOT_OWN',
    when: 'another than its maker revokes a record',
    params: { what: 'inspection', number: 1 },
    provoke: async () => revoke(await inspected(), 'line.maker', ['inspection', 1]),
  },
  {
    code: 'RECORD_ALREADY_REVOKED',
    when: 'a record is revoked twice',
    params: { what: 'inspection', number: 1 },
    provoke: async (): Promise<unknown> => {
      const scene = await inspected();
      await revoke(scene, 'quality.maker', ['inspection', 1]);
      return revoke(scene, 'quality.maker', ['inspection', 1]);
    },
  },
  ...(['accepted', 'under review'] as const).map((how): Refusal => ({
    code: 'EVIDENCE_PRESENTED',
    when: `the exporter revokes evidence of a presentation that is ${how}`,
    params: { number: 1, presentation: 1 },
    provoke: async (): Promise<unknown> => {
      const scene = await Scene.secured(dealOf([{ id: 'only' }]));
      await scene.present('only');
      if (how === 'accepted') await scene.accept('only');
      return revoke(scene, 'textiles.maker', ['evidence', 1]);
    },
  })),
  {
    code: 'EVIDENCE_REVOKED',
    when: 'revoked evidence is presented',
    params: { number: 1 },
    provoke: async (): Promise<unknown> => {
      const scene = await Scene.secured(dealOf([{ id: 'only' }]));
      await scene.attach('only');
      await revoke(scene, 'textiles.maker', ['evidence', 1]);
      return scene.on('only', 'textiles.maker', 'presentMilestone', { evidence: [1] });
    },
  },
  {
    code: 'MILESTONE_NOT_OPEN',
    when: 'an inspection is requested while the milestone waits',
    params: { status: 'waiting' },
    provoke: async () => request(await Scene.secured(), 'shipment'),
  },
  {
    code: 'INSPECTION_ALREADY_REQUESTED',
    when: 'an inspection is requested twice',
    provoke: async (): Promise<unknown> => {
      const scene = await conditional([passed]);
      await request(scene);
      return request(scene);
    },
  },
  {
    code: 'INSPECTION_NOT_AWAITED',
    when: 'an inspection is requested that no condition asks for',
    provoke: async () => request(await Scene.secured(), 'order'),
  },
  {
    code: 'ALTERNATE_TOO_EARLY',
    when: 'an alternate records before any inspection was requested',
    provoke: async () => asAlternate(await withAlternate(), 'recordInspection', inspectionFields()),
  },
];

/** Refusals about what the buyer owes the performance. */
const needRefusals: readonly Refusal[] = [
  {
    code: 'NEED_NOT_FOUND',
    when: 'the exporter lacks what the terms do not name',
    params: { need: 'access' },
    provoke: async () => onNeed(await needyScene(), 'textiles.maker', 'reportBlocked', 'access'),
  },
  {
    code: 'NEED_NOT_FOUND',
    when: 'the exporter lacks something though the terms name nothing',
    params: { need: NEED },
    provoke: async () => onNeed(await conditional([passed]), 'textiles.maker', 'reportBlocked'),
  },
  {
    code: 'NEED_NOT_OVERDUE',
    when: 'the exporter reports something missing before the buyer owes it',
    params: { by: NEED_BY },
    provoke: async () => onNeed(await needyMilestone(), 'textiles.maker', 'reportBlocked'),
  },
  {
    code: 'MILESTONE_NOT_OPEN',
    when: 'the exporter reports something missing of what it has presented',
    params: { status: 'presented' },
    provoke: async (): Promise<unknown> => {
      const scene = await needyScene();
      await scene.present('only');
      return onNeed(scene, 'textiles.maker', 'reportBlocked');
    },
  },
  {
    code: 'NEED_ALREADY_REPORTED',
    when: 'the exporter reports one thing missing twice',
    params: { need: NEED },
    provoke: async () => onNeed(await blockedScene(), 'textiles.maker', 'reportBlocked'),
  },
  ...(
    [
      ['reportSupplied', 'retail.maker'],
      ['confirmSupplied', 'textiles.maker'],
      ['endBlocked', 'textiles.checker'],
    ] as const
  ).map(([type, label]): Refusal => ({
    code: 'NEED_NOT_REPORTED',
    when: `${type} is about what nobody reported`,
    params: { need: NEED },
    provoke: async () => onNeed(await needyScene(), label, type),
  })),
  ...(
    [
      ['reportSupplied', 'retail.maker'],
      ['endBlocked', 'textiles.checker'],
    ] as const
  ).map(([type, label]): Refusal => ({
    code: 'NEED_ALREADY_SUPPLIED',
    when: `${type} follows the buyer’s word that it is there`,
    params: { need: NEED },
    provoke: async (): Promise<unknown> => {
      const scene = await blockedScene();
      await onNeed(scene, 'retail.maker', 'reportSupplied');
      return onNeed(scene, label, type);
    },
  })),
  {
    code: 'BLOCK_END_NOT_AGREED',
    when: 'the exporter ends a blocked milestone of whose end the terms say nothing',
    provoke: async (): Promise<unknown> => {
      const needs = [{ id: NEED, what: 'Drawings', by: NEED_BY }];
      const scene = await Scene.secured(dealOf([{ id: 'only', needs }]));
      scene.consortium.setClock(NEED_BY + DAY);
      await onNeed(scene, 'textiles.maker', 'reportBlocked');
      return onNeed(scene, 'textiles.checker', 'endBlocked');
    },
  },
  {
    code: 'MILESTONE_NOT_OPEN',
    when: 'the exporter ends a blocked milestone of which something is under review',
    params: { status: 'presented' },
    provoke: async (): Promise<unknown> => {
      const scene = await blockedScene();
      await scene.present('only');
      return onNeed(scene, 'textiles.checker', 'endBlocked');
    },
  },
  {
    code: 'BLOCK_TOO_SHORT',
    when: 'the exporter ends a blocked milestone before the agreed days are over',
    provoke: async () => onNeed(await blockedScene(), 'textiles.checker', 'endBlocked'),
  },
  {
    code: 'APPROVER_NOT_SEPARATE',
    when: 'the user who reported ends the blocked milestone',
    params: { reason: 'this user reported what is missing' },
    provoke: async (): Promise<unknown> => {
      const scene = await needyScene();
      const { consortium, agreementId } = scene;
      const actor = { ...userOf('textiles.maker'), roles: ['maker', 'checker'] as const };
      const fields = { agreementId, milestoneId: 'only', need: NEED };
      await consortium.submitAs(actor, 'reportBlocked', fields);
      consortium.wait(30 * DAY);
      return consortium.submitAs(actor, 'endBlocked', fields);
    },
  },
];

/** Refusals of performance that is late, blocked or taken back. */
export const performanceRefusals: readonly Refusal[] = [
  ...acts.map(([type, label, fields]): Refusal => ({
    code: 'AGREEMENT_NOT_ACTIVE',
    when: `${type} comes before every party signed`,
    provoke: async () => (await Scene.proposed()).on('shipment', label, type, { ...fields }),
  })),
  ...recordRefusals,
  ...needRefusals,
];
