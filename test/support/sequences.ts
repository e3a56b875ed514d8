import fc from 'fast-check';
import { stageOf, type Stage } from './random-sequence.js';

/** Seed of the sequences: the same ones every time, unless TRANCHE_SEED says otherwise. */
const DEFAULT_SEED = 20_260_302;
const DEFAULT_SEQUENCES = 10_000;
const STAGES = 250;
const MAX_STEPS = 60;
const MAX_WORD = 0xffff_ffff;

/** A sequence before it is played: the number of its stage and one number for each step. */
export interface Draw {
  readonly stage: number;
  readonly steps: readonly number[];
}

/** How the sequences of this run are drawn, from the environment. */
export interface Drawing {
  readonly sequences: number;
  readonly seed: number;
  /** Path of fast-check to one failing sequence. */
  readonly path?: string;
}

/** What TRANCHE_SEQUENCES, TRANCHE_SEED and TRANCHE_PATH ask for. */
export function drawingOf(environment: NodeJS.ProcessEnv): Drawing {
  const { TRANCHE_SEQUENCES: sequences, TRANCHE_SEED: seed, TRANCHE_PATH: path } = environment;
  return {
    sequences: Number(sequences ?? DEFAULT_SEQUENCES),
    seed: Number(seed ?? DEFAULT_SEED),
    ...(path === undefined ? {} : { path }),
  };
}

/** Sequences of up to sixty steps, every length as likely as another. */
export const draws: fc.Arbitrary<Draw> = fc.record({
  stage: fc.nat(STAGES - 1),
  steps: fc.array(fc.nat(MAX_WORD), { maxLength: MAX_STEPS, size: 'max' }),
});

/** The stages of one seed, each built when a sequence needs it first. */
export class Stages {
  readonly #seed: number;
  readonly #built = new Map<number, Promise<Stage>>();

  constructor(seed: number) {
    this.#seed = seed;
  }

  /** A stage that sequences share and must not write to. */
  at(index: number): Promise<Stage> {
    const built = this.#built.get(index) ?? this.fresh(index);
    this.#built.set(index, built);
    return built;
  }

  /** The same stage on a ledger of its own. */
  fresh(index: number): Promise<Stage> {
    return stageOf(this.#seed * STAGES + index);
  }
}

/**
 * Plays every draw, and fails with the shortest sequence that breaks the property, its seed and the
 * command that plays it again.
 */
export async function everySequence(
  drawing: Drawing,
  play: (draw: Draw) => Promise<void>,
): Promise<void> {
  const { sequences, seed, path } = drawing;
  const property = fc.asyncProperty(draws, path === undefined ? play : onlyOnce(play));
  const options = { numRuns: sequences, seed, ...(path === undefined ? {} : { path }) };
  const found = await fc.check(property, options);
  if (!found.failed) return;
  const { counterexamplePath, counterexample, errorInstance } = found;
  const replay = `TRANCHE_SEED=${seed} TRANCHE_PATH=${counterexamplePath ?? ''}`;
  const message = [
    `after ${found.numRuns} sequences of seed ${seed}; play it again with`,
    `  ${replay} npm test -- --only property`,
    `  ${JSON.stringify(counterexample)}`,
  ].join('\n');
  throw new Error(message, { cause: errorInstance });
}

/** From a path, fast-check goes on to all that it would have tried after it. */
function onlyOnce(play: (draw: Draw) => Promise<void>): typeof play {
  let isPlayed = false;
  return async (draw) => {
    if (isPlayed) return;
    isPlayed = true;
    await play(draw);
  };
}
