import { productionParameters } from '@tranche/chaincode/domain';
import { administratorOf, castMembers, castParticipants } from '../../../../support/cast.js';
import { MemoryConsortium, type CommandFields } from '../../../../support/consortium.js';
import { caseDeal } from '../support/deal.js';
import { foundingHash, proposeFounding } from '../support/records.js';
import type { Refusal } from './refusal.js';

const [exporter, ...otherMembers] = castMembers;
const outsider = { msp: 'OtherMSP', name: 'Other', roles: ['buyer'] as const };

async function confirm(msp: string, fields: CommandFields = {}): Promise<unknown> {
  const consortium = MemoryConsortium.empty();
  await proposeFounding(consortium);
  return confirmOn(consortium, msp, fields);
}

function confirmOn(
  consortium: MemoryConsortium,
  msp: string,
  fields: CommandFields = {},
): Promise<unknown> {
  const all = { proposalId: 'founding', hash: foundingHash(consortium), ...fields };
  return consortium.submitAs(administratorOf(msp), 'confirmBootstrap', all);
}

async function register(fields: CommandFields): Promise<unknown> {
  const consortium = await MemoryConsortium.found();
  const [first] = castParticipants;
  const base = { localId: 'second', lei: first?.lei, name: 'Second', roles: ['exporter'] };
  const actor = administratorOf('ExporterMSP');
  return consortium.submitAs(actor, 'registerParticipant', { ...base, ...fields });
}

/** Refusals of the founding and of registrations. */
export const registryRefusals: readonly Refusal[] = [
  {
    code: 'CONSORTIUM_NOT_BOOTSTRAPPED',
    when: 'an agreement is proposed before the founding',
    provoke: () =>
      MemoryConsortium.empty().submit('textiles.maker', 'proposeAgreement', { terms: caseDeal().terms }),
  },
  {
    code: 'CONSORTIUM_NOT_BOOTSTRAPPED',
    when: 'a participant is registered before every founder confirmed',
    provoke: async () => {
      const consortium = MemoryConsortium.empty();
      await proposeFounding(consortium);
      await confirmOn(consortium, 'ExporterMSP');
      const [first] = castParticipants;
      const { localId, lei, name, roles } = first ?? { localId: '', lei: '', name: '', roles: [] };
      const fields = { localId, lei, name, roles };
      const actor = administratorOf('ExporterMSP');
      return consortium.submitAs(actor, 'registerParticipant', fields);
    },
  },
  {
    code: 'CONSORTIUM_ALREADY_BOOTSTRAPPED',
    when: 'a founding is proposed after the founding',
    provoke: async () => {
      const consortium = await MemoryConsortium.found();
      const fields = { members: castMembers, parameters: productionParameters };
      return consortium.submitAs(administratorOf('BankMSP'), 'proposeBootstrap', fields);
    },
  },
  {
    code: 'CONSORTIUM_ALREADY_BOOTSTRAPPED',
    when: 'a founding is confirmed after the founding',
    provoke: async () => confirmOn(await MemoryConsortium.found(), 'ExporterMSP'),
  },
  {
    code: 'COMMAND_ID_REUSED',
    when: 'a member proposes a founding under the id of another member’s proposal',
    params: { commandId: 'founding' },
    provoke: async () => {
      const consortium = MemoryConsortium.empty();
      await proposeFounding(consortium);
      const fields = { members: castMembers, parameters: productionParameters };
      const actor = administratorOf('BankMSP');
      return consortium.submitAs(actor, 'proposeBootstrap', fields, { commandId: 'founding' });
    },
  },
  {
    code: 'MEMBER_LISTED_TWICE',
    when: 'a founding lists a member twice',
    params: { msp: 'BuyerMSP' },
    provoke: () =>
      proposeFounding(MemoryConsortium.empty(), [...castMembers, ...otherMembers.slice(0, 1)]),
  },
  {
    code: 'MEMBER_NOT_LISTED',
    when: 'the proposer of a founding is not among the founders',
    params: { msp: 'ExporterMSP' },
    provoke: () => proposeFounding(MemoryConsortium.empty(), otherMembers),
  },
  {
    code: 'MEMBER_NOT_LISTED',
    when: 'the confirmer of a founding is not among the founders',
    params: { msp: 'OtherMSP' },
    provoke: () => confirm(outsider.msp),
  },
  {
    code: 'PROPOSAL_NOT_FOUND',
    when: 'a founding is confirmed that nobody proposed',
    params: { id: 'other' },
    provoke: () => confirm('ExporterMSP', { proposalId: 'other' }),
  },
  {
    code: 'PROPOSAL_HASH_MISMATCH',
    when: 'a founding is confirmed under another hash',
    provoke: () => confirm('ExporterMSP', { hash: '0'.repeat(64) }),
  },
  {
    code: 'PROPOSAL_ALREADY_CONFIRMED',
    when: 'a member confirms a founding twice',
    params: { msp: 'ExporterMSP' },
    provoke: async () => {
      const consortium = MemoryConsortium.empty();
      await proposeFounding(consortium);
      await confirmOn(consortium, 'ExporterMSP');
      return confirmOn(consortium, 'ExporterMSP');
    },
  },
  ...(['dayMillis', 'toleranceMillis'] as const).map((parameter): Refusal => ({
    code: 'PARAMETERS_NOT_ALLOWED',
    when: `${parameter} differs outside the test profile`,
    params: { parameter },
    provoke: () => {
      const changed = { ...productionParameters, [parameter]: 1000 };
      return proposeFounding(MemoryConsortium.empty(), castMembers, changed);
    },
  })),
  {
    code: 'PARTICIPANT_ALREADY_REGISTERED',
    when: 'a participant is registered twice',
    params: { id: 'ExporterMSP:textiles' },
    provoke: () => register({ localId: 'textiles' }),
  },
  {
    code: 'LEI_INVALID',
    when: 'the check digits of an LEI are wrong',
    provoke: () => register({ lei: '506700GE1G29325QX364' }),
  },
  {
    code: 'ROLE_NOT_HELD_BY_MEMBER',
    when: 'a participant would have a role that its member lacks',
    params: { role: 'bank' },
    provoke: () => register({ roles: [...(exporter?.roles ?? []), 'bank'] }),
  },
];
