import { SHARE_WHOLE } from '@tranche/chaincode/domain';
import { amended } from '../../../../support/amended-deal.js';
import { userOf } from '../../../../support/cast.js';
import { MONDAY } from '../../../../support/memory-ledger.js';
import {
  amendmentFields,
  consent,
  open,
  propose,
  proposeAndFileAmended,
} from '../support/amendment.js';
import { DAY } from '../support/deal.js';
import { suspend } from '../support/records.js';
import { reduce, undertaken } from '../support/review.js';
import { Scene } from '../support/scene.js';
import type { Refusal } from './refusal.js';

const longer = { terms: { longStop: (MONDAY + 200 * DAY) as never } };

/** Refusals of consents. */
export const consentRefusals: readonly Refusal[] = [
  {
    code: 'AMENDMENT_NOT_OPEN',
    when: 'another consents before its proposer',
    params: { number: 2 },
    provoke: async (): Promise<unknown> => {
      const scene = await Scene.secured();
      await proposeAndFileAmended(scene, amended(scene.deal, longer));
      return consent(scene, 'retail.checker');
    },
  },
  {
    code: 'AMENDMENT_ALREADY_OPEN',
    when: 'a second amendment is opened beside the open one',
    params: { number: 2 },
    provoke: async (): Promise<unknown> => {
      const scene = await Scene.secured();
      await open(scene, longer);
      await proposeAndFileAmended(scene, amended(scene.deal, longer), 3);
      return consent(scene, 'textiles.checker', 3);
    },
  },
  {
    code: 'AMENDMENT_OUTDATED',
    when: 'an amendment of former terms is opened',
    params: { version: 1 },
    provoke: async (): Promise<unknown> => {
      const scene = await Scene.secured();
      await proposeAndFileAmended(scene, amended(scene.deal, longer), 3);
      await open(scene, longer);
      for (const label of ['retail', 'trade-bank']) await consent(scene, `${label}.checker`);
      return consent(scene, 'textiles.checker', 3);
    },
  },
  {
    code: 'AMENDMENT_ALREADY_CONSENTED',
    when: 'a party consents twice',
    params: { number: 2 },
    provoke: async (): Promise<unknown> => {
      const scene = await Scene.secured();
      await open(scene, longer);
      return consent(scene, 'textiles.checker');
    },
  },
  {
    code: 'AMENDMENT_EXPIRED',
    when: 'a party consents after the amendment’s date',
    params: { openUntil: MONDAY + 30 * DAY },
    provoke: async (): Promise<unknown> => {
      const scene = await Scene.secured();
      await open(scene, longer);
      scene.consortium.setClock(MONDAY + 30 * DAY);
      return consent(scene, 'retail.checker');
    },
  },
  {
    code: 'TERMS_HASH_MISMATCH',
    when: 'a party consents to other terms than those of the amendment',
    provoke: async (): Promise<unknown> => {
      const scene = await Scene.secured();
      await open(scene, longer);
      const fields = { number: 2, termsHash: scene.agreement().termsHash };
      return scene.send('retail.checker', 'consentToAmendment', fields);
    },
  },
  {
    code: 'APPROVER_NOT_SEPARATE',
    when: 'the user who proposed an amendment consents to it',
    params: { reason: 'this user proposed the terms' },
    provoke: async (): Promise<unknown> => {
      const scene = await Scene.secured();
      await proposeAndFileAmended(scene, amended(scene.deal, longer));
      const both = { ...userOf('textiles.maker'), roles: ['maker', 'checker'] as const };
      const { agreementId, consortium } = scene;
      const fields = { agreementId, ...amendmentFields(scene) };
      return consortium.submitAs(both, 'consentToAmendment', fields);
    },
  },
  {
    code: 'DOCUMENT_NOT_FILED',
    when: 'a party consents before its own collection holds the documents',
    params: { part: 'commercial/header', msp: 'ExporterMSP' },
    provoke: async (): Promise<unknown> => {
      const scene = await Scene.secured();
      await propose(scene, amended(scene.deal, longer));
      return consent(scene, 'textiles.checker');
    },
  },
  {
    code: 'PARTICIPANT_NOT_ACTIVE',
    when: 'a party is not active any more at the last consent',
    params: { participant: 'InspectorMSP:quality' },
    provoke: async (): Promise<unknown> => {
      const scene = await Scene.secured();
      await open(scene, longer);
      await consent(scene, 'retail.checker');
      await suspend(scene.consortium, 'InspectorMSP');
      return consent(scene, 'trade-bank.checker');
    },
  },
  {
    code: 'TERMS_VERSION_NOT_CURRENT',
    when: 'the bank secures terms that are not in force any more',
    params: { version: 2 },
    provoke: async (): Promise<unknown> => {
      const scene = await Scene.active();
      await open(scene, longer);
      for (const label of ['retail', 'trade-bank']) await consent(scene, `${label}.checker`);
      return scene.secure();
    },
  },
  {
    code: 'SHARE_NOT_HELD',
    when: 'an amendment lowers what was reduced before',
    params: { available: SHARE_WHOLE / 2 },
    provoke: async (): Promise<unknown> => {
      const scene = await undertaken();
      await reduce(scene, 'order', SHARE_WHOLE / 2);
      const lowered = [{ milestoneId: 'order', share: SHARE_WHOLE }];
      return propose(scene, amended(scene.deal, { lowered }));
    },
  },
];
