import {
  instantSchema,
  measure,
  milestoneIdSchema,
  participantIdSchema,
  type Condition,
  type Milestone,
  type RecordKind,
} from '@tranche/chaincode/domain';
import { textileParties } from '../../../../../scripts/case/textile-deal.js';
import { administratorOf, castParticipants, userOf } from '../../../../support/cast.js';
import {
  MemoryConsortium,
  type CommandFields,
  type SubmitAnswer,
} from '../../../../support/consortium.js';
import { MONDAY } from '../../../../support/memory-ledger.js';
import { DAY, dealOf, fileHash, tranche, type MilestoneSketch } from './deal.js';
import { inspectionFields } from './fields.js';
import { Scene } from './scene.js';

/** What the exporter needs of the buyer in these tests. */
export const NEED = 'drawings';

/** When the buyer owes it. */
export const NEED_BY = instantSchema.parse(MONDAY + 4 * DAY);

/** Names the only milestone. */
export const onOnly = { milestoneId: milestoneIdSchema.parse('only') } as const;

/** A condition that an inspection meets. */
export const passed: Condition = { type: 'inspection', outcome: 'pass' };

/** A review rule under which conditions alone decide. */
export const unreviewed: Pick<MilestoneSketch, 'review'> = {
  review: { by: 'none', businessDays: 5, silence: 'accepted', maxPresentations: 3, cureDays: 5 },
};

/** The source of the shipment's events. */
export const line = participantIdSchema.parse('InspectorMSP:line');

/** A condition that an actual loading meets. */
export const loaded: Condition = { type: 'event', code: 'LOAD', source: line };

/** A milestone that conditions alone release, with a transport document of the terms. */
export const shipped = { ...unreviewed, transportDocuments: [fileHash('waybill')] };

/** The source reports an actual loading, or what the fields say. */
export function load(scene: Scene, fields: CommandFields = {}): Promise<SubmitAnswer> {
  const waybill = { transportDocument: fileHash('waybill'), ...fields };
  return scene.on('only', 'line.maker', 'recordEvent', scene.loadingFields(waybill));
}

/** A secured agreement of one milestone that needs something of the buyer. */
export function needyMilestone(change: Partial<MilestoneSketch> = {}): Promise<Scene> {
  const needs = [{ id: NEED, what: 'Cutting drawings', by: NEED_BY }];
  const blocked = { maxDays: 20, payeeBps: 2_500 };
  return Scene.secured(dealOf([{ id: 'only', needs, blocked, ...change }]));
}

/** The same when the buyer's time is over. */
export async function needyScene(change: Partial<MilestoneSketch> = {}): Promise<Scene> {
  const scene = await needyMilestone(change);
  scene.consortium.setClock(NEED_BY + DAY);
  return scene;
}

/** Sends a command about the need. */
export function onNeed(
  scene: Scene,
  label: string,
  type: 'reportBlocked' | 'reportSupplied' | 'confirmSupplied' | 'endBlocked',
  need: string = NEED,
): Promise<SubmitAnswer> {
  return scene.on('only', label, type, { need });
}

/** The exporter has reported what is missing. */
export async function blockedScene(change: Partial<MilestoneSketch> = {}): Promise<Scene> {
  const scene = await needyScene(change);
  await onNeed(scene, 'textiles.maker', 'reportBlocked');
  return scene;
}

/** A secured agreement of one milestone that conditions alone release. */
export function conditional(
  conditions: readonly Condition[],
  change: Partial<MilestoneSketch> = unreviewed,
): Promise<Scene> {
  const share = 10_000 / conditions.length;
  const tranches = conditions.map((condition, index) =>
    tranche(`t${String(index + 1)}`, share, condition),
  );
  return Scene.secured(dealOf([{ id: 'only', ...change, tranches }]));
}

/** An inspector records a result. */
export function inspect(scene: Scene, outcome = 'pass', id = 'only'): Promise<SubmitAnswer> {
  return scene.on(id, 'quality.maker', 'recordInspection', inspectionFields(outcome));
}

/** Whoever made a record takes it back. */
export function revoke(
  scene: Scene,
  label: string,
  record: readonly [what: RecordKind, number: number],
  id = 'only',
): Promise<SubmitAnswer> {
  const [what, number] = record;
  return scene.on(id, label, 'revokeRecord', { what, number, reason: fileHash('reason') });
}

/** The parts of a milestone in each state that has any. */
export function sharesOf(milestone: Milestone): Readonly<Record<string, number>> {
  return Object.fromEntries(Object.entries(measure(milestone.position)).filter(([, size]) => size));
}

/** The alternate of the inspector in `withAlternate`. */
export const second = participantIdSchema.parse('InspectorMSP:second');

/** A secured agreement whose inspector has an alternate, which the test registers. */
export async function withAlternate(sketch: Partial<MilestoneSketch> = {}): Promise<Scene> {
  const { inspectors } = textileParties;
  const parties = {
    ...textileParties,
    inspectors: inspectors.map(({ id }) => ({ id, alternates: [second] })),
  };
  const consortium = await MemoryConsortium.found();
  const [first] = castParticipants;
  const fields = { localId: 'second', lei: first?.lei, name: 'Second', roles: ['inspector'] };
  await consortium.submitAs(administratorOf('InspectorMSP'), 'registerParticipant', fields);
  const tranches = [tranche('whole', 10_000, passed)];
  const deal = dealOf([{ id: 'only', ...unreviewed, tranches, ...sketch }], { parties });
  const checker = { ...userOf('quality.checker'), participant: second };
  return Scene.securedOn(consortium, deal, [checker]);
}

/** A command of the alternate's maker. */
export function asAlternate(
  { consortium, agreementId }: Scene,
  type: 'recordInspection' | 'revokeRecord',
  fields: object,
): Promise<SubmitAnswer> {
  const actor = { ...userOf('quality.maker'), participant: second };
  return consortium.submitAs(actor, type, { agreementId, ...onOnly, ...fields });
}
