import { userOf } from '../../../../support/cast.js';
import { DAY, fileHash } from '../support/deal.js';
import { changeAccount, changeOf, fileAccount, makeSole, payTo } from '../support/pay-to.js';
import { rewrite } from '../support/records.js';
import { Scene } from '../support/scene.js';
import type { Refusal } from './refusal.js';

/** A change of account that its payee entered. */
async function entered(): Promise<Scene> {
  const scene = await Scene.secured();
  await payTo(scene, 'changePayTo', await fileAccount(scene));
  return scene;
}

/** The same of a payee with one user. */
async function enteredAlone(): Promise<Scene> {
  const scene = await Scene.secured();
  await makeSole(scene);
  await payTo(scene, 'changePayTo', await fileAccount(scene));
  return scene;
}

function step(scene: Scene, type: Parameters<typeof payTo>[1]): Promise<unknown> {
  return payTo(scene, type, changeOf(scene).document);
}

/** A step by the user who took the one before, and holds both roles. */
function stepBySame(
  scene: Scene,
  label: string,
  type: Parameters<typeof payTo>[1],
): Promise<unknown> {
  const actor = { ...userOf(label), roles: ['checker'] as const };
  const { document } = changeOf(scene);
  const fields = { agreementId: scene.agreementId, milestoneId: 'order', document };
  return scene.consortium.submitAs(actor, type, fields);
}

/** Refusals of changes of account. */
export const accountRefusals: readonly Refusal[] = [
  {
    code: 'AGREEMENT_NOT_ACTIVE',
    when: 'an account is changed in an agreement that nobody signed',
    provoke: async () => payTo(await Scene.proposed(), 'changePayTo', fileHash('account')),
  },
  {
    code: 'PARTY_NOT_PERMITTED',
    when: 'a financier that is assigned nothing changes its account',
    params: { permitted: 'payee' },
    provoke: async (): Promise<unknown> => {
      const scene = await Scene.secured();
      const { slice } = scene.milestone('order');
      const parties = { ...slice.parties, exporterBank: slice.parties.bank };
      await rewrite(scene, 'order', { slice: { ...slice, parties } });
      const label = 'trade-bank.maker';
      return payTo(scene, 'changePayTo', fileHash('account'), { label });
    },
  },
  {
    code: 'PAY_TO_UNCHANGED',
    when: 'the account in force is entered again',
    provoke: async (): Promise<unknown> => {
      const scene = await Scene.secured();
      return payTo(scene, 'changePayTo', await changeAccount(scene));
    },
  },
  {
    code: 'DOCUMENT_NOT_FILED',
    when: 'a payee enters an account that its bank does not hold',
    provoke: async (): Promise<unknown> => {
      const scene = await Scene.secured();
      return payTo(scene, 'changePayTo', await fileAccount(scene, { to: ['ExporterMSP'] }));
    },
  },
  {
    code: 'DOCUMENT_HOLDER_NOT_ALLOWED',
    when: 'a payee files its account with the buyer',
    params: { msp: 'BuyerMSP' },
    provoke: async () => fileAccount(await Scene.secured(), { to: ['BuyerMSP'] }),
  },
  {
    code: 'PAY_TO_NOT_ENTERED',
    when: 'the bank confirms where nobody entered anything',
    provoke: async () => payTo(await Scene.secured(), 'confirmPayTo', fileHash('another')),
  },
  {
    code: 'PAY_TO_NOT_ENTERED',
    when: 'the bank confirms what nobody entered',
    provoke: async () => payTo(await entered(), 'confirmPayTo', fileHash('another')),
  },
  {
    code: 'APPROVER_NOT_SEPARATE',
    when: 'the user who entered an account approves it',
    params: { reason: 'this user entered the change' },
    provoke: async (): Promise<unknown> => {
      const scene = await entered();
      return stepBySame(scene, 'textiles.maker', 'approvePayTo');
    },
  },
  {
    code: 'PARTY_NOT_PERMITTED',
    when: 'another payee approves an account',
    provoke: async (): Promise<unknown> => {
      const scene = await entered();
      const change = { ...changeOf(scene), payee: scene.deal.terms.parties.bank };
      await rewrite(scene, 'order', { payTo: [change] });
      return step(scene, 'approvePayTo');
    },
  },
  {
    code: 'PAY_TO_NOT_VERIFIED',
    when: 'the bank confirms before the payee’s second user',
    params: { missing: 'a second user' },
    provoke: async () => step(await entered(), 'confirmPayTo'),
  },
  {
    code: 'PAY_TO_NOT_VERIFIED',
    when: 'the bank confirms before it called a payee with one user back',
    params: { missing: 'a call back' },
    provoke: async () => step(await enteredAlone(), 'confirmPayTo'),
  },
  {
    code: 'CALL_BACK_NOT_ASKED',
    when: 'the bank calls a payee with two users back',
    provoke: async () => step(await entered(), 'callBackPayTo'),
  },
  {
    code: 'PAY_TO_TOO_EARLY',
    when: 'the bank confirms within two business days',
    provoke: async (): Promise<unknown> => {
      const scene = await enteredAlone();
      await step(scene, 'callBackPayTo');
      return step(scene, 'confirmPayTo');
    },
  },
  {
    code: 'APPROVER_NOT_SEPARATE',
    when: 'the user who called a payee back confirms',
    params: { reason: 'this user called the payee back' },
    provoke: async (): Promise<unknown> => {
      const scene = await enteredAlone();
      await step(scene, 'callBackPayTo');
      scene.consortium.wait(7 * DAY);
      return stepBySame(scene, 'trade-bank.maker', 'confirmPayTo');
    },
  },
];
