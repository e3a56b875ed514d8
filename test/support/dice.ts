/** Odd constant of the generator's counter: 2^32 divided by the golden ratio. */
const STEP = 0x9e3779b9;
const WORD = 2 ** 32;
const HIGH_BITS = 21;

/**
 * Choices that follow from one number: whoever holds it makes them again. It spreads one draw of
 * fast-check over all choices of a step.
 */
export class Dice {
  #counter: number;

  constructor(seed: number) {
    this.#counter = seed | 0;
  }

  /** 32 bits of the generator `splitmix32`. */
  #word(): number {
    this.#counter = (this.#counter + STEP) | 0;
    let mixed = this.#counter;
    mixed = Math.imul(mixed ^ (mixed >>> 16), 0x21f0aaad);
    mixed = Math.imul(mixed ^ (mixed >>> 15), 0x735a2d97);
    return (mixed ^ (mixed >>> 15)) >>> 0;
  }

  /** An integer from 0 to one less than `limit`, which is at most 2^53. */
  below(limit: number): number {
    const high = this.#word() >>> (32 - HIGH_BITS);
    const fraction = (high * WORD + this.#word()) / 2 ** (32 + HIGH_BITS);
    return Math.floor(fraction * limit);
  }

  /** An integer from `low` to `high`, both included. */
  between(low: number, high: number): number {
    return low + this.below(high - low + 1);
  }

  /** Whether something happens that does so in `percent` of a hundred cases. */
  chance(percent: number): boolean {
    return this.below(100) < percent;
  }

  /** One of several things. @throws Error when there is none */
  pick<T>(things: readonly T[]): T {
    const found = things[this.below(things.length)];
    if (found === undefined) throw new Error('nothing to choose from');
    return found;
  }

  /** `whole` cut into `count` parts of at least 1 each. */
  cut(whole: number, count: number): readonly number[] {
    const cuts = new Set<number>();
    while (cuts.size < count - 1) cuts.add(this.between(1, whole - 1));
    const bounds = [0, ...[...cuts].sort((one, other) => one - other), whole];
    return bounds.slice(1).map((bound, index) => bound - (bounds[index] ?? 0));
  }
}
