import type { Event } from '@tranche/chaincode/domain';
import { DisputeBook, returned, sizeOf, type Ranges } from './dispute-book.js';
import { PayeeAuditor } from './payee-auditor.js';
import { silent } from './silent-events.js';

/** Accounts that money of a milestone is booked on. */
export const accounts = [
  'unsecured',
  'held',
  'disputed',
  'due',
  'approved',
  'instructed',
  'settled',
  'lapsed',
] as const;
export type Account = (typeof accounts)[number];

/** What one account holds: parts of the milestone, and their money in minor units. */
export interface Balance {
  readonly parts: bigint;
  readonly minor: bigint;
}

interface NewClaim {
  readonly id: string;
  readonly tranche: string;
  readonly to: 'payee' | 'buyer';
  readonly ranges: Ranges;
  readonly restored?: true;
}

interface Claim {
  readonly milestoneId: string;
  readonly ranges: Ranges;
  readonly account: Account;
}

const WHOLE = 10n ** 12n;
/** What an order of the parties' own split names in the place of a tranche. */
const NO_TRANCHE = '~';
const NOTHING: Balance = { parts: 0n, minor: 0n };

/**
 * A second account of the same money: double entry from the events alone, which shares no code with
 * the rules and knows neither positions nor conditions.
 */
export class Auditor {
  readonly #amounts: ReadonlyMap<string, bigint>;
  readonly #books = new Map<string, Map<Account, Balance>>();
  readonly #claims = new Map<string, Claim>();
  readonly #cancelled = new Set<string>();
  readonly #accepted = new Map<string, bigint>();
  readonly #disputes = new DisputeBook();
  readonly #expired = new Set<string>();
  readonly #payees = new PayeeAuditor();
  /** Waivers by milestone and number: what each is about, and whether it counts. */
  readonly #waivers = new Map<string, { readonly tranche?: string; readonly counts: boolean }>();
  /** Parts that the exporter gave up and that must go back next. */
  #givenUp: { readonly milestoneId: string; readonly parts: bigint } | undefined;

  /** @param amounts money of each milestone in minor units, from the private terms */
  constructor(amounts: ReadonlyMap<string, bigint>) {
    this.#amounts = amounts;
    for (const [milestoneId, minor] of amounts) {
      this.#books.set(milestoneId, new Map([['unsecured', { parts: WHOLE, minor }]]));
    }
  }

  /** Books one event. @throws Error when it moves money that is not there, or a second time */
  book(event: Event): void {
    this.#expectReturn(event);
    this.#disputes.expectSplit(event);
    this.#payees.note(event);
    switch (event.type) {
      case 'FundsSecured':
        this.#transfer(event.milestoneId, event.ranges, 'unsecured', 'held');
        break;
      case 'ShareUnsecured':
        this.#transfer(event.milestoneId, event.ranges, 'held', 'unsecured');
        break;
      case 'ShareLapsed':
        this.#transfer(event.milestoneId, event.ranges, 'unsecured', 'lapsed');
        break;
      case 'DisputeOpened':
      case 'DisputeExtended':
        this.#transfer(event.milestoneId, this.#disputes.take(event), 'held', 'disputed');
        break;
      case 'DisputeEnded':
        this.#transfer(event.milestoneId, this.#disputes.end(event), 'disputed', 'held');
        this.#accept(event.milestoneId, event.awardedShare);
        break;
      case 'ShareDue':
        this.#claim(event.milestoneId, event.order);
        break;
      case 'OrderApproved':
        this.#pay(event.orderId, 'due', 'approved');
        break;
      case 'OrderCancelled':
        this.#cancel(event.orderId);
        break;
      case 'OrderInstructed':
        this.#pay(event.orderId, 'approved', 'instructed');
        break;
      case 'OrderSettled':
        this.#pay(event.orderId, 'instructed', 'settled');
        break;
      case 'OrderRejected':
      case 'OrderReturned':
        this.#pay(event.orderId, event.wasSettled ? 'settled' : 'instructed', 'approved');
        break;
      case 'PresentationAccepted':
        this.#accept(event.milestoneId, event.outcome.acceptedShare);
        break;
      case 'MilestoneReduced': {
        const { milestoneId, reduction } = event;
        this.#givenUp = { milestoneId, parts: BigInt(reduction.share) };
        break;
      }
      case 'MilestoneExpired':
        if (this.accepted(event.milestoneId) > 0n) throw new Error('what was accepted expires');
        this.#expired.add(event.milestoneId);
        break;
      case 'MilestoneAmended':
        if (event.reopens) this.#expired.delete(event.milestoneId);
        break;
      case 'ConditionWaived':
      case 'LatenessWaived':
      case 'WaiverConfirmed':
        this.#waive(event);
        break;
      default:
        if (!silent.includes(event.type)) throw new Error(`no booking rule for ${event.type}`);
    }
  }

  /** What an account of a milestone holds. */
  balance(milestoneId: string, account: Account): Balance {
    return this.#book(milestoneId).get(account) ?? NOTHING;
  }

  /** Parts of a milestone that its reviewer accepted, by word or by silence. */
  accepted(milestoneId: string): bigint {
    return this.#accepted.get(milestoneId) ?? 0n;
  }

  /** Whether a tranche has a leaf that its buyer waived to some effect. */
  hasWaiver(milestoneId: string, tranche: string): boolean {
    return [...this.#waivers].some(
      ([key, waiver]) =>
        key.startsWith(`${milestoneId} `) && waiver.counts && waiver.tranche === tranche,
    );
  }

  /** Where the money of each order is. */
  get claims(): ReadonlyMap<string, Claim> {
    return this.#claims;
  }

  /** Orders that were made and are cancelled. */
  get cancelled(): ReadonlySet<string> {
    return this.#cancelled;
  }

  /** Money paid in all milestones together, in minor units. */
  get settledMinor(): bigint {
    let sum = 0n;
    for (const milestoneId of this.#books.keys()) {
      sum += this.balance(milestoneId, 'settled').minor;
    }
    return sum;
  }

  /** No more than all of a milestone is accepted. */
  #accept(milestoneId: string, share: number): void {
    const accepted = this.accepted(milestoneId) + BigInt(share);
    if (accepted > WHOLE) throw new Error(`more than all of ${milestoneId} is accepted`);
    this.#accepted.set(milestoneId, accepted);
  }

  /** What is given up goes back to the buyer at once, to the part. */
  #expectReturn(event: Event): void {
    if (this.#givenUp === undefined) return;
    const { milestoneId, parts } = this.#givenUp;
    this.#givenUp = undefined;
    const lapsed = event.type === 'ShareLapsed' && event.milestoneId === milestoneId;
    const ranges = lapsed ? event.ranges : returned(event, milestoneId);
    if (sizeOf(ranges) !== parts)
      throw new Error(`${String(parts)} parts of ${milestoneId} do not go back`);
  }

  #waive(event: Extract<Event, { type: `${string}Waived` | 'WaiverConfirmed' }>): void {
    const { milestoneId, number } = event;
    const key = `${milestoneId} ${String(number)}`;
    if (event.type === 'WaiverConfirmed') {
      const waiver = this.#waivers.get(key);
      if (waiver?.counts !== false) throw new Error(`waiver ${key} does not wait for the bank`);
      this.#waivers.set(key, { ...waiver, counts: true });
      if (waiver.tranche === undefined) this.#expired.delete(milestoneId);
      return;
    }
    const counts = !event.needsBank;
    const { waived } = event;
    this.#waivers.set(key, waived.kind === 'condition' ? { ...waived, counts } : { counts });
    if (waived.kind === 'lateness' && counts) this.#expired.delete(milestoneId);
  }

  #claim(milestoneId: string, order: NewClaim): void {
    const { id, ranges, tranche, to, restored } = order;
    const isEarned = to === 'payee' && tranche !== NO_TRANCHE && restored !== true;
    if (this.#expired.has(milestoneId) && isEarned) {
      throw new Error(`${tranche} of ${milestoneId} falls due though it expired`);
    }
    const isKnown = this.#claims.has(id) || this.#cancelled.has(id);
    if (isKnown) throw new Error(`order ${id} is made twice`);
    for (const [other, claim] of this.#claims) {
      if (claim.milestoneId === milestoneId && overlap(claim.ranges, ranges)) {
        throw new Error(`orders ${id} and ${other} claim the same parts`);
      }
    }
    this.#transfer(milestoneId, ranges, 'held', 'due');
    this.#claims.set(id, { milestoneId, ranges, account: 'due' });
  }

  #pay(id: string, from: Account, into: Account): void {
    const claim = this.#claims.get(id);
    if (claim === undefined) throw new Error(`order ${id} was never due`);
    if (claim.account !== from) throw new Error(`order ${id} is ${claim.account}, not ${from}`);
    this.#transfer(claim.milestoneId, claim.ranges, from, into);
    this.#claims.set(id, { ...claim, account: into });
  }

  /** Its parts are free for another order; it itself is made no more. */
  #cancel(id: string): void {
    const claim = this.#claims.get(id);
    if (claim === undefined) throw new Error(`order ${id} was never due`);
    const { milestoneId, ranges, account } = claim;
    if (account !== 'due' && account !== 'approved') throw new Error(`order ${id} is ${account}`);
    this.#transfer(milestoneId, ranges, account, 'held');
    this.#claims.delete(id);
    this.#cancelled.add(id);
  }

  #transfer(milestoneId: string, ranges: Ranges, from: Account, into: Account): void {
    const book = this.#book(milestoneId);
    const moved = this.#value(milestoneId, ranges);
    if (moved.parts <= 0n) throw new Error(`nothing moves from ${from} to ${into}`);
    const left = this.balance(milestoneId, from);
    const parts = left.parts - moved.parts;
    const minor = left.minor - moved.minor;
    if (parts < 0n || minor < 0n) throw new Error(`${from} of ${milestoneId} is overdrawn`);
    const before = this.balance(milestoneId, into);
    book.set(from, { parts, minor });
    book.set(into, { parts: before.parts + moved.parts, minor: before.minor + moved.minor });
  }

  /** Each boundary is rounded down once, so that neighbours add up. */
  #value(milestoneId: string, ranges: Ranges): Balance {
    const amount = this.#amounts.get(milestoneId) ?? 0n;
    let { parts, minor } = NOTHING;
    for (const { from, until } of ranges) {
      parts += BigInt(until) - BigInt(from);
      minor += (BigInt(until) * amount) / WHOLE - (BigInt(from) * amount) / WHOLE;
    }
    return { parts, minor };
  }

  #book(milestoneId: string): Map<Account, Balance> {
    const book = this.#books.get(milestoneId);
    if (book === undefined) throw new Error(`no book is kept of ${milestoneId}`);
    return book;
  }
}

function overlap(one: Ranges, other: Ranges): boolean {
  return one.some((mine) =>
    other.some((theirs) => mine.from < theirs.until && theirs.from < mine.until),
  );
}
