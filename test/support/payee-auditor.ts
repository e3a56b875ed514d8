import type { Event } from '@tranche/chaincode/domain';

type Ranges = readonly { readonly from: number; readonly until: number }[];

interface Assigned {
  readonly milestoneId: string;
  readonly financier: string;
  readonly ranges: Ranges;
  readonly isActive: boolean;
}

/** Who is owed what, from the events alone: an order pays no assigned part to anybody else. */
export class PayeeAuditor {
  readonly #assignments = new Map<string, Assigned>();
  readonly #orders = new Map<string, { readonly milestoneId: string; readonly ranges: Ranges }>();

  /** @throws Error when an order pays a part to somebody whose it is not */
  note(event: Event): void {
    switch (event.type) {
      case 'AssignmentProposed': {
        const { milestoneId, assignment } = event;
        const { number, financier, ranges } = assignment;
        const key = keyOf({ milestoneId, number });
        this.#assignments.set(key, { milestoneId, financier, ranges, isActive: false });
        break;
      }
      case 'AssignmentAcknowledged':
        this.#turn(keyOf(event), true);
        break;
      case 'AssignmentReleased':
        this.#turn(keyOf(event), false);
        break;
      case 'ShareDue': {
        const { milestoneId, order } = event;
        const { id, ranges, to, payee } = order;
        this.#orders.set(id, { milestoneId, ranges });
        if (to === 'payee') this.#check({ milestoneId, ranges, payee });
        break;
      }
      case 'OrderReassigned': {
        const order = this.#orders.get(event.orderId);
        if (order === undefined) throw new Error(`order ${event.orderId} was never due`);
        this.#check({ ...order, payee: event.payee });
        break;
      }
      default:
    }
  }

  #turn(key: string, isActive: boolean): void {
    const known = this.#assignments.get(key);
    if (known?.isActive !== !isActive) throw new Error(`assignment ${key} cannot change so`);
    this.#assignments.set(key, { ...known, isActive });
  }

  #check(of: {
    readonly milestoneId: string;
    readonly ranges: Ranges;
    readonly payee: string | undefined;
  }): void {
    for (const { milestoneId, financier, ranges, isActive } of this.#assignments.values()) {
      if (!isActive || milestoneId !== of.milestoneId || financier === of.payee) continue;
      const isTouched = of.ranges.some((mine) =>
        ranges.some((theirs) => mine.from < theirs.until && theirs.from < mine.until),
      );
      if (isTouched) throw new Error(`${financier}’s parts of ${milestoneId} are paid elsewhere`);
    }
    if (of.payee !== undefined && !this.#isCovered(of)) {
      throw new Error(`${of.payee} is paid parts of ${of.milestoneId} that are not its own`);
    }
  }

  #isCovered(of: { readonly milestoneId: string; readonly ranges: Ranges; payee?: unknown }) {
    const own = [...this.#assignments.values()].filter(
      (each) => each.isActive && each.milestoneId === of.milestoneId && each.financier === of.payee,
    );
    return of.ranges.every((mine) =>
      own.some(({ ranges }) =>
        ranges.some((theirs) => theirs.from <= mine.from && mine.until <= theirs.until),
      ),
    );
  }
}

function keyOf(of: { readonly milestoneId: string; readonly number: number }): string {
  return `${of.milestoneId} ${String(of.number)}`;
}
