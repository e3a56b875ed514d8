import { any, daysAfter, event, inspection, instrument } from './conditions.js';
import { presented, recorded, reviewedFor, type KindRow } from './kind.js';

const RETENTION_DAYS = 90;
const TRIAL_BUSINESS_DAYS = 10;
const SITE_DAYS_BEFORE = 14;
const BLOCKED_DAYS = 30;
const HALF_BPS = 5_000;

/** Transport documents are attached, so that events can name them. */
const billOfLading = [{ docType: 'bill-of-lading', min: 1 }];

/** Stages of export trade, in their usual order. */
export const tradeKinds = {
  'order-confirmation': {
    area: 'trade',
    title: 'Order confirmed and accepted by the buyer',
    summary: 'The exporter confirms the order with its details; the buyer accepts it.',
    defaults: presented('order-confirmation'),
  },
  advance: {
    area: 'trade',
    title: 'Advance against a guarantee',
    summary: 'Paid once a guarantee for its return is on record as in force.',
    defaults: recorded(instrument('advance-payment-guarantee'), {
      exclusions: ['An advance pays for nothing delivered; it is returned as its guarantee says'],
    }),
  },
  production: {
    area: 'trade',
    title: 'Goods produced',
    summary: 'The exporter reports that the goods are made; the buyer accepts the report.',
    defaults: presented('production-report', {
      exclusions: ['Acceptance of the report is no acceptance of the goods'],
    }),
  },
  inspection: {
    area: 'trade',
    title: 'Inspected before shipment',
    summary: 'The agreed inspector passes the goods before they are loaded.',
    defaults: recorded(inspection('pass'), {
      exclusions: ['Hidden defects that the agreed inspection cannot find'],
      inspectionBusinessDays: 5,
    }),
  },
  dispatch: {
    area: 'trade',
    title: 'Loaded on board',
    summary: 'The agreed source reports the loading under a transport document on record.',
    defaults: recorded(event('LOAD', 'loading'), { evidence: billOfLading }),
  },
  arrival: {
    area: 'trade',
    title: 'Arrived at the place of discharge',
    summary: 'The agreed source reports the arrival under a transport document on record.',
    defaults: recorded(event('ARRI', 'discharge'), { evidence: billOfLading }),
  },
  'customs-clearance': {
    area: 'trade',
    title: 'Cleared through customs',
    summary: 'The exporter presents the release of the customs; the buyer accepts it.',
    defaults: presented('customs-release', {
      exclusions: ['Delay by a customs authority that no party has caused'],
    }),
  },
  delivery: {
    area: 'trade',
    title: 'Delivered and accepted by the buyer',
    summary: 'The exporter presents the proof of delivery; the buyer accepts the goods.',
    defaults: presented('proof-of-delivery'),
  },
  commissioning: {
    area: 'trade',
    title: 'Installed and commissioned',
    summary: 'The machine runs at its place as specified; the buyer accepts the protocol.',
    defaults: presented('commissioning-protocol', {
      review: reviewedFor(TRIAL_BUSINESS_DAYS),
      needs: [
        {
          id: 'site',
          what: 'Access to the site, power, media and operators',
          daysBefore: SITE_DAYS_BEFORE,
        },
      ],
      blocked: { maxDays: BLOCKED_DAYS, payeeBps: HALF_BPS },
    }),
  },
  'final-acceptance': {
    area: 'trade',
    title: 'Finally accepted',
    summary: 'The buyer signs that everything was performed.',
    defaults: presented('acceptance-certificate', { review: reviewedFor(TRIAL_BUSINESS_DAYS) }),
  },
  retention: {
    area: 'trade',
    title: 'Retention',
    summary: `Paid ${RETENTION_DAYS} days after the stage before was accepted, or for a guarantee.`,
    defaults: recorded(
      any(daysAfter('previous', RETENTION_DAYS), instrument('retention-guarantee')),
    ),
  },
} as const satisfies Readonly<Record<string, KindRow>>;
