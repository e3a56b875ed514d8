import { any, daysAfter, instrument } from './conditions.js';
import { presented, recorded, reviewedFor, type KindRow } from './kind.js';

const TRIAL_BUSINESS_DAYS = 10;
const WARRANTY_DAYS = 90;
const INPUT_DAYS_BEFORE = 14;
const BLOCKED_DAYS = 30;
const HALF_BPS = 5_000;

const blocked = { maxDays: BLOCKED_DAYS, payeeBps: HALF_BPS };

/** Stages of software and services, in their usual order, and what fits none. */
export const serviceKinds = {
  'kick-off': {
    area: 'service',
    title: 'Project begun',
    summary: 'Plan, people and access are agreed; the buyer accepts the minutes.',
    defaults: presented('kick-off-minutes'),
  },
  specification: {
    area: 'service',
    title: 'Specification accepted',
    summary: 'What is to be made is written down; the buyer accepts it.',
    defaults: presented('specification', {
      review: reviewedFor(TRIAL_BUSINESS_DAYS),
      needs: [{ id: 'requirements', what: 'Requirements and data', daysBefore: INPUT_DAYS_BEFORE }],
      blocked,
      exclusions: ['Changes after acceptance are an amendment'],
    }),
  },
  'software-delivery': {
    area: 'service',
    title: 'Delivered for acceptance',
    summary: 'The release is handed over with its notes; the buyer confirms that it is complete.',
    defaults: presented('release-note', {
      exclusions: ['Confirmed is that the delivery is complete, not that it is free of defects'],
    }),
  },
  'acceptance-test': {
    area: 'service',
    title: 'Acceptance test passed',
    summary: 'The release passes the agreed tests; the buyer accepts the report.',
    defaults: presented('test-report', {
      review: reviewedFor(TRIAL_BUSINESS_DAYS),
      needs: [
        {
          id: 'test-environment',
          what: 'Test environment, accounts and test data',
          daysBefore: INPUT_DAYS_BEFORE,
        },
      ],
      blocked,
      exclusions: ['Defects that hinder no agreed use are mended under the warranty'],
    }),
  },
  'go-live': {
    area: 'service',
    title: 'In productive use',
    summary: 'The release is used for real work; the buyer accepts the protocol.',
    defaults: presented('go-live-protocol'),
  },
  service: {
    area: 'service',
    title: 'Period of service performed',
    summary: 'The service of one period is reported; the buyer accepts the report.',
    defaults: presented('service-report'),
  },
  warranty: {
    area: 'service',
    title: 'Warranty or close support ended',
    summary: `Paid ${WARRANTY_DAYS} days after the stage before was accepted, or for a guarantee.`,
    defaults: recorded(any(daysAfter('previous', WARRANTY_DAYS), instrument('warranty-guarantee'))),
  },
  other: {
    area: 'any',
    title: 'Performed and accepted by the buyer',
    summary: 'The exporter presents a statement of what it did; the buyer accepts it.',
    defaults: presented('statement'),
  },
} as const satisfies Readonly<Record<string, KindRow>>;
