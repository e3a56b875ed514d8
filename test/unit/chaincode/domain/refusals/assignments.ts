import { SHARE_WHOLE } from '@tranche/chaincode/domain';
import { hashOf } from '@tranche/chaincode/ledger';
import { userOf } from '../../../../support/cast.js';
import {
  acknowledge,
  answer,
  assign,
  assignmentDocument,
  fileAssignment,
  financedDeal,
  financedScene,
  FINANCIER,
  ONLY,
  propose,
  proposed,
  proposalFields,
  QUARTER,
  recordFinancing,
} from '../support/assignment.js';
import { fileHash } from '../support/deal.js';
import { rewrite } from '../support/records.js';
import { Scene } from '../support/scene.js';
import type { Refusal } from './refusal.js';

/** An invoice is reserved for the only milestone. */
async function recorded(): Promise<Scene> {
  const scene = await financedScene();
  await recordFinancing(scene);
  return scene;
}

/** An assignment waits for the bank. */
async function waiting(): Promise<Scene> {
  const scene = await financedScene();
  await proposed(scene);
  return scene;
}

/** An assignment is in effect. */
async function active(): Promise<Scene> {
  const scene = await financedScene();
  await assign(scene);
  return scene;
}

/** Refusals of what is done with invoices and assignments. */
export const assignmentRefusals: readonly Refusal[] = [
  {
    code: 'AGREEMENT_NOT_ACTIVE',
    when: 'an invoice is reserved for an agreement that nobody signed',
    provoke: async () => recordFinancing(await Scene.proposed(financedDeal())),
  },
  {
    code: 'AGREEMENT_NOT_ACTIVE',
    when: 'parts of a milestone that is not running are assigned',
    provoke: async (): Promise<unknown> => {
      const scene = await recorded();
      await rewrite(scene, ONLY, { live: false });
      return propose(scene);
    },
  },
  {
    code: 'INVOICE_ALREADY_FINANCED',
    when: 'an invoice is reserved twice',
    provoke: async () => recordFinancing(await recorded()),
  },
  {
    code: 'FINANCING_NOT_FOUND',
    when: 'nobody reserved the invoice',
    provoke: async () => propose(await financedScene()),
  },
  {
    code: 'ASSIGNMENTS_EXHAUSTED',
    when: 'a fifth assignment is proposed',
    params: { max: 4 },
    provoke: async (): Promise<unknown> => {
      const scene = await waiting();
      for (const number of ['2', '3', '4']) {
        await answer(scene, 'rejectAssignment', { number: Number(number) - 1 });
        await proposed(scene, {}, number);
      }
      return proposed(scene, {}, '5');
    },
  },
  {
    code: 'FINANCIER_NOT_NAMED',
    when: 'the bank is to finance what it owes',
    params: { participant: 'BankMSP:trade-bank' },
    provoke: async () => propose(await recorded(), { financier: 'BankMSP:trade-bank' }),
  },
  {
    code: 'APPROVER_NOT_SEPARATE',
    when: 'the user who reserved the invoice proposes the assignment',
    params: { reason: 'this user recorded the financing' },
    provoke: async (): Promise<unknown> => {
      const scene = await recorded();
      const { agreementId } = scene;
      const actor = { ...userOf('textiles.maker'), roles: ['maker', 'checker'] as const };
      const fields = { agreementId, milestoneId: ONLY, ...proposalFields(scene) };
      return scene.consortium.submitAs(actor, 'proposeAssignment', fields);
    },
  },
  {
    code: 'SHARE_NOT_HELD',
    when: 'more is assigned than is left',
    params: { available: 3 * QUARTER },
    provoke: async () => proposed(await active(), { share: SHARE_WHOLE }, '2'),
  },
  {
    code: 'SHARE_NOT_BASIS_POINT',
    when: 'a share is assigned that is no multiple of a basis point',
    provoke: async () => propose(await recorded(), { share: 7 }),
  },
  {
    code: 'ORDER_DIVIDED',
    when: 'a part of what one order pays is assigned',
    provoke: async (): Promise<unknown> => {
      const scene = await recorded();
      await scene.perform(ONLY);
      return propose(scene);
    },
  },
  {
    code: 'ASSIGNMENT_NOT_FOUND',
    when: 'the bank acknowledges what nobody proposed',
    params: { number: 2 },
    provoke: async (): Promise<unknown> => {
      const scene = await waiting();
      return acknowledge(scene, 1, { number: 2 });
    },
  },
  {
    code: 'ASSIGNMENT_NOT_IN_STATE',
    when: 'the bank acknowledges twice',
    params: { number: 1, status: 'active', expected: 'proposed' },
    provoke: async () => acknowledge(await active()),
  },
  {
    code: 'ASSIGNMENT_OVERTAKEN',
    when: 'assigned parts went back to the buyer before',
    params: { number: 1 },
    provoke: async (): Promise<unknown> => {
      const scene = await waiting();
      await scene.on(ONLY, 'textiles.checker', 'releaseSecurity');
      return acknowledge(scene);
    },
  },
  {
    code: 'ASSIGNMENT_HASH_MISMATCH',
    when: 'the bank acknowledges another assignment than is on record',
    provoke: async () => acknowledge(await waiting(), 1, { hash: fileHash('another') }),
  },
  {
    code: 'DOCUMENT_NOT_FILED',
    when: 'the bank acknowledges what its financier has no document of',
    provoke: async (): Promise<unknown> => {
      const scene = await recorded();
      await propose(scene);
      return acknowledge(scene);
    },
  },
  {
    code: 'PARTY_NOT_PERMITTED',
    when: 'another financier releases an assignment',
    params: { permitted: FINANCIER },
    provoke: async (): Promise<unknown> => {
      const scene = await active();
      const { slice } = scene.milestone(ONLY);
      const parties = { ...slice.parties, exporterBank: slice.parties.bank };
      await rewrite(scene, ONLY, { slice: { ...slice, parties } });
      return answer(scene, 'releaseAssignment', {}, 'trade-bank.checker');
    },
  },
  {
    code: 'CONSENT_ALREADY_GIVEN',
    when: 'an assignee consents twice to one act',
    params: { number: 1 },
    provoke: async (): Promise<unknown> => {
      const scene = await active();
      const act = fileHash('act');
      await answer(scene, 'consentToAct', { act });
      return answer(scene, 'consentToAct', { act });
    },
  },
  {
    code: 'ASSIGNEE_CONSENT_MISSING',
    when: 'the exporter gives assigned parts up by itself',
    provoke: async (): Promise<unknown> => {
      const scene = await active();
      const fields = { share: SHARE_WHOLE, reason: 'QUANTITY_SHORT' };
      return scene.on(ONLY, 'textiles.checker', 'reduceMilestone', fields);
    },
  },
  {
    code: 'DOCUMENT_NOT_COMMITTED',
    when: 'an assignment document shows another amount than the terms commit to',
    provoke: async (): Promise<unknown> => {
      const scene = await financedScene();
      const shown = assignmentDocument(scene);
      const commercial = { ...(shown['commercial'] as object), amountMinor: '1' };
      const document = { ...shown, commercial };
      const hash = hashOf(document);
      const fields = { kind: 'assignment', to: ['BankMSP'] };
      const documents = { [hash]: document };
      return scene.send('textiles.maker', 'fileDocument', fields, { documents });
    },
  },
  {
    code: 'DOCUMENT_HOLDER_NOT_ALLOWED',
    when: 'an assignment document is filed with the buyer',
    params: { msp: 'BuyerMSP' },
    provoke: async (): Promise<unknown> => {
      const scene = await financedScene();
      await fileAssignment(scene);
      const document = assignmentDocument(scene);
      const documents = { [hashOf(document)]: document };
      const fields = { kind: 'assignment', to: ['BuyerMSP'] };
      return scene.send('textiles.maker', 'fileDocument', fields, { documents });
    },
  },
];
