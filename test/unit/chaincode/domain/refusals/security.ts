import type { SubmissionType } from '@tranche/chaincode/domain';
import { userOf } from '../../../../support/cast.js';
import type { CommandFields } from '../../../../support/consortium.js';
import { MONDAY } from '../../../../support/memory-ledger.js';
import { DAY, dealOf, fileHash } from '../support/deal.js';
import { lapse, terminate } from '../support/ending.js';
import { Scene, SECURITY_EXPIRY } from '../support/scene.js';
import {
  anotherDocument,
  attest,
  confirmSecurity,
  dualDeal,
  enter,
  extend,
  fileBalance,
  increase,
  release,
  securedUntil,
} from '../support/security.js';
import type { Refusal } from './refusal.js';

const document = fileHash('document');
const reference = fileHash('statement');

type Act = readonly [type: SubmissionType, label: string, fields: CommandFields];

/** Commands on a scope that need no security before. */
const onNothing: readonly Act[] = [
  ['acceptShortSecurity', 'textiles.checker', { expiry: MONDAY }],
  ['releaseSecurity', 'textiles.checker', { milestoneId: 'order' }],
  ['lapseUnsecured', 'textiles.maker', { milestoneId: 'order' }],
  ['attestBalance', 'trade-bank.maker', { document, asOf: '2026-03-02' }],
];

const onSecurity: readonly Act[] = [
  ['extendSecurity', 'trade-bank.maker', { expiry: SECURITY_EXPIRY, document }],
  ['increaseSecurity', 'trade-bank.maker', { reference, document }],
];

const confirming: Act = ['confirmSecurity', 'trade-bank.checker', { document }];

const onScope: readonly Act[] = [...onNothing.slice(0, 1), ...onSecurity, confirming];

/** Half a milestone is secured; the exporter gave the other half back. */
async function halfSecured(form: string): Promise<Scene> {
  const scene = await Scene.active(dealOf([{ id: 'only' }]));
  await scene.secure({ form });
  await release(scene, 'only', { share: 500_000_000_000 });
  return scene;
}

/** Refusals of what is done with securities. */
export const securityRefusals: readonly Refusal[] = [
  ...onNothing.map(([type, label, fields]): Refusal => ({
    code: 'AGREEMENT_NOT_ACTIVE',
    when: `${type} comes before every party signed`,
    provoke: async () => (await Scene.proposed()).send(label, type, fields),
  })),
  ...onScope.map(([type, label, fields]): Refusal => ({
    code: 'MILESTONE_NOT_FOUND',
    when: `${type} names no milestone`,
    params: { id: 'nothing' },
    provoke: async () => (await Scene.active()).on('nothing', label, type, fields),
  })),
  ...[...onScope, ...onNothing.slice(3)].map(([type, label, fields]): Refusal => ({
    code: 'AGREEMENT_NOT_FOUND',
    when: `${type} names no agreement`,
    provoke: async (): Promise<unknown> => {
      const agreementId = `A${'Z'.repeat(30)}`;
      return (await Scene.active()).send(label, type, { ...fields, agreementId });
    },
  })),
  ...onSecurity.map(([type, label, fields]): Refusal => ({
    code: 'SECURITY_NOT_FOUND',
    when: `${type} comes before the bank secured`,
    params: { milestone: 'order' },
    provoke: async () => (await Scene.active()).send(label, type, fields),
  })),
  {
    code: 'AGREEMENT_TERMINATED',
    when: 'the bank secures what became unsecured after a termination',
    provoke: async (): Promise<unknown> => {
      const scene = await Scene.active(dealOf([{ id: 'only' }]));
      await scene.secure({ form: 'payment-undertaking' });
      await scene.present('only');
      await terminate(scene, []);
      await scene.refuse('only');
      await release(scene, 'only');
      return scene.secure();
    },
  },
  {
    code: 'SECURITY_NOT_ENTERED',
    when: 'a security is confirmed that nobody entered',
    params: { milestone: 'order' },
    provoke: async () => confirmSecurity(await Scene.active(), document),
  },
  {
    code: 'SECURITY_NOT_ENTERED',
    when: 'a security is confirmed by another document than it was entered with',
    params: { milestone: 'only' },
    provoke: async (): Promise<unknown> => {
      const scene = await Scene.active(dualDeal());
      await enter(scene);
      return confirmSecurity(scene, document);
    },
  },
  {
    code: 'SECURITY_NOT_ENTERED',
    when: 'a part is confirmed of what was entered for the whole agreement',
    params: { milestone: 'one' },
    provoke: async (): Promise<unknown> => {
      const scene = await Scene.active(dualDeal([{ id: 'one' }, { id: 'two' }]));
      return confirmSecurity(scene, await enter(scene), { milestoneId: 'one' });
    },
  },
  {
    code: 'SECURITY_NOT_ENTERED',
    when: 'all is confirmed where something was entered for a milestone of it since',
    params: { milestone: 'two' },
    provoke: async (): Promise<unknown> => {
      const scene = await Scene.active(dualDeal([{ id: 'one' }, { id: 'two' }]));
      const whole = await enter(scene);
      await enter(scene, { milestoneId: 'two' });
      return confirmSecurity(scene, whole);
    },
  },
  {
    code: 'APPROVER_NOT_SEPARATE',
    when: 'the user who entered a security confirms it',
    params: { reason: 'this user entered the security' },
    provoke: async (): Promise<unknown> => {
      const scene = await Scene.active(dualDeal());
      const { agreementId, consortium } = scene;
      const fields = { agreementId, document: await enter(scene) };
      const both = { ...userOf('trade-bank.maker'), roles: ['maker', 'checker'] as const };
      return consortium.submitAs(both, 'confirmSecurity', fields);
    },
  },
  {
    code: 'FUNDING_DEADLINE_PASSED',
    when: 'a security that was entered in time is confirmed too late',
    provoke: async (): Promise<unknown> => {
      const scene = await Scene.active(dualDeal());
      const entered = await enter(scene);
      scene.consortium.setClock(scene.deal.terms.fundingBy);
      return confirmSecurity(scene, entered);
    },
  },
  {
    code: 'MILESTONE_NOT_UNSECURED',
    when: 'what was entered is confirmed after it lapsed',
    provoke: async (): Promise<unknown> => {
      const scene = await Scene.active(dualDeal());
      const entered = await enter(scene);
      await lapse(scene);
      return confirmSecurity(scene, entered);
    },
  },
  {
    code: 'SECURITY_FORM_MISMATCH',
    when: 'the rest of what an undertaking secures is deposited',
    params: { form: 'payment-undertaking' },
    provoke: async () => (await halfSecured('payment-undertaking')).secure(),
  },
  {
    code: 'SECURITY_NOT_LATER',
    when: 'the rest of a milestone is secured for a shorter time',
    params: { expiry: SECURITY_EXPIRY },
    provoke: async (): Promise<unknown> => {
      const scene = await halfSecured('payment-undertaking');
      return scene.secure({ form: 'payment-undertaking', expiry: SECURITY_EXPIRY - 1 });
    },
  },
  {
    code: 'SECURITY_NOT_LATER',
    when: 'a security is extended to the date on record',
    params: { expiry: SECURITY_EXPIRY },
    provoke: async () => extend(await Scene.secured(), SECURITY_EXPIRY),
  },
  {
    code: 'SECURITY_TOO_SHORT',
    when: 'a security expires before what the exporter takes',
    provoke: async (): Promise<unknown> => {
      const expiry = MONDAY + 60 * DAY;
      const scene = await Scene.active(dealOf([{ id: 'only' }]));
      await scene.send('textiles.checker', 'acceptShortSecurity', { expiry });
      return scene.secure({ expiry: expiry - 1 });
    },
  },
  {
    code: 'SECURITY_TOO_SHORT',
    when: 'a security has expired already, whatever the exporter takes',
    provoke: () => securedUntil(dealOf([{ id: 'only' }]), MONDAY),
  },
  {
    code: 'SECURITY_DOCUMENT_REUSED',
    when: 'a security is increased by the document on record',
    params: { milestone: 'order' },
    provoke: async (): Promise<unknown> => {
      const scene = await Scene.secured();
      return increase(scene, { document: scene.milestone('order').security?.document });
    },
  },
  {
    code: 'SECURITY_DOCUMENT_REUSED',
    when: 'a security is extended by the document on record',
    params: { milestone: 'order' },
    provoke: async (): Promise<unknown> => {
      const scene = await Scene.secured();
      const known = { document: scene.milestone('order').security?.document };
      return extend(scene, SECURITY_EXPIRY + 1, known);
    },
  },
  ...(['extend', 'increase', 'enter'] as const).map((what): Refusal => ({
    code: 'DOCUMENT_NOT_FILED',
    when: `the bank would ${what} a security by a document that it filed nowhere`,
    params: { part: 'security', msp: 'BankMSP' },
    provoke: async (): Promise<unknown> => {
      if (what === 'enter') return enter(await Scene.active(dualDeal()), { document });
      const scene = await Scene.secured();
      return what === 'extend'
        ? extend(scene, SECURITY_EXPIRY + 1, { document })
        : increase(scene, { document });
    },
  })),
  {
    code: 'SHARE_NOT_HELD',
    when: 'more is given back than is held',
    params: { available: 500_000_000_000 },
    provoke: async (): Promise<unknown> => {
      const scene = await halfSecured('payment-undertaking');
      return release(scene, 'only', { share: 500_000_000_001, exact: true });
    },
  },
  {
    code: 'SHARE_NOT_HELD',
    when: 'something is given back of which all is claimed under review',
    params: { available: 0 },
    provoke: async (): Promise<unknown> => {
      const scene = await Scene.secured();
      await scene.present('order');
      return release(scene, 'order');
    },
  },
  {
    code: 'SHARE_NOT_BASIS_POINT',
    when: 'a part is given back between basis points',
    provoke: async () => release(await Scene.secured(), 'order', { share: 1 }),
  },
  {
    code: 'MILESTONE_NOT_UNSECURED',
    when: 'what is secured is lapsed',
    params: { milestone: 'order' },
    provoke: async (): Promise<unknown> => {
      const scene = await Scene.secured();
      return scene.on('order', 'trade-bank.maker', 'lapseUnsecured');
    },
  },
  {
    code: 'FUNDING_STILL_OPEN',
    when: 'what is unsecured is lapsed before the funding deadline and its tolerance',
    params: { fundingBy: MONDAY + 14 * DAY },
    provoke: async (): Promise<unknown> => {
      const scene = await Scene.active();
      scene.consortium.setClock(MONDAY + 14 * DAY + 180_000 - 1001);
      return scene.on('order', 'textiles.maker', 'lapseUnsecured');
    },
  },
  {
    code: 'BALANCE_NOT_COVERED',
    when: 'a statement is filed that is a minor unit short',
    provoke: async () => fileBalance(await Scene.secured(), { bookedMinor: 4n, coveredMinor: 5n }),
  },
  {
    code: 'BALANCE_DATE_FUTURE',
    when: 'the balance of tomorrow is attested',
    params: { asOf: '2026-03-03' },
    provoke: async (): Promise<unknown> => {
      const scene = await Scene.secured();
      return attest(scene, await fileBalance(scene), '2026-03-03');
    },
  },
  {
    code: 'DOCUMENT_NOT_FILED',
    when: 'a balance is attested whose statement is a security document',
    params: { part: 'balance', msp: 'BankMSP' },
    provoke: async (): Promise<unknown> => {
      const scene = await Scene.secured();
      return attest(scene, await anotherDocument(scene), '2026-03-02');
    },
  },
];
