/** What an organisation of the consortium may do on the ledger. */
export type MemberRole =
  'exporter' | 'buyer' | 'bank' | 'inspector' | 'auditor' | 'arbiter' | 'carrier' | 'financier';

/** What a person or a machine may do for its participant, as its certificate says. */
export type UserRole =
  'maker' | 'checker' | 'approver' | 'compliance' | 'governor' | 'registrar' | 'auditor';

/** Somebody who signs for a participant with a certificate of the hosting member. */
export interface User {
  /** Name within the participant, for example `approver-1`. */
  readonly name: string;
  readonly roles: readonly UserRole[];
}

/** A legal entity hosted by a member. */
export interface Participant {
  /** Name within the member, for example `trade-bank`. */
  readonly localId: string;
  /** Legal Entity Identifier, ISO 17442. */
  readonly lei: string;
  readonly name: string;
  readonly roles: readonly MemberRole[];
  readonly users: readonly User[];
}

/** An organisation that runs a node of the network. */
export interface Member {
  readonly name: string;
  readonly mspId: string;
  readonly roles: readonly MemberRole[];
  /** Where its processes listen. */
  readonly host: string;
  /** Whether it runs one of the ordering nodes. */
  readonly orders: boolean;
  readonly participants: readonly Participant[];
}

/** The whole network; everything else is derived from it and from the profile. */
export interface Topology {
  readonly channel: string;
  readonly chaincode: string;
  readonly members: readonly Member[];
}

const user = (name: string, ...roles: readonly UserRole[]): User => ({ name, roles });

const maker = user('maker', 'maker', 'registrar');
const checker = user('checker', 'checker');
const governor = user('governor', 'governor');

const LOOPBACK = '127.0.0.1';

/** The consortium of the textile case: five members, four of them with an ordering node. */
export const topology: Topology = {
  channel: 'trade',
  chaincode: 'tranche',
  members: [
    {
      name: 'exporter',
      mspId: 'ExporterMSP',
      roles: ['exporter'],
      host: LOOPBACK,
      orders: true,
      participants: [
        {
          localId: 'textiles',
          lei: '999900TEXTILES000179',
          name: 'Indus Textiles',
          roles: ['exporter'],
          users: [maker, checker, governor],
        },
      ],
    },
    {
      name: 'buyer',
      mspId: 'BuyerMSP',
      roles: ['buyer'],
      host: LOOPBACK,
      orders: true,
      participants: [
        {
          localId: 'retail',
          lei: '999900RETAIL00000155',
          name: 'Nordic Retail',
          roles: ['buyer'],
          users: [maker, checker, governor],
        },
      ],
    },
    {
      name: 'bank',
      mspId: 'BankMSP',
      roles: ['bank', 'financier'],
      host: LOOPBACK,
      orders: true,
      participants: [
        {
          localId: 'trade-bank',
          lei: '999900HARBOURBANK189',
          name: 'Harbour Bank',
          roles: ['bank'],
          users: [
            maker,
            checker,
            user('approver-1', 'approver'),
            user('approver-2', 'approver'),
            user('compliance', 'compliance'),
            governor,
          ],
        },
        {
          localId: 'finance',
          lei: '999900HARBOURFIN0180',
          name: 'Harbour Finance',
          roles: ['financier'],
          users: [maker, checker],
        },
      ],
    },
    {
      name: 'inspector',
      mspId: 'InspectorMSP',
      roles: ['inspector', 'carrier'],
      host: LOOPBACK,
      orders: true,
      participants: [
        {
          localId: 'quality',
          lei: '999900QUALITY0000142',
          name: 'Quality Survey',
          roles: ['inspector'],
          users: [maker, checker, governor],
        },
        {
          localId: 'line',
          lei: '999900OCEANLINE00131',
          name: 'Ocean Line',
          roles: ['carrier'],
          users: [maker, checker],
        },
      ],
    },
    {
      name: 'auditor',
      mspId: 'AuditorMSP',
      roles: ['auditor', 'arbiter'],
      host: LOOPBACK,
      orders: false,
      participants: [
        {
          localId: 'audit',
          lei: '999900TRADEAUDIT0161',
          name: 'Trade Audit',
          roles: ['auditor'],
          users: [user('auditor', 'auditor'), governor],
        },
        {
          localId: 'arbitration',
          lei: '999900ARBITRATION165',
          name: 'Trade Arbitration',
          roles: ['arbiter'],
          users: [maker, checker],
        },
      ],
    },
  ],
};

/** The id of a participant on the ledger: `<msp>:<local-id>`. */
export function participantId(member: Member, participant: Participant): string {
  return `${member.mspId}:${participant.localId}`;
}

/** Certificate name and wallet label of a user: `<local-id>.<user>`, unique within the member. */
export function userLabel(participant: Participant, user: User): string {
  return `${participant.localId}.${user.name}`;
}

/** The members that run an ordering node, in the order of their consenter numbers. */
export function orderingMembers(network: Topology): readonly Member[] {
  return network.members.filter((member) => member.orders);
}
