import {
  milestoneIdSchema,
  mspOf,
  participantIdSchema,
  type Condition,
  type Leaf,
  type ParticipantId,
  type Parties,
  type PublicTerms,
} from '@tranche/chaincode/domain';
import { textileParties } from '../../../../../scripts/case/textile-deal.js';
import { administratorOf, castParticipants, userOf } from '../../../../support/cast.js';
import { MemoryConsortium } from '../../../../support/consortium.js';
import { accepted, caseDeal, dealOf, tranche, type MilestoneSketch } from '../support/deal.js';
import { foundWith } from '../support/records.js';
import type { Refusal } from './refusal.js';

const { terms: base } = caseDeal();
const { exporter } = textileParties;
const participant = (id: string): ParticipantId => participantIdSchema.parse(id);
const quality = participant('InspectorMSP:quality');
const line = participant('InspectorMSP:line');

async function propose(terms: PublicTerms): Promise<unknown> {
  const consortium = await MemoryConsortium.found();
  return consortium.submit('textiles.maker', 'proposeAgreement', { terms });
}

/** Proposes one milestone whose whole is under a condition. */
function proposeCondition(condition: Condition, change: Partial<Parties> = {}): Promise<unknown> {
  return propose(dealOf([{ id: 'only', tranches: [tranche('whole', 10_000, condition)] }], {
    parties: { ...base.parties, ...change },
  }).terms);
}

/** Co-endorsers in the place of inspectors, so that terms without one are not refused for that. */
async function proposeUninspected(condition: Condition): Promise<unknown> {
  const consortium = await foundWith([{ msp: 'FifthMSP', name: 'Fifth', roles: ['auditor'] }]);
  const coEndorsers = [...base.parties.coEndorsers, 'FifthMSP'] as Parties['coEndorsers'];
  const parties = { ...base.parties, inspectors: [], sources: [], coEndorsers };
  const sketch = { id: 'only', tranches: [tranche('whole', 10_000, condition)] };
  const { terms } = dealOf([sketch], { parties });
  return consortium.submit('textiles.maker', 'proposeAgreement', { terms });
}

const evidenceOf = (from: ParticipantId): Leaf => ({ type: 'evidence', docType: 'invoice', min: 1, from });
const own = evidenceOf(exporter);

const unknownParties: readonly (readonly [when: string, provoke: () => Promise<unknown>])[] = [
  ['the bank would give evidence', () => proposeCondition(evidenceOf(textileParties.bank))],
  ['an inspector would report an event', () => proposeCondition({ type: 'event', code: 'LOAD', source: quality })],
  ['another than the reviewer would accept', () => proposeCondition({ type: 'acceptance', by: quality })],
  ['there is no inspector to inspect', () => proposeUninspected({ type: 'inspection', outcome: 'pass' })],
  [
    'there is no inspector whose result could be waited after',
    () => proposeUninspected({ type: 'after', of: { kind: 'inspection' }, days: 1, kind: 'business' }),
  ],
  [
    'there is no source whose event could be waited after',
    () => proposeUninspected({ type: 'after', of: { kind: 'event', code: 'LOAD' }, days: 1, kind: 'business' }),
  ],
];

const unreviewed: Pick<MilestoneSketch, 'review'> = {
  review: { by: 'none', businessDays: 5, silence: 'accepted', maxPresentations: 3, cureDays: 5 },
};

const date: Leaf = { type: 'date', notBefore: base.fundingBy };
const afterOwn = (id: string): Leaf => ({
  type: 'after',
  of: { kind: 'milestone', id: milestoneIdSchema.parse(id) },
  days: 0,
  kind: 'calendar',
});
const reached = (id: string): Leaf => ({
  type: 'milestone',
  id: milestoneIdSchema.parse(id),
  reached: 'accepted',
});

const selfProved: readonly (readonly [when: string, sketches: readonly MilestoneSketch[]])[] = [
  ['only the payee gives evidence', [sketch('only', own)]],
  ['only a date is waited for', [sketch('only', date)]],
  ['one of two ways is the payee’s', [sketch('only', { type: 'any', of: [own, accepted] })]],
  ['enough branches are the payee’s', [sketch('only', { type: 'atLeast', n: 2, of: [own, date, accepted] })]],
  ['its own milestone is waited after, which nobody reviews', [{ ...sketch('only', afterOwn('only')), ...unreviewed }]],
  [
    'it follows from another milestone that starts with an advance',
    [
      { id: 'first', ...unreviewed, tranches: [tranche('whole', 10_000, 'advance')] },
      sketch('second', reached('first')),
    ],
  ],
  [
    'it waits after another milestone that starts with an advance under a condition',
    [
      { id: 'first', ...unreviewed, tranches: [{ ...tranche('whole', 10_000, date), advance: true }] },
      sketch('second', afterOwn('first')),
    ],
  ],
];

function sketch(id: string, condition: Condition): MilestoneSketch {
  return { id, tranches: [tranche('whole', 10_000, condition)] };
}

/** A source of the exporter's own member, as its only one or beside the carrier's. */
async function proposeOwnSource(condition: (source: ParticipantId) => Condition): Promise<unknown> {
  const consortium = await foundWith([{ msp: 'OwnMSP', name: 'Own', roles: ['exporter', 'carrier'] }]);
  const [first] = castParticipants;
  const registration = { lei: first?.lei, name: 'Own' };
  for (const [localId, role] of [['seller', 'exporter'], ['fleet', 'carrier']] as const) {
    const fields = { ...registration, localId, roles: [role] };
    await consortium.submitAs(administratorOf('OwnMSP'), 'registerParticipant', fields);
  }
  const fleet = participant('OwnMSP:fleet');
  const parties = { ...base.parties, exporter: participant('OwnMSP:seller'), sources: [line, fleet] };
  const { terms } = dealOf([sketch('only', condition(fleet))], { parties });
  return consortium.submit('retail.maker', 'proposeAgreement', { terms });
}

const ownSource: readonly (readonly [when: string, condition: (source: ParticipantId) => Condition])[] = [
  ['the payee’s own member reports the event', (source) => ({ type: 'event', code: 'LOAD', source })],
  ['the payee’s own member gives the evidence', evidenceOf],
  [
    'the payee’s own member might report the event that is waited after',
    () => ({ type: 'after', of: { kind: 'event', code: 'LOAD' }, days: 1, kind: 'business' }),
  ],
];

const second = participant('SharedMSP:second');
const members: readonly (readonly [when: string, change: Partial<Parties>])[] = [
  ['exporter and bank share a member', { bank: second }],
  ['exporter and buyer share a member', { buyer: second }],
  ['an inspector is the exporter’s', { inspectors: [{ id: second, alternates: [] }] }],
  ['an alternate is the exporter’s', { inspectors: [{ id: quality, alternates: [second] }] }],
  ['the arbiter is the exporter’s', { arbiter: second }],
];

/** Proposes for an exporter whose member also hosts a second participant, with every role. */
async function proposeShared(change: Partial<Parties>): Promise<unknown> {
  const roles = ['exporter', 'buyer', 'bank', 'inspector', 'arbiter'] as const;
  const consortium = await foundWith([{ msp: 'SharedMSP', name: 'Shared', roles }]);
  const [first] = castParticipants;
  for (const localId of ['seller', 'second']) {
    const fields = { localId, lei: first?.lei, name: 'Shared', roles };
    await consortium.submitAs(administratorOf('SharedMSP'), 'registerParticipant', fields);
  }
  const seller = participant('SharedMSP:seller');
  const actor = { ...userOf('textiles.maker'), msp: mspOf(seller), participant: seller };
  const parties = { ...base.parties, exporter: seller, ...change };
  const { terms } = dealOf([{ id: 'only' }], { parties });
  return consortium.submitAs(actor, 'proposeAgreement', { terms });
}

/** Refusals of who is named where in the terms. */
export const partiesRefusals: readonly Refusal[] = [
  ...unknownParties.map(([when, provoke]): Refusal => ({ code: 'CONDITION_PARTY_UNKNOWN', when, provoke })),
  ...selfProved.map(([when, sketches]): Refusal => ({
    code: 'CONDITION_SELF_PROVED',
    when,
    provoke: () => propose(dealOf(sketches).terms),
  })),
  ...ownSource.map(([when, condition]): Refusal => ({
    code: 'CONDITION_SELF_PROVED',
    when,
    provoke: () => proposeOwnSource(condition),
  })),
  ...members.map(([when, change]): Refusal => ({
    code: 'AGREEMENT_MEMBERS_NOT_DISTINCT',
    when,
    provoke: () => proposeShared(change),
  })),
];
