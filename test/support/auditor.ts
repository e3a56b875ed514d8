import type { Event } from '@tranche/chaincode/domain';

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

/** Half-open ranges of parts, as events carry them. */
type Ranges = readonly { readonly from: number; readonly until: number }[];

interface Claim {
  readonly milestoneId: string;
  readonly ranges: Ranges;
  readonly account: Account;
}

const WHOLE = 10n ** 12n;
const NOTHING: Balance = { parts: 0n, minor: 0n };

/** Events after which every part is where it was. */
const silent: readonly Event['type'][] = [
  'AgreementAccepted',
  'AgreementActivated',
  'AgreementDeclined',
  'AgreementWithdrawn',
  'AgreementExpired',
  'AgreementCompleted',
  'AgreementTerminated',
  'TerminationProposed',
  'TerminationWithdrawn',
  'MilestoneTerminated',
  'MilestoneActivated',
  'MilestoneOpened',
  'MilestoneAccepted',
  'DependencyReached',
  'EvidenceAttached',
  'InspectionRecorded',
  'ShipmentEventRecorded',
  'InstrumentRecorded',
  'PresentationMade',
  'PresentationRefused',
  'OrderApprovalEntered',
  'CreditAcknowledged',
  'OrderHeld',
  'HoldRenewed',
  'HoldRenewalMissed',
  'HoldLifted',
  'HoldEnded',
  'ExceptionOpened',
  'ResolutionEntered',
  'ResolutionConsented',
  'ExceptionResolved',
  'ExceptionReferred',
  'SecurityEntered',
  'ShortSecurityAccepted',
  'SecurityExtended',
  'SecurityIncreased',
  'SecurityExpiryWarned',
  'BalanceAttested',
];

/**
 * A second account of the same money: double entry from the events alone, which shares no code with
 * the rules and knows neither positions nor conditions.
 */
export class Auditor {
  readonly #amounts: ReadonlyMap<string, bigint>;
  readonly #books = new Map<string, Map<Account, Balance>>();
  readonly #claims = new Map<string, Claim>();
  readonly #accepted = new Map<string, bigint>();

  /** @param amounts money of each milestone in minor units, from the private terms */
  constructor(amounts: ReadonlyMap<string, bigint>) {
    this.#amounts = amounts;
    for (const [milestoneId, minor] of amounts) {
      this.#books.set(milestoneId, new Map([['unsecured', { parts: WHOLE, minor }]]));
    }
  }

  /** Books one event. @throws Error when it moves money that is not there, or a second time */
  book(event: Event): void {
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
      case 'ShareDue':
        this.#claim(event.milestoneId, event.order);
        break;
      case 'OrderApproved':
        this.#pay(event.orderId, 'due', 'approved');
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
      case 'PresentationAccepted': {
        const { milestoneId, outcome } = event;
        const accepted = this.accepted(milestoneId) + BigInt(outcome.acceptedShare);
        if (accepted > WHOLE) throw new Error(`more than all of ${milestoneId} is accepted`);
        this.#accepted.set(milestoneId, accepted);
        break;
      }
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

  /** Where the money of each order is. */
  get claims(): ReadonlyMap<string, Claim> {
    return this.#claims;
  }

  /** Money paid in all milestones together, in minor units. */
  get settledMinor(): bigint {
    let sum = 0n;
    for (const milestoneId of this.#books.keys()) {
      sum += this.balance(milestoneId, 'settled').minor;
    }
    return sum;
  }

  #claim(milestoneId: string, order: { readonly id: string; readonly ranges: Ranges }): void {
    const { id, ranges } = order;
    if (this.#claims.has(id)) throw new Error(`order ${id} is made twice`);
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
