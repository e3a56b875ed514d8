import type { Event, EventOf } from '@tranche/chaincode/domain';

/** Half-open ranges of parts, as events carry them. */
export type Ranges = readonly { readonly from: number; readonly until: number }[];

/** Number of parts in ranges. */
export function sizeOf(ranges: Ranges): bigint {
  return ranges.reduce((size, { from, until }) => size + BigInt(until - from), 0n);
}

/** The parts that an event gives back to the buyer of a milestone. */
export function returned(event: Event, milestoneId: string): Ranges {
  if (!('milestoneId' in event) || event.milestoneId !== milestoneId) return [];
  if (event.type === 'ShareUnsecured') return event.ranges;
  return event.type === 'ShareDue' && event.order.to === 'buyer' ? event.order.ranges : [];
}

/** The auditor's account of disputes: what each took, and that its end gives what it split. */
export class DisputeBook {
  /** Parts of each open dispute, by milestone and number. */
  readonly #disputes = new Map<string, bigint>();
  readonly #milestones = new Set<string>();
  /** What the end of a dispute still has to give to payee and buyer. */
  #split: { readonly milestoneId: string; payee: bigint; buyer: bigint } | undefined;

  /** Whether any part of a milestone was ever disputed. */
  knows(milestoneId: string): boolean {
    return this.#milestones.has(milestoneId);
  }

  /** @returns what a dispute takes. @throws Error when it opens twice, or was never open */
  take(event: EventOf<'DisputeOpened' | 'DisputeExtended'>): Ranges {
    const { milestoneId, number, stake } = event;
    const isNew = event.type === 'DisputeOpened';
    const ranges = isNew ? event.dispute.ranges : event.ranges;
    const key = `${milestoneId} ${String(number)}`;
    if (this.#disputes.has(key) === isNew) throw new Error(`dispute ${key} opens twice or never`);
    const size = sizeOf(ranges);
    if (size !== BigInt(stake.share)) throw new Error(`dispute ${key} takes another share`);
    this.#disputes.set(key, (this.#disputes.get(key) ?? 0n) + size);
    this.#milestones.add(milestoneId);
    return ranges;
  }

  /** @returns all that was disputed. @throws Error when it is not all */
  end(event: EventOf<'DisputeEnded'>): Ranges {
    const { milestoneId, number, ranges, toPayee, toBuyer } = event;
    const key = `${milestoneId} ${String(number)}`;
    if (this.#disputes.get(key) !== sizeOf(ranges)) throw new Error(`dispute ${key} ends in part`);
    this.#disputes.delete(key);
    this.#split = { milestoneId, payee: BigInt(toPayee), buyer: BigInt(toBuyer) };
    return ranges;
  }

  /** What a dispute split follows its end at once. @throws Error when something else comes */
  expectSplit(event: Event): void {
    const split = this.#split;
    if (split === undefined) return;
    if (split.payee === 0n && split.buyer === 0n) {
      this.#split = undefined;
      return;
    }
    const isAllowed = ['ShareDue', 'OrderApproved', 'ShareUnsecured'].includes(event.type);
    if (!isAllowed) throw new Error(`${event.type} comes before what a dispute has split`);
    const isPaid = event.type === 'ShareDue' && event.order.to === 'payee';
    if (isPaid) split.payee -= sizeOf(event.order.ranges);
    else split.buyer -= sizeOf(returned(event, split.milestoneId));
    if (split.payee < 0n || split.buyer < 0n) throw new Error('a dispute gives more than it split');
  }
}
