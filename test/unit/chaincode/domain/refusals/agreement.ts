import { limits } from '@tranche/chaincode/domain';
import { userOf } from '../../../../support/cast.js';
import { MemoryConsortium } from '../../../../support/consortium.js';
import { MONDAY } from '../../../../support/memory-ledger.js';
import { caseDeal, DAY, fileHash } from '../support/deal.js';
import { Scene, SECURITY_EXPIRY } from '../support/scene.js';
import type { Refusal } from './refusal.js';

const unknownId = `A${'Z'.repeat(30)}`;

async function accept(scene: Scene, label: string, termsHash?: string): Promise<unknown> {
  const hash = termsHash ?? scene.agreement().termsHash;
  return scene.send(label, 'acceptAgreement', { termsHash: hash });
}

/** An open proposal of which no document was filed. */
async function unfiled(): Promise<{ consortium: MemoryConsortium; agreementId: string }> {
  const consortium = await MemoryConsortium.found();
  const { terms } = caseDeal();
  const { agreementId } = await consortium.submit('textiles.maker', 'proposeAgreement', { terms });
  return { consortium, agreementId: agreementId ?? '' };
}

async function acceptUnfiled(label: string): Promise<unknown> {
  const { consortium, agreementId } = await unfiled();
  const { agreement } = (await consortium.ask(label, 'agreement', { agreementId })) as {
    agreement: { termsHash: string };
  };
  const { termsHash } = agreement;
  return consortium.submit(label, 'acceptAgreement', { agreementId, termsHash });
}

async function ended(how: 'declineAgreement' | 'withdrawAgreement'): Promise<Scene> {
  const scene = await Scene.proposed();
  await scene.send(how === 'declineAgreement' ? 'retail.checker' : 'textiles.maker', how);
  return scene;
}

/** Refusals of signatures and securities. */
export const agreementRefusals: readonly Refusal[] = [
  ...(['acceptAgreement', 'declineAgreement', 'secureFunds'] as const).map((type): Refusal => ({
    code: 'AGREEMENT_NOT_FOUND',
    when: `${type} names no agreement`,
    params: { id: unknownId },
    provoke: async () => {
      const scene = await Scene.proposed();
      const fields = type === 'acceptAgreement' ? { termsHash: fileHash('terms') } : {};
      const security = type === 'secureFunds' ? await scene.securityFields() : {};
      const label = type === 'secureFunds' ? 'trade-bank.maker' : 'retail.checker';
      return scene.send(label, type, { ...fields, ...security, agreementId: unknownId });
    },
  })),
  {
    code: 'AGREEMENT_NOT_PROPOSED',
    when: 'a declined agreement is signed',
    params: { status: 'declined' },
    provoke: async () => accept(await ended('declineAgreement'), 'retail.checker'),
  },
  {
    code: 'AGREEMENT_NOT_PROPOSED',
    when: 'a withdrawn agreement is declined',
    params: { status: 'withdrawn' },
    provoke: async () => {
      const scene = await ended('withdrawAgreement');
      return scene.send('retail.checker', 'declineAgreement');
    },
  },
  {
    code: 'AGREEMENT_NOT_PROPOSED',
    when: 'an active agreement is withdrawn',
    params: { status: 'active' },
    provoke: async () => (await Scene.active()).send('textiles.maker', 'withdrawAgreement'),
  },
  {
    code: 'AGREEMENT_ALREADY_SIGNED',
    when: 'a participant signs twice',
    provoke: async () => {
      const scene = await Scene.proposed();
      await accept(scene, 'retail.checker');
      return accept(scene, 'retail.checker');
    },
  },
  {
    code: 'PROPOSAL_EXPIRED',
    when: 'a party signs after the proposal’s date',
    params: { openUntil: MONDAY + 7 * DAY },
    provoke: async () => {
      const scene = await Scene.proposed();
      scene.consortium.setClock(MONDAY + 7 * DAY);
      return accept(scene, 'retail.checker');
    },
  },
  {
    code: 'TERMS_HASH_MISMATCH',
    when: 'a party signs other terms',
    provoke: async () => accept(await Scene.proposed(), 'retail.checker', fileHash('other terms')),
  },
  {
    code: 'APPROVER_NOT_SEPARATE',
    when: 'the user who proposed the terms also signs them',
    params: { reason: 'this user proposed the terms' },
    provoke: async () => {
      const scene = await Scene.proposed();
      const { termsHash } = scene.agreement();
      const both = { ...userOf('textiles.maker'), roles: ['maker', 'checker'] as const };
      const fields = { agreementId: scene.agreementId, termsHash };
      return scene.consortium.submitAs(both, 'acceptAgreement', fields);
    },
  },
  ...[
    ['textiles.checker', 'commercial/header', 'ExporterMSP'],
    ['retail.checker', 'commercial/header', 'BuyerMSP'],
    ['quality.checker', 'technical/order', 'InspectorMSP'],
  ].map(([label = '', part = '', msp = '']): Refusal => ({
    code: 'DOCUMENT_NOT_FILED',
    when: `${label} signs while ${msp} does not hold ${part}`,
    params: { part, msp },
    provoke: () => acceptUnfiled(label),
  })),
  {
    code: 'AGREEMENT_NOT_ACTIVE',
    when: 'an agreement is secured before every party signed',
    provoke: async () => (await Scene.proposed()).secure(),
  },
  {
    code: 'MILESTONE_NOT_UNSECURED',
    when: 'an agreement is secured twice',
    params: { milestone: 'order' },
    provoke: async () => (await Scene.secured()).secure(),
  },
  {
    code: 'MILESTONE_NOT_UNSECURED',
    when: 'the whole agreement is secured after one milestone was',
    params: { milestone: 'shipment' },
    provoke: async () => {
      const scene = await Scene.active();
      await scene.secure({ milestoneId: 'shipment' });
      return scene.secure();
    },
  },
  {
    code: 'MILESTONE_NOT_FOUND',
    when: 'a milestone is secured that does not exist',
    params: { id: 'nothing' },
    provoke: async () => (await Scene.active()).secure({ milestoneId: 'nothing' }),
  },
  {
    code: 'FUNDING_DEADLINE_PASSED',
    when: 'the bank secures after the funding deadline',
    params: { fundingBy: MONDAY + 14 * DAY },
    provoke: async () => {
      const scene = await Scene.active();
      scene.consortium.setClock(MONDAY + 14 * DAY);
      return scene.secure();
    },
  },
  {
    code: 'SECURITY_TOO_SHORT',
    when: 'a security expires before everything that it secures could end',
    provoke: async () => (await Scene.active()).secure({ expiry: MONDAY + 90 * DAY }),
  },
  ...['BankMSP', 'ExporterMSP'].map((msp): Refusal => ({
    code: 'DOCUMENT_NOT_FILED',
    when: `the security document is not in the collection of ${msp}`,
    params: { part: 'security', msp },
    provoke: async () => {
      const scene = await Scene.active();
      const document = await scene.file(
        'security',
        {
          kind: 'security',
          salt: fileHash('salt'),
          form: 'escrow-deposit',
          number: 'ESCROW-0002',
          currency: 'EUR',
          amountMinor: '1',
          expiry: MONDAY,
        },
        [msp === 'BankMSP' ? 'ExporterMSP' : 'BankMSP'],
      );
      const security = { form: 'escrow-deposit', reference: fileHash('statement') };
      const fields = { ...security, document, expiry: SECURITY_EXPIRY };
      return scene.send('trade-bank.maker', 'secureFunds', fields);
    },
  })),
  {
    code: 'COMMAND_ID_REUSED',
    when: 'a proposer uses the id of its proposal for another one',
    params: { commandId: 'proposal' },
    provoke: async () => {
      const consortium = await MemoryConsortium.found();
      const { terms } = caseDeal();
      const options = { commandId: 'proposal' };
      await consortium.submit('textiles.maker', 'proposeAgreement', { terms }, options);
      const other = { ...terms, law: 'CISG' };
      return consortium.submit('textiles.maker', 'proposeAgreement', { terms: other }, options);
    },
  },
  {
    code: 'PARTICIPANT_TOO_BUSY',
    when: 'a participant acts a thirteenth time within a minute',
    params: { max: limits.actsPerMinute },
    provoke: async () => {
      const scene = await Scene.secured();
      for (let count = 0; count < limits.actsPerMinute; count += 1) await scene.attach('order');
      return scene.attach('order');
    },
  },
];
