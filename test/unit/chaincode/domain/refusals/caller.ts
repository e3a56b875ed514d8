import { mspSchema, participantIdSchema, type ActingUser } from '@tranche/chaincode/domain';
import { administratorOf, castParticipants, userOf } from '../../../../support/cast.js';
import { MemoryConsortium } from '../../../../support/consortium.js';
import { rewriteRules, suspend } from '../support/records.js';
import { Scene } from '../support/scene.js';
import { caseDeal } from '../support/deal.js';
import type { Refusal } from './refusal.js';

const maker = userOf('textiles.maker');

/** Has someone advance a milestone, which every user of the consortium may. */
async function advanceAs(actor: ActingUser): Promise<unknown> {
  const { consortium, agreementId } = await Scene.secured();
  const fields = { agreementId, milestoneId: 'order' };
  return consortium.submitAs(actor, 'advanceMilestone', fields);
}

async function registerAs(actor: ActingUser): Promise<unknown> {
  const consortium = await MemoryConsortium.found();
  const [first] = castParticipants;
  const { lei, name } = first ?? { lei: '', name: '' };
  const fields = { localId: 'second', lei, name, roles: ['exporter'] };
  return consortium.submitAs(actor, 'registerParticipant', fields);
}

const { participant: _participant, ...nobody } = maker;
const line = participantIdSchema.parse('InspectorMSP:line');

/** Refusals of who calls. */
export const callerRefusals: readonly Refusal[] = [
  {
    code: 'CALLER_UNKNOWN',
    when: 'an administrator’s certificate acts as a user',
    params: { reason: 'a client certificate is needed' },
    provoke: () => advanceAs({ ...maker, unit: 'admin' }),
  },
  ...(['peer', 'orderer', 'none'] as const).map((unit): Refusal => ({
    code: 'CALLER_UNKNOWN',
    when: `a certificate of unit ${unit} acts as a user`,
    provoke: () => advanceAs({ ...maker, unit }),
  })),
  ...(['client', 'peer', 'orderer', 'none'] as const).map((unit): Refusal => ({
    code: 'CALLER_UNKNOWN',
    when: `a certificate of unit ${unit} acts as an administrator`,
    params: { reason: 'an administrator is needed' },
    provoke: () => registerAs({ ...administratorOf('ExporterMSP'), unit }),
  })),
  {
    code: 'CALLER_UNKNOWN',
    when: 'a certificate names no participant',
    params: { reason: 'the certificate names no participant' },
    provoke: () => advanceAs(nobody),
  },
  {
    code: 'CALLER_UNKNOWN',
    when: 'the participant is not registered',
    params: { reason: 'the participant is not registered' },
    provoke: () =>
      advanceAs({ ...maker, participant: participantIdSchema.parse('ExporterMSP:unknown') }),
  },
  {
    code: 'PARTICIPANT_NOT_HOSTED',
    when: 'a certificate names another member’s participant',
    params: { participant: 'BuyerMSP:retail' },
    provoke: () =>
      advanceAs({ ...maker, participant: participantIdSchema.parse('BuyerMSP:retail') }),
  },
  {
    code: 'MEMBER_NOT_ACTIVE',
    when: 'the caller’s member is no member',
    params: { msp: 'StrangerMSP' },
    provoke: () => advanceAs({ ...maker, msp: mspSchema.parse('StrangerMSP') }),
  },
  {
    code: 'MEMBER_NOT_ACTIVE',
    when: 'the caller’s member is suspended and would start something',
    params: { msp: 'ExporterMSP' },
    provoke: async (): Promise<unknown> => {
      const consortium = await MemoryConsortium.found();
      await suspend(consortium, 'ExporterMSP');
      const { terms } = caseDeal();
      return consortium.submit('textiles.maker', 'proposeAgreement', { terms });
    },
  },
  {
    code: 'MEMBER_NOT_ACTIVE',
    when: 'the administrator of no member registers a participant',
    provoke: () => registerAs(administratorOf('StrangerMSP')),
  },
  {
    code: 'ROLE_MISSING',
    when: 'the user lacks the role',
    params: { role: 'checker' },
    provoke: async (): Promise<unknown> => {
      const scene = await Scene.proposed();
      const { termsHash } = scene.agreement();
      return scene.send('textiles.maker', 'acceptAgreement', { termsHash });
    },
  },
  {
    code: 'ROLE_MISSING',
    when: 'the user has no role at all',
    provoke: () => advanceAs({ ...maker, roles: [] }),
  },
  {
    code: 'PARTY_NOT_PERMITTED',
    when: 'the caller’s participant is another party',
    params: { permitted: 'bank' },
    provoke: async (): Promise<unknown> => {
      const scene = await Scene.active();
      return scene.send('retail.maker', 'secureFunds', await scene.securityFields());
    },
  },
  {
    code: 'PARTY_NOT_PERMITTED',
    when: 'the caller’s participant has the member’s role but is not the party',
    params: { permitted: 'source' },
    provoke: async (): Promise<unknown> => {
      const scene = await Scene.secured();
      const fields = { ...scene.loadingFields() };
      return scene.on('shipment', 'quality.maker', 'recordEvent', fields);
    },
  },
  {
    code: 'PARTY_NOT_PERMITTED',
    when: 'neither exporter nor buyer proposes',
    params: { permitted: 'exporter or buyer' },
    provoke: async (): Promise<unknown> => {
      const consortium = await MemoryConsortium.found();
      return consortium.submit('trade-bank.maker', 'proposeAgreement', { terms: caseDeal().terms });
    },
  },
  {
    code: 'PRIVATE_READ_ELSEWHERE',
    when: 'a private document is asked for on another member’s node',
    provoke: async (): Promise<unknown> => {
      const { consortium, agreementId } = await Scene.active();
      const actor = { ...userOf('line.maker'), participant: line };
      const fields = { agreementId, kind: 'commercial', part: 'header', termsVersion: 1 };
      return consortium.askOn(mspSchema.parse('BankMSP'), actor, 'document', fields);
    },
  },
  {
    code: 'RULES_VERSION_UNKNOWN',
    when: 'the consortium raised the rules to a version that the code does not have',
    params: { version: 2 },
    provoke: async (): Promise<unknown> => {
      const scene = await Scene.secured();
      await rewriteRules(scene.consortium, { version: 2 });
      return scene.advance('order');
    },
  },
];
