import assert from 'node:assert/strict';
import {
  commandCatalogue,
  limits,
  measure,
  SHARE_WHOLE,
  type Condition,
  type SubmissionType,
} from '@tranche/chaincode/domain';
import { canonicalize, encode } from '@tranche/chaincode/ledger';
import { administratorOf, castMembers } from '../../../support/cast.js';
import { MemoryConsortium, refusalOf } from '../../../support/consortium.js';
import {
  accepted,
  caseDeal,
  dealOf,
  fileHash,
  tranche,
  type MilestoneSketch,
} from './support/deal.js';
import { discrepancy, evidenceFields } from './support/fields.js';
import { foundWith } from './support/records.js';
import { Scene } from './support/scene.js';

const unreviewed: Pick<MilestoneSketch, 'review'> = {
  review: { by: 'none', businessDays: 5, silence: 'accepted', maxPresentations: 3, cureDays: 5 },
};

function times<T>(count: number, make: (index: number) => T): T[] {
  return Array.from({ length: count }, (_, index) => make(index));
}

function schemaTakes(type: SubmissionType, command: object): boolean {
  const known = { type, commandId: 'command' };
  return commandCatalogue[type].schema.safeParse({ ...known, ...command }).success;
}

async function propose(sketches: readonly MilestoneSketch[]): Promise<unknown> {
  const consortium = await MemoryConsortium.found();
  const { terms } = dealOf(sketches);
  return consortium.submit('textiles.maker', 'proposeAgreement', { terms });
}

const { terms } = caseDeal();
const [order] = terms.milestones;
assert.ok(order);
const onMilestone = { agreementId: `A${'A'.repeat(30)}`, milestoneId: 'order' };
const reason = discrepancy();
const answer = { presentation: 1, hash: fileHash('presentation') };
const refusal = { ...onMilestone, ...answer, documents: 'held' };

function withParties(change: object): object {
  return { terms: { ...terms, parties: { ...terms.parties, ...change } } };
}

function withOrder(change: object): object {
  return { terms: { ...terms, milestones: [{ ...order, ...change }] } };
}

const inspector = { id: 'InspectorMSP:quality', alternates: [] };
const member = { msp: 'BankMSP', name: 'Bank', roles: ['bank'] };
const { parameters } = MemoryConsortium.empty();
const founding = (count: number): object => ({ members: times(count, () => member), parameters });

/** What a command holds at its limit; one more is malformed. */
const lists: readonly (readonly [
  what: string,
  type: SubmissionType,
  max: number,
  command: (count: number) => object,
])[] = [
  [
    'milestones',
    'proposeAgreement',
    limits.milestones,
    (count) => ({ terms: { ...terms, milestones: times(count, () => order) } }),
  ],
  [
    'tranches of a milestone',
    'proposeAgreement',
    limits.tranchesPerMilestone,
    (count) => withOrder({ tranches: times(count, () => tranche('whole', 10_000)) }),
  ],
  [
    'presentations of a milestone',
    'proposeAgreement',
    limits.presentations,
    (count) => withOrder({ review: { ...order.review, maxPresentations: count } }),
  ],
  [
    'transport documents of a milestone',
    'proposeAgreement',
    limits.evidenceOfOther,
    (count) => withOrder({ transportDocuments: times(count, () => fileHash('waybill')) }),
  ],
  [
    'pieces of required evidence',
    'proposeAgreement',
    limits.evidenceOfExporter,
    (count) => withOrder({ evidence: [{ docType: 'invoice', min: count }] }),
  ],
  [
    'needs of a milestone',
    'proposeAgreement',
    limits.needsPerMilestone,
    (count) => withOrder({ needs: times(count, () => ({ id: 'data', what: 'D', by: 0 })) }),
  ],
  [
    'days of a block',
    'proposeAgreement',
    365,
    (count) => withOrder({ blocked: { maxDays: count, payeeBps: 0 } }),
  ],
  [
    'basis points of a blocked milestone for the payee',
    'proposeAgreement',
    10_000,
    (count) => withOrder({ blocked: { maxDays: 1, payeeBps: count } }),
  ],
  [
    'business days of an inspector',
    'proposeAgreement',
    365,
    (count) => withOrder({ inspectionBusinessDays: count }),
  ],
  [
    'inspectors',
    'proposeAgreement',
    limits.inspectors,
    (count) => withParties({ inspectors: times(count, () => inspector) }),
  ],
  [
    'alternates of an inspector',
    'proposeAgreement',
    limits.alternatesPerInspector,
    (count) =>
      withParties({ inspectors: [{ ...inspector, alternates: times(count, () => inspector.id) }] }),
  ],
  [
    'data sources',
    'proposeAgreement',
    limits.dataSources,
    (count) => withParties({ sources: times(count, () => 'InspectorMSP:line') }),
  ],
  [
    'auditors',
    'proposeAgreement',
    limits.auditors,
    (count) => withParties({ auditors: times(count, () => 'AuditorMSP:audit') }),
  ],
  [
    'co-endorsers',
    'proposeAgreement',
    limits.coEndorsersMax,
    (count) => withParties({ coEndorsers: times(count, () => 'AuditorMSP') }),
  ],
  [
    'reasons of a refusal',
    'refusePresentation',
    limits.discrepancies,
    (count) => ({ ...refusal, discrepancies: times(count, () => reason) }),
  ],
  [
    'reasons of an acceptance in part',
    'acceptPresentation',
    limits.discrepancies,
    (count) => ({ ...onMilestone, ...answer, discrepancies: times(count, () => reason) }),
  ],
  [
    'pieces of evidence that a presentation names',
    'presentMilestone',
    limits.evidenceOfExporter,
    (count) => ({ ...onMilestone, evidence: times(count, (index) => index + 1) }),
  ],
  [
    'pieces of evidence that a suspension names',
    'suspendReview',
    limits.evidenceOfExporter,
    (count) => ({
      ...onMilestone,
      ...answer,
      evidence: times(count, (index) => index + 1),
      reason: 'unreadable',
    }),
  ],
  [
    'pieces of evidence that a side relies on',
    'openDispute',
    limits.evidenceOfExporter,
    (count) => ({
      ...onMilestone,
      grounds: 'refusal',
      reason: fileHash('reason'),
      evidence: times(count, (index) => index + 1),
    }),
  ],
  [
    'parts for the payee',
    'offerSplit',
    SHARE_WHOLE,
    (toPayee) => ({ ...onMilestone, number: 1, toPayee, toBuyer: 0, until: 0 }),
  ],
  [
    'business days of an arbiter',
    'proposeAgreement',
    365,
    (count) => {
      const disputePeriods = { negotiationBusinessDays: 1, decisionBusinessDays: count };
      return { terms: { ...terms, disputePeriods } };
    },
  ],
  [
    'parts that are given up',
    'reduceMilestone',
    SHARE_WHOLE,
    (count) => ({ ...onMilestone, share: count, reason: 'QUANTITY_SHORT' }),
  ],
  [
    'places of leaves beside the first',
    'waiveCondition',
    limits.conditionNodes - 1,
    (leaf) => ({ ...onMilestone, tranche: 'whole', leaf }),
  ],
  ['founders', 'proposeBootstrap', limits.membersAtBootstrap, founding],
  [
    'keys of a participant',
    'pinKeys',
    limits.pinnedKeys,
    (count) => ({ keys: times(count, () => fileHash('key')) }),
  ],
  [
    'days of a vote',
    'proposeVote',
    limits.voteDays,
    (count) => ({ motion: { kind: 'changeParameters', voteDays: count } }),
  ],
  [
    'characters of a command’s id',
    'advanceMilestone',
    limits.idLength,
    (count) => ({ ...onMilestone, commandId: 'a'.repeat(count) }),
  ],
  [
    'bytes of a text',
    'attachEvidence',
    limits.textBytes,
    (count) => ({
      ...onMilestone,
      ...evidenceFields('invoice', fileHash('invoice')),
      issuer: 'a'.repeat(count),
    }),
  ],
  [
    'parts that are claimed',
    'presentMilestone',
    SHARE_WHOLE,
    (count) => ({ ...onMilestone, evidence: [1], claimedShare: count }),
  ],
  [
    'parts that are given back',
    'releaseSecurity',
    SHARE_WHOLE,
    (count) => ({ ...onMilestone, share: count }),
  ],
  [
    'bytes of a file',
    'attachEvidence',
    2 ** 40,
    (count) => ({
      ...onMilestone,
      ...evidenceFields('invoice', fileHash('invoice')),
      size: count,
    }),
  ],
];

describe('a command', () => {
  for (const [what, type, max, command] of lists) {
    it(`${type} has up to ${String(max)} ${what}, and no more`, () => {
      assert.equal(schemaTakes(type, command(max)), true);
      assert.equal(schemaTakes(type, command(max + 1)), false);
    });
  }

  it('proposeBootstrap has at least three founders', () => {
    assert.equal(schemaTakes('proposeBootstrap', founding(limits.coEndorsersMin)), true);
    assert.equal(schemaTakes('proposeBootstrap', founding(limits.coEndorsersMin - 1)), false);
  });

  it('presentMilestone names evidence, and refusePresentation a reason', () => {
    assert.equal(schemaTakes('presentMilestone', { ...onMilestone, evidence: [] }), false);
    assert.equal(schemaTakes('refusePresentation', { ...refusal, discrepancies: [] }), false);
  });
});

describe('terms', () => {
  it('have conditions of five levels and 32 nodes', async () => {
    const deep = times(limits.conditionDepth - 1, (index) => index).reduce<Condition>(
      (of) => ({ type: 'all', of: [of] }),
      accepted,
    );
    const wide: Condition = { type: 'any', of: times(limits.conditionNodes - 1, () => accepted) };
    const tranches = [tranche('deep', 5000, deep), tranche('wide', 5000, wide)];
    await propose([{ id: 'only', tranches }]);
  });

  it('have eight milestones that depend on one', async () => {
    const dependants = times(limits.directDependants, (index) => {
      return { id: `dependant-${String(index)}`, dependsOn: ['first'] };
    });
    await propose([{ id: 'first' }, ...dependants]);
  });

  it('are endorsed by up to eight members beside the bank', async () => {
    const more = times(limits.coEndorsersMax - 3, (index) => `Member${String(index)}MSP`);
    const founders = more.map((msp) => ({ msp, name: msp, roles: ['auditor'] as const }));
    const consortium = await foundWith(founders);
    const fields = withParties({ coEndorsers: more });
    const { events } = await consortium.submit('textiles.maker', 'proposeAgreement', { ...fields });
    assert.equal(events?.[0]?.type, 'AgreementProposed');
  });

  it('have up to 64 KiB, and not a byte more', async () => {
    const capacity = limits.textBytes - 1;
    const titleAt = (index: number, fill: number): string =>
      'a'.repeat(1 + Math.min(capacity, Math.max(0, fill - capacity * index)));
    const sketches = (fill: number): readonly MilestoneSketch[] =>
      times(limits.milestones, (index) => ({
        id: `milestone-${String(index)}`,
        title: titleAt(index, fill),
        exclusions: times(index < 18 ? 8 : 1, () => 'a'.repeat(200)),
      }));
    const consortium = await MemoryConsortium.found();
    const submit = (fill: number): Promise<unknown> => {
      const deal = dealOf(sketches(fill));
      return consortium.submit('textiles.maker', 'proposeAgreement', { terms: deal.terms });
    };
    const bytesOf = (values: ReadonlyMap<string, Uint8Array>): number =>
      [...values].find(([key]) => key.includes('terms'))?.[1].length ?? 0;
    await submit(0);
    const left = limits.termsBytes - bytesOf(consortium.ledger.values);
    assert.ok(left > 0 && left < limits.milestones * capacity, `${String(left)} bytes are left`);
    await submit(left);
    assert.equal(await refusalOf(submit(left + 1)), 'TERMS_TOO_LARGE');
  });
});

describe('forty milestones of eight automatic advances', () => {
  it('are secured in one transaction', async () => {
    const tranches = times(limits.tranchesPerMilestone, (index) =>
      tranche(`t${String(index)}`, 1250, 'advance'),
    );
    const sketches = times(limits.milestones, (index) => ({
      id: `m${String(index)}`,
      ...unreviewed,
      approval: 'automatic' as const,
      tranches,
      title: 'T',
    }));
    const scene = await Scene.secured(dealOf(sketches));
    for (const { id } of scene.deal.terms.milestones) {
      const { position, delivery } = scene.milestone(id);
      assert.equal(measure(position).approved, SHARE_WHOLE);
      assert.equal(delivery.status, 'accepted');
    }
  });

  it('are told in an event of at most 8 KiB that says how many it leaves out', async () => {
    const sketches = times(limits.milestones, (index) => ({ id: `milestone-${String(index)}` }));
    const scene = await Scene.secured(dealOf(sketches));
    const last = scene.consortium.ledger.answers.at(-1);
    const payload = last?.event?.payload ?? encode({});
    assert.ok(payload.length <= limits.eventBytes);
    const { events, omitted = 0 } = JSON.parse(Buffer.from(payload).toString()) as {
      events: readonly unknown[];
      omitted?: number;
    };
    const response = JSON.parse(last?.response ?? '{}') as { events: readonly unknown[] };
    assert.equal(events.length + omitted, response.events.length);
  });
});

describe('a member', () => {
  it('founds with up to 31 others', async () => {
    const more = times(limits.membersAtBootstrap - castMembers.length, (index) => ({
      msp: `Member${String(index)}MSP`,
      name: canonicalize(index),
      roles: ['auditor'] as const,
    }));
    const consortium = await foundWith(more);
    const fields = {
      localId: 'late',
      lei: '506700GE1G29325QX363',
      name: 'Late',
      roles: ['auditor'],
    };
    const last = administratorOf(`Member${String(more.length - 1)}MSP`);
    await consortium.submitAs(last, 'registerParticipant', fields);
  });
});
