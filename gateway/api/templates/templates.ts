import type { MilestoneKind } from '@tranche/chaincode/domain';
import {
  acceptance,
  all,
  any,
  daysAfter,
  event,
  evidence,
  inspection,
  instrument,
} from './conditions.js';
import { defaultsOf, titleOfKind } from './milestone-kinds.js';
import type { MilestonePattern, Template, TemplateMilestone } from './pattern.js';

const RETENTION_DAYS = 90;

/** What all templates have in common until a proposer says otherwise. */
const safeTerms = {
  openDays: 7,
  fundingDays: 14,
  longStopDays: 180,
  securityRules: 'URDTT-1.0',
  charges: { bank: 'DEBT', inspector: 'DEBT', arbiter: 'SHAR' },
  calendar: { weekendDays: [0, 6], holidays: [], utcOffsetMinutes: 0 },
  approvalBusinessDays: 2,
  instructBusinessDays: 2,
  disputeDefault: { to: 'split', payeeBps: 5_000 },
} as const satisfies Partial<Template>;

/** What a stage of a template says beside the defaults of its kind. */
type StageRow = Pick<TemplateMilestone, 'id' | 'shareBps' | 'dueInDays'> &
  Partial<MilestonePattern & Pick<TemplateMilestone, 'title'>>;

function stage(kind: MilestoneKind, row: StageRow): Omit<TemplateMilestone, 'dependsOn'> {
  return { ...defaultsOf(kind), kind, title: titleOfKind(kind), ...row };
}

/** Stages each of which opens when the one before it is reached. */
function inOrder(stages: readonly Omit<TemplateMilestone, 'dependsOn'>[]): TemplateMilestone[] {
  return stages.map((each, index) => {
    const before = stages[index - 1];
    return { ...each, dependsOn: before === undefined ? [] : [before.id] };
  });
}

const exportInThree: Template = {
  ...safeTerms,
  id: 'export-30-40-30',
  title: 'Export of goods: 30 % order, 40 % shipment, 30 % delivery',
  summary:
    '30 % when the buyer accepts the order confirmation, 40 % when the goods passed inspection ' +
    'and are loaded, 30 % when the buyer accepts the delivery.',
  milestones: inOrder([
    stage('order-confirmation', { id: 'order', shareBps: 3_000, dueInDays: 30 }),
    stage('dispatch', {
      id: 'shipment',
      title: 'Inspected before shipment and loaded',
      shareBps: 4_000,
      dueInDays: 60,
      tranches: [
        {
          id: 'whole',
          shareBps: 10_000,
          condition: all(inspection('pass'), event('LOAD', 'loading')),
        },
      ],
    }),
    stage('delivery', { id: 'delivery', shareBps: 3_000, dueInDays: 90 }),
  ]),
};

const machinery: Template = {
  ...safeTerms,
  id: 'machinery-6-retention',
  title: 'Machinery in six stages, with a retention',
  summary:
    '10 % advance against a guarantee, 20 % production, 10 % inspection, 30 % shipment, 20 % ' +
    `commissioning, 10 % final acceptance, half of it retained for ${RETENTION_DAYS} days or ` +
    'released against a guarantee.',
  milestones: inOrder([
    stage('advance', { id: 'advance', shareBps: 1_000, dueInDays: 30 }),
    stage('production', { id: 'production', shareBps: 2_000, dueInDays: 150 }),
    stage('inspection', { id: 'inspection', shareBps: 1_000, dueInDays: 180 }),
    stage('dispatch', { id: 'shipment', shareBps: 3_000, dueInDays: 210 }),
    stage('commissioning', { id: 'commissioning', shareBps: 2_000, dueInDays: 300 }),
    stage('final-acceptance', {
      id: 'acceptance',
      title: 'Finally accepted, with a retention',
      shareBps: 1_000,
      dueInDays: 330,
      tranches: [
        {
          id: 'accepted',
          shareBps: 5_000,
          condition: all(evidence('acceptance-certificate'), acceptance),
        },
        {
          id: 'retained',
          shareBps: 5_000,
          condition: any(
            daysAfter('itself', RETENTION_DAYS),
            all(acceptance, instrument('retention-guarantee')),
          ),
        },
      ],
    }),
  ]),
};

const inspectionAndDispatch: Template = {
  ...safeTerms,
  id: 'inspection-dispatch',
  title: 'Goods from stock: 30 % inspection, 70 % shipment',
  summary:
    '30 % when the inspector passes the goods, 70 % when they are loaded; nobody has to accept ' +
    'anything, so that nothing waits for an answer.',
  milestones: inOrder([
    stage('inspection', { id: 'inspection', shareBps: 3_000, dueInDays: 30 }),
    stage('dispatch', { id: 'shipment', shareBps: 7_000, dueInDays: 60 }),
  ]),
};

const software: Template = {
  ...safeTerms,
  id: 'software',
  title: 'Software in six stages, with a warranty',
  summary:
    '10 % kick-off, 20 % specification, 25 % delivery, 25 % acceptance test, 10 % go-live, 10 % ' +
    'at the end of the warranty or against a guarantee.',
  securityRules: 'escrow-agreement',
  milestones: inOrder([
    stage('kick-off', { id: 'kick-off', shareBps: 1_000, dueInDays: 30 }),
    stage('specification', { id: 'specification', shareBps: 2_000, dueInDays: 75 }),
    stage('software-delivery', { id: 'delivery', shareBps: 2_500, dueInDays: 165 }),
    stage('acceptance-test', { id: 'test', shareBps: 2_500, dueInDays: 195 }),
    stage('go-live', { id: 'go-live', shareBps: 1_000, dueInDays: 225 }),
    stage('warranty', { id: 'warranty', shareBps: 1_000, dueInDays: 330 }),
  ]),
};

/** The templates by id, in the order in which they are offered. */
export const templates = {
  'export-30-40-30': exportInThree,
  'machinery-6-retention': machinery,
  'inspection-dispatch': inspectionAndDispatch,
  software,
} as const satisfies Readonly<Record<string, Template>>;
/** The id of a template. */
export type TemplateId = keyof typeof templates;
