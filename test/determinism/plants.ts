import { randomInt } from 'node:crypto';
import { mspSchema, type Instant, type Member } from '@tranche/chaincode/domain';
import {
  canonicalize,
  decode,
  DOCUMENTS_FIELD,
  keys,
  transact,
  type Answer,
  type LedgerState,
} from '@tranche/chaincode/ledger';
import { castMembers } from '../support/cast.js';
import type { Transact } from '../support/trace.js';

const MINUTE_MILLIS = 60_000;
const MANY = 2 ** 47;

/** Decisions that ask the node, not the transaction: comparing nodes must find each of them. */
export const plants: Readonly<Record<string, Transact>> = {
  'the time of the node': (ledger, type, call) =>
    transact(ledger, type, { ...call, at: Date.now() as Instant }),

  'the time zone of the node': (ledger, type, call) => {
    const offset = new Date(call.at).getTimezoneOffset() * MINUTE_MILLIS;
    return transact(ledger, type, { ...call, at: (call.at + offset) as Instant });
  },

  'the order of letters in the language of the node': (ledger, type, call) => {
    const letters = ['z', 'ä'].sort((one, other) => one.localeCompare(other));
    return answering(transact(ledger, type, call), { letters });
  },

  'the numbers of the language of the node': (ledger, type, call) =>
    answering(transact(ledger, type, call), { number: (12_345.6).toLocaleString() }),

  chance: (ledger, type, call) =>
    answering(transact(ledger, type, call), { drawn: randomInt(MANY) }),

  'what the node reads': async (ledger, type, call) => {
    await ledger.get(`of ${nodeName()}`);
    return transact(ledger, type, call);
  },

  'what the node writes': (ledger, type, call) =>
    transact(
      changed(ledger, {
        put: async (key, value) => {
          await ledger.put(key, value);
          await ledger.put('note', Buffer.from(nodeName()));
        },
      }),
      type,
      call,
    ),

  'whom the node names as endorsers': (ledger, type, call) =>
    transact(
      changed(ledger, {
        setPolicy: (key, parties) =>
          ledger.setPolicy(key, { ...parties, bank: mspSchema.parse(nodeName()) }),
      }),
      type,
      call,
    ),

  'what the node keeps private': (ledger, type, call) =>
    transact(
      changed(ledger, {
        putPrivate: (msp, key, value) =>
          ledger.putPrivate(msp, key, Buffer.concat([value, Buffer.from(nodeName())])),
      }),
      type,
      call,
    ),

  'the order of the keys of a record': async (ledger, type, call) => {
    const rules = await ledger.get(keys.rules());
    const [first] = Object.keys(rules === undefined ? {} : decode<object>(rules));
    return answering(transact(ledger, type, call), { first: first ?? '' });
  },

  'the order in which private documents came': (ledger, type, call) => {
    const bytes = call.transient.get(DOCUMENTS_FIELD);
    const [first] = Object.keys(bytes === undefined ? {} : decode<object>(bytes));
    return answering(transact(ledger, type, call), { first: first ?? '' });
  },

  'the order in which a map of members was filled': async (ledger, type, call) => {
    const members = new Map<string, Member>();
    for (const { msp } of castMembers) {
      const bytes = await ledger.get(keys.member(mspSchema.parse(msp)));
      if (bytes !== undefined) members.set(msp, decode<Member>(bytes));
    }
    const [first] = members.keys();
    return answering(transact(ledger, type, call), { first: first ?? '' });
  },

  'what the node tells in its event': async (ledger, type, call) => {
    const answer = await transact(ledger, type, call);
    if (answer.event === undefined) return answer;
    return { ...answer, event: { ...answer.event, payload: Buffer.from(nodeName()) } };
  },
};

function nodeName(): string {
  return process.env['TRANCHE_NODE'] ?? '';
}

function changed(ledger: LedgerState, change: Partial<LedgerState>): LedgerState {
  return {
    get: (key) => ledger.get(key),
    list: (type, max) => ledger.list(type, max),
    put: (key, value) => ledger.put(key, value),
    setPolicy: (key, parties) => ledger.setPolicy(key, parties),
    privateHash: (msp, key) => ledger.privateHash(msp, key),
    putPrivate: (msp, key, value) => ledger.putPrivate(msp, key, value),
    ...change,
  };
}

async function answering(answered: Promise<Answer>, more: object): Promise<Answer> {
  const answer = await answered;
  return { ...answer, response: canonicalize({ response: answer.response, ...more }) };
}
