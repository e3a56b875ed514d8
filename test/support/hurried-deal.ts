import type { Deal } from '../../scripts/case/textile-deal.js';
import type { LedgerUnderTest } from './consortium.js';
import { PartyPlay } from './party-play.js';

/** The textile case where everybody has a day for what it decides, and each is a business day. */
export function hurriedDeal(ledger: LedgerUnderTest): Deal {
  const { terms, documents } = PartyPlay.newDeal(ledger);
  const calendar = { weekendDays: [], holidays: [], utcOffsetMinutes: 0 };
  const milestones = terms.milestones.map((milestone) => {
    const { review } = milestone;
    return { ...milestone, review: { ...review, businessDays: 1, cureDays: 1 } };
  });
  const hurried = { calendar, milestones, approvalBusinessDays: 1, instructBusinessDays: 1 };
  return { terms: { ...terms, ...hurried }, documents };
}
