import {
  limits,
  milestoneIdSchema,
  mspSchema,
  participantIdSchema,
  type Condition,
  type ErrorCode,
  type ErrorParams,
  type MilestoneTerms,
  type Parties,
  type PublicTerms,
} from '@tranche/chaincode/domain';
import { textileParties } from '../../../../../scripts/case/textile-deal.js';
import { MemoryConsortium } from '../../../../support/consortium.js';
import { MONDAY } from '../../../../support/memory-ledger.js';
import { caseDeal, DAY, dealOf, tranche, type MilestoneSketch } from '../support/deal.js';
import { foundWith, suspend } from '../support/records.js';
import type { Refusal } from './refusal.js';

const { terms: base } = caseDeal();
const { bank } = textileParties;

interface Row {
  readonly code: ErrorCode;
  readonly when: string;
  readonly terms: PublicTerms;
  readonly params?: ErrorParams;
}

async function propose(terms: PublicTerms): Promise<unknown> {
  const consortium = await MemoryConsortium.found();
  return consortium.submit('textiles.maker', 'proposeAgreement', { terms });
}

function withParties(change: Partial<Parties>): PublicTerms {
  return { ...base, parties: { ...base.parties, ...change } };
}

/** The terms with their first milestone changed. */
function withFirst(change: Partial<MilestoneTerms>): PublicTerms {
  const [first, ...others] = base.milestones;
  if (first === undefined) throw new Error('the textile case has milestones');
  return { ...base, milestones: [{ ...first, ...change }, ...others] };
}

function termsOf(...sketches: readonly MilestoneSketch[]): PublicTerms {
  return dealOf(sketches).terms;
}

const participant = (id: string): Parties['exporter'] => participantIdSchema.parse(id);
const quality = participant('InspectorMSP:quality');
const line = participant('InspectorMSP:line');
const unknown = participant('BankMSP:unknown');

const shareRows: readonly Row[] = [
  {
    code: 'SHARES_NOT_WHOLE',
    when: 'the milestones are less than the agreement',
    params: { of: 'the agreement' },
    terms: withFirst({ shareBps: 2999 }),
  },
  {
    code: 'SHARES_NOT_WHOLE',
    when: 'the milestones are more than the agreement',
    params: { of: 'the agreement' },
    terms: withFirst({ shareBps: 3001 }),
  },
  {
    code: 'SHARES_NOT_WHOLE',
    when: 'the tranches are less than their milestone',
    params: { of: 'order' },
    terms: withFirst({ tranches: [tranche('whole', 9999)] }),
  },
];

const idRows: readonly Row[] = [
  {
    code: 'ID_LISTED_TWICE',
    when: 'two milestones have one id',
    params: { id: 'shipment' },
    terms: withFirst({ id: milestoneIdSchema.parse('shipment') }),
  },
  {
    code: 'ID_LISTED_TWICE',
    when: 'two tranches have one id',
    params: { id: 'half' },
    terms: withFirst({ tranches: [tranche('half', 5000), tranche('half', 5000)] }),
  },
  {
    code: 'ID_LISTED_TWICE',
    when: 'a milestone names two needs by one id',
    params: { id: 'drawings' },
    terms: withFirst({
      needs: ['one', 'other'].map((what) => ({ id: 'drawings', what, by: MONDAY })),
    }),
  },
  {
    code: 'ID_LISTED_TWICE',
    when: 'an inspector is its own alternate',
    params: { id: quality },
    terms: withParties({ inspectors: [{ id: quality, alternates: [quality] }] }),
  },
  {
    code: 'ID_LISTED_TWICE',
    when: 'a source is listed twice',
    params: { id: line },
    terms: withParties({ sources: [line, line] }),
  },
  {
    code: 'ID_LISTED_TWICE',
    when: 'an auditor is listed twice',
    terms: withParties({ auditors: [...base.parties.auditors, ...base.parties.auditors] }),
  },
  {
    code: 'ID_LISTED_TWICE',
    when: 'a co-endorser is listed twice',
    terms: withParties({ coEndorsers: [...base.parties.coEndorsers, ...base.parties.coEndorsers] }),
  },
];

const roles: readonly (readonly [party: string, change: Partial<Parties>, role: string])[] = [
  ['the exporter', { exporter: quality }, 'exporter'],
  ['the buyer', { buyer: quality }, 'buyer'],
  ['the bank', { bank: quality }, 'bank'],
  ['the exporter’s bank', { exporterBank: quality }, 'bank'],
  ['the arbiter', { arbiter: quality }, 'arbiter'],
  ['an inspector', { inspectors: [{ id: line, alternates: [] }] }, 'inspector'],
  ['an alternate', { inspectors: [{ id: quality, alternates: [line] }] }, 'inspector'],
  ['a source', { sources: [quality] }, 'carrier'],
  ['an auditor', { auditors: [quality] }, 'auditor'],
];

const roleRows: readonly Row[] = roles
  // Terms of which the exporter is no party are refused to it before they are looked at.
  .filter(([, change]) => change.exporter === undefined)
  .map(([party, change, role]) => ({
    code: 'PARTICIPANT_ROLE_MISSING',
    when: `${party} lacks the role ${role}`,
    terms: withParties(change),
  }));

const partyRows: readonly Row[] = [
  {
    code: 'PARTICIPANT_NOT_ACTIVE',
    when: 'a party is not registered',
    params: { participant: unknown },
    terms: withParties({ bank: unknown }),
  },
  {
    code: 'MEMBER_NOT_ACTIVE',
    when: 'a co-endorser is no member',
    params: { msp: 'StrangerMSP' },
    terms: withParties({ coEndorsers: [mspSchema.parse('StrangerMSP')] }),
  },
  {
    code: 'AGREEMENT_CO_ENDORSERS_TOO_FEW',
    when: 'two members beside the bank would endorse',
    params: { count: 2, min: limits.coEndorsersMin },
    terms: withParties({ inspectors: [], coEndorsers: [] }),
  },
  {
    code: 'AGREEMENT_CO_ENDORSERS_TOO_FEW',
    when: 'the bank’s own member is the third co-endorser',
    params: { count: 2, min: limits.coEndorsersMin },
    terms: withParties({ inspectors: [], coEndorsers: [mspSchema.parse('BankMSP')] }),
  },
];

const dateRows: readonly Row[] = [
  ...(['openUntil', 'fundingBy'] as const).map((path): Row => ({
    code: 'TERMS_DATE_PAST',
    when: `${path} has passed`,
    params: { path },
    terms: { ...base, [path]: MONDAY },
  })),
  {
    code: 'TERMS_DATE_PAST',
    when: 'a milestone was due before the proposal',
    params: { path: 'milestones.0.dueDate' },
    terms: withFirst({ dueDate: MONDAY }),
  },
];

function refusalOf({ code, when, terms, params }: Row): Refusal {
  return { code, when, provoke: () => propose(terms), ...(params === undefined ? {} : { params }) };
}

/** Refusals of proposed terms as a whole. */
export const termsRefusals: readonly Refusal[] = [
  ...[...shareRows, ...idRows, ...roleRows, ...partyRows, ...dateRows].map(refusalOf),
  {
    code: 'PARTICIPANT_ROLE_MISSING',
    when: 'the exporter lacks the role exporter',
    provoke: async (): Promise<unknown> => {
      const consortium = await MemoryConsortium.found();
      const terms = withParties({ exporter: quality });
      return consortium.submit('retail.maker', 'proposeAgreement', { terms });
    },
  },
  {
    code: 'PARTICIPANT_NOT_ACTIVE',
    when: 'the member of a party is suspended',
    params: { participant: bank },
    provoke: async (): Promise<unknown> => {
      const consortium = await MemoryConsortium.found();
      await suspend(consortium, 'BankMSP');
      return consortium.submit('textiles.maker', 'proposeAgreement', { terms: base });
    },
  },
  {
    code: 'AGREEMENT_CO_ENDORSERS_TOO_MANY',
    when: 'nine members beside the bank would endorse',
    params: { count: limits.coEndorsersMax + 1, max: limits.coEndorsersMax },
    provoke: () => proposeWithEndorsers(limits.coEndorsersMax - 2),
  },
  {
    code: 'TERMS_TOO_LARGE',
    when: 'the terms are larger than a record may be',
    provoke: (): Promise<unknown> => {
      const title = 'a'.repeat(limits.textBytes);
      const exclusions = Array.from({ length: limits.tranchesPerMilestone }, () => title);
      const sketches = Array.from({ length: limits.milestones }, (_, index) => {
        return { id: `milestone-${String(index)}`, title, exclusions };
      });
      return propose(termsOf(...sketches));
    },
  },
  {
    code: 'LONG_STOP_TOO_EARLY',
    when: 'a milestone could still be performed at the long-stop date',
    provoke: () => propose({ ...base, longStop: base.fundingBy }),
  },
  { code: 'LONG_STOP_TOO_EARLY', when: 'retention outlasts the long-stop date', provoke: retained },
];

/** Proposes with exporter, buyer, inspector and `count` members more. */
async function proposeWithEndorsers(count: number): Promise<unknown> {
  const more = Array.from({ length: count }, (_, index) => `Member${String(index)}MSP`);
  const consortium = await foundWith(
    more.map((msp) => ({ msp, name: msp, roles: ['auditor'] as const })),
  );
  const terms = withParties({ coEndorsers: more.map((msp) => mspSchema.parse(msp)) });
  return consortium.submit('textiles.maker', 'proposeAgreement', { terms });
}

/** Proposes a retention of a year in an agreement of half a year. */
function retained(): Promise<unknown> {
  const id = milestoneIdSchema.parse('order');
  const waiting: Condition = {
    type: 'after',
    of: { kind: 'milestone', id },
    days: 365,
    kind: 'calendar',
  };
  const tranches = [tranche('first', 9500), tranche('retained', 500, waiting)];
  return propose({ ...withFirst({ tranches }), longStop: MONDAY + 180 * DAY } as PublicTerms);
}
