import { patternLeaves } from './conditions.js';
import type { MilestonePattern } from './pattern.js';

const INSPECTION_BUSINESS_DAYS = 5;

/** What each silence in a milestone means, a sentence each, in the order of its course. */
export function silenceOf(pattern: MilestonePattern): readonly string[] {
  const leaves = pattern.tranches.flatMap(({ condition }) => patternLeaves(condition));
  const asksFor = (type: string): boolean => leaves.some((leaf) => leaf.type === type);
  return [
    ...ofBuyer(pattern),
    ...ofExporter(pattern),
    ...(asksFor('inspection') ? [ofInspector(pattern)] : []),
    ...(asksFor('event') ? ['Source: nothing is due until it reports the event.'] : []),
    ...ofReviewer(pattern),
    ofBank(pattern),
  ];
}

function ofBuyer({ needs, blocked }: MilestonePattern): readonly string[] {
  if (needs === undefined) return [];
  const ends =
    blocked === undefined
      ? ''
      : `; after ${blocked.maxDays} days the exporter may end the milestone at ` +
        `${percent(blocked.payeeBps)} of what is held`;
  return [`Buyer: the due date stands still while it is reported to owe what is needed${ends}.`];
}

function ofExporter({ graceDays }: MilestonePattern): readonly string[] {
  return [
    `Exporter: what is not performed ${graceDays} days after the due date expires, and goes back ` +
      'to the buyer unless it waives the lateness or a dispute is opened.',
  ];
}

function ofInspector({ inspectionBusinessDays }: MilestonePattern): string {
  const days = inspectionBusinessDays ?? INSPECTION_BUSINESS_DAYS;
  return (
    `Inspector: ${days} business days after a request an alternate may record the result, and ` +
    'the due date stands still.'
  );
}

function ofReviewer({ review }: MilestonePattern): readonly string[] {
  const { by, businessDays, silence } = review;
  if (by === 'none') return ['Nobody reviews, so no silence counts as acceptance.'];
  const effect = silence === 'accepted' ? 'counts as accepted' : 'goes to the arbiter';
  const who = by.charAt(0).toUpperCase() + by.slice(1);
  return [`${who}: a presentation not answered in ${businessDays} business days ${effect}.`];
}

function ofBank({ approval }: MilestonePattern): string {
  return approval === 'automatic'
    ? 'Bank: no approval is needed; an order not paid in time is shown as overdue.'
    : 'Bank: an order without a hold counts as approved after the approval period.';
}

const BPS_PER_PERCENT = 100;

function percent(bps: number): string {
  return `${Math.floor(bps / BPS_PER_PERCENT)} %`;
}
