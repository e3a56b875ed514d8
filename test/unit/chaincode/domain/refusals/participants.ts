import { type ErrorCode, type SubmissionType } from '@tranche/chaincode/domain';
import { administratorOf, castParticipants, keyOf } from '../../../../support/cast.js';
import { MemoryConsortium, type CommandFields } from '../../../../support/consortium.js';
import { caseDeal, DAY } from '../support/deal.js';
import { pass } from '../../../../support/voting.js';
import { pinKeys } from '../support/governance.js';
import type { Refusal } from './refusal.js';

const moved = {
  kind: 'rehostParticipant',
  participant: 'AuditorMSP:arbitration',
  to: 'AuditorMSP',
  localId: 'arbiters',
} as const;
const [lei] = castParticipants.map((each) => each.lei);
const retail = { localId: 'retail', name: 'Nordic Retail', roles: ['buyer'] } as const;
const arbiterKeys = [keyOf('arbitration.checker'), keyOf('arbitration.maker')];

/** A refused command of a user, on a consortium where something came before. */
function participating(
  code: ErrorCode,
  when: string,
  of: {
    readonly send: readonly [label: string, type: SubmissionType, fields: CommandFields];
    readonly before?: (consortium: MemoryConsortium) => Promise<unknown>;
    readonly params?: Refusal['params'];
  },
): Refusal {
  const { send, before, params } = of;
  return {
    code,
    when,
    ...(params === undefined ? {} : { params }),
    provoke: async (): Promise<unknown> => {
      const consortium = await MemoryConsortium.found();
      await before?.(consortium);
      return consortium.submit(...send);
    },
  };
}

const pinned = (consortium: MemoryConsortium): Promise<unknown> =>
  pinKeys(consortium, 'arbitration.checker', arbiterKeys);

/** Refusals about participants, their keys and their hosts. */
export const participantRefusals: readonly Refusal[] = [
  ...(['updateParticipant', 'deactivateParticipant'] as const).map((type) =>
    participating('PARTICIPANT_NOT_FOUND', `${type} is about another member’s participant`, {
      send: [
        'retail.registrar',
        type,
        { ...(type === 'updateParticipant' ? retail : {}), localId: 'textiles' },
      ],
      params: { id: 'BuyerMSP:textiles' },
    }),
  ),
  participating('PARTICIPANT_NOT_FOUND', 'nobody of that id would move', {
    send: ['audit.registrar', 'acceptRehost', { participant: 'BankMSP:nobody', localId: 'new' }],
  }),
  participating('ROLE_NOT_HELD_BY_MEMBER', 'a participant gets a role that its host lacks', {
    send: ['retail.registrar', 'updateParticipant', { ...retail, roles: ['bank'] }],
    params: { role: 'bank' },
  }),
  participating('PARTICIPANT_CHANGED_RECENTLY', 'a record changes twice in a minute', {
    before: (consortium) => consortium.submit('retail.registrar', 'updateParticipant', retail),
    send: ['retail.registrar', 'updateParticipant', { ...retail, name: 'Retail' }],
  }),
  participating('PARTICIPANT_DEACTIVATED', 'it is deactivated again', {
    before: (consortium) =>
      consortium.submit('retail.registrar', 'deactivateParticipant', { localId: 'retail' }),
    send: ['retail.registrar', 'deactivateParticipant', { localId: 'retail' }],
    params: { participant: 'BuyerMSP:retail' },
  }),
  ...(['updateParticipant', 'deactivateParticipant'] as const).map((type) =>
    participating('PARTICIPANT_REHOSTED', `${type} is about a participant that has moved`, {
      before: (consortium) => pass(consortium, moved),
      send: [
        'audit.registrar',
        type,
        {
          localId: 'arbitration',
          ...(type === 'updateParticipant' ? { name: 'A', roles: ['arbiter'] } : {}),
        },
      ],
    }),
  ),
  participating('PARTICIPANT_REHOSTED', 'its users act under its former id', {
    before: (consortium) => pass(consortium, moved),
    send: ['arbitration.checker', 'pinKeys', { keys: arbiterKeys }],
    params: { participant: 'AuditorMSP:arbitration', to: 'AuditorMSP:arbiters' },
  }),
  participating('PARTICIPANT_REHOSTED', 'a host takes it a second time', {
    before: (consortium) => pass(consortium, moved),
    send: ['audit.registrar', 'acceptRehost', { participant: moved.participant, localId: 'new' }],
  }),
  participating('KEY_NOT_PINNED', 'the key of a user is not pinned', {
    before: (consortium) =>
      pinKeys(consortium, 'arbitration.checker', [keyOf('arbitration.checker')]),
    send: ['arbitration.registrar', 'deactivateParticipant', { localId: 'arbitration' }],
    params: { participant: 'AuditorMSP:arbitration' },
  }),
  participating('KEY_NOT_PINNED', 'its host changes the record of who has pinned keys', {
    before: pinned,
    send: [
      'audit.registrar',
      'updateParticipant',
      { localId: 'arbitration', name: 'A', roles: ['arbiter'], sole: true },
    ],
  }),
  participating('KEY_OWN_MISSING', 'who pins keys would lock itself out', {
    send: ['arbitration.checker', 'pinKeys', { keys: [keyOf('arbitration.maker')] }],
  }),
  participating('ID_LISTED_TWICE', 'a key is pinned twice', {
    send: ['arbitration.checker', 'pinKeys', { keys: [...arbiterKeys, arbiterKeys[0]] }],
  }),
  participating('PARTICIPANT_CHANGED_RECENTLY', 'keys are pinned twice in a minute', {
    before: pinned,
    send: ['arbitration.checker', 'pinKeys', { keys: arbiterKeys }],
  }),
  participating('PARTICIPANT_CHANGED_RECENTLY', 'it would move within a minute of a change', {
    before: pinned,
    send: ['arbitration.checker', 'proposeRehost', { to: 'BankMSP' }],
  }),
  participating('KEYS_NOT_PINNED', 'who has pinned no keys would move', {
    send: ['arbitration.checker', 'proposeRehost', { to: 'BankMSP' }],
    params: { participant: 'AuditorMSP:arbitration' },
  }),
  participating('REHOST_NOT_PROPOSED', 'a host takes who would not move to it', {
    before: async (consortium) => {
      await pinned(consortium);
      consortium.wait(DAY);
      return consortium.submit('arbitration.checker', 'proposeRehost', { to: 'BankMSP' });
    },
    send: ['retail.registrar', 'acceptRehost', { participant: moved.participant, localId: 'new' }],
    params: { participant: 'AuditorMSP:arbitration', msp: 'BuyerMSP' },
  }),
  participating('ROLE_NOT_HELD_BY_MEMBER', 'a host takes who has a role that it lacks', {
    before: async (consortium) => {
      await pinned(consortium);
      consortium.wait(DAY);
      return consortium.submit('arbitration.checker', 'proposeRehost', { to: 'BankMSP' });
    },
    send: ['trade-bank.maker', 'acceptRehost', { participant: moved.participant, localId: 'new' }],
  }),
  {
    code: 'ID_LISTED_TWICE',
    when: 'a participant is registered with one key twice',
    provoke: async (): Promise<unknown> => {
      const consortium = await MemoryConsortium.found();
      const fields = { localId: 'new', lei, name: 'New', roles: ['exporter'] };
      const key = keyOf('new.maker');
      return consortium.submitAs(administratorOf('ExporterMSP'), 'registerParticipant', {
        ...fields,
        keys: [key, key],
      });
    },
  },
  participating('PARTICIPANT_DEACTIVATED', 'it would start something', {
    before: (consortium) =>
      consortium.submit('textiles.maker', 'deactivateParticipant', { localId: 'textiles' }),
    send: ['textiles.maker', 'proposeAgreement', { terms: caseDeal().terms }],
    params: { participant: 'ExporterMSP:textiles' },
  }),
  participating('PARTICIPANT_NOT_ACTIVE', 'an agreement names who is deactivated', {
    before: (consortium) =>
      consortium.submit('retail.registrar', 'deactivateParticipant', { localId: 'retail' }),
    send: ['textiles.maker', 'proposeAgreement', { terms: caseDeal().terms }],
    params: { participant: 'BuyerMSP:retail' },
  }),
];
