/** A milestone that a command is about. */
export interface MilestoneRef {
  readonly agreementId: string;
  readonly milestoneId: string;
}

/** How much work to hand out. */
export interface Demand {
  readonly clients: number;
  /** Commands of each client. */
  readonly perClient: number;
}

/** Fewest agreements that a client works on in turn. */
export const AGREEMENTS_PER_CLIENT = 4;

/** A milestone that counts the acts it is handed out for. */
class Slot {
  acts = 0;

  constructor(readonly milestone: MilestoneRef) {}
}

/**
 * The milestones that are ready for commands. Work is spread so that no milestone sees more than so
 * many acts in all: then the rules' limit on acts a minute can never be met, however fast it goes.
 */
export class MilestonePool {
  readonly #agreements: readonly (readonly Slot[])[];
  readonly #actsMax: number;

  constructor(
    agreements: readonly string[],
    options: { readonly milestoneIds: readonly string[]; readonly actsMax: number },
  ) {
    this.#agreements = agreements.map((agreementId) =>
      options.milestoneIds.map((milestoneId) => new Slot({ agreementId, milestoneId })),
    );
    this.#actsMax = options.actsMax;
  }

  /**
   * One list of milestones for each client, from agreements that no other client has; the least
   * used come first.
   * @throws RangeError when the pool is too small
   */
  handOut({ clients, perClient }: Demand): readonly (readonly MilestoneRef[])[] {
    const least = this.#agreements.toSorted((one, other) => actsOf(one) - actsOf(other));
    return Array.from({ length: clients }, (_, client) => {
      const from = client * AGREEMENTS_PER_CLIENT;
      const own = least.slice(from, from + AGREEMENTS_PER_CLIENT);
      if (own.length < AGREEMENTS_PER_CLIENT) {
        throw new RangeError(`${clients} clients need more agreements than the pool has`);
      }
      return this.#rotate(inTurn(own), perClient);
    });
  }

  #rotate(slots: readonly Slot[], count: number): readonly MilestoneRef[] {
    const order = slots.toSorted((one, other) => one.acts - other.acts);
    return Array.from({ length: count }, (_, index) => {
      const slot = order[index % order.length];
      if (slot === undefined || slot.acts >= this.#actsMax) {
        throw new RangeError(`a milestone would see more than ${this.#actsMax} acts`);
      }
      slot.acts += 1;
      return slot.milestone;
    });
  }
}

function actsOf(slots: readonly Slot[]): number {
  return slots.reduce((total, { acts }) => total + acts, 0);
}

/** The first milestone of each agreement, then the second of each, and so on. */
function inTurn(agreements: readonly (readonly Slot[])[]): readonly Slot[] {
  const [first = []] = agreements;
  return first.flatMap((_, index) => agreements.flatMap((slots) => slots[index] ?? []));
}
