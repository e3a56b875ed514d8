import {
  agreementIdSchema,
  holdersOf,
  instantSchema,
  type Instant,
} from '@tranche/chaincode/domain';
import { hashOf } from '@tranche/chaincode/ledger';
import type { AmendedDeal } from './amended-deal.js';
import { userOf } from './cast.js';
import { activate, MemoryConsortium } from './consortium.js';
import { Dice } from './dice.js';
import { txIdOf } from './memory-ledger.js';
import type { Attempt, Sight } from './attempts/attempt.js';
import { nextAttempt } from './random-attempts.js';
import { randomDeal, type RandomDeal } from './random-deal.js';
import { recordsIn, RuleRun, type Records, type RuleCall, type RuleResult } from './rule-run.js';

/** A random deal that every party signed, on a ledger of its own. */
export interface Stage {
  readonly deal: RandomDeal;
  readonly consortium: MemoryConsortium;
  readonly agreementId: string;
  readonly records: Records;
  readonly at: Instant;
}

/** The stage of one seed. */
export async function stageOf(seed: number): Promise<Stage> {
  const consortium = await MemoryConsortium.found();
  const deal = randomDeal(new Dice(seed), consortium.now());
  const agreementId = await activate(consortium, deal);
  const records = recordsIn(consortium.ledger.values);
  return { deal, consortium, agreementId, records, at: consortium.now() };
}

/** One step of a sequence, before it is sent. */
export interface Step {
  readonly attempt: Attempt;
  readonly call: RuleCall;
}

const SECOND = 1000;
const HOUR = 3_600_000;
const DAY = 24 * HOUR;
/** Far from the numbers of the transactions that build a stage. */
const FIRST_TRANSACTION = 100_000;

/** A sequence of commands on a stage, each step drawn from one number. */
export class RandomSequence {
  readonly run: RuleRun;
  readonly #stage: Stage;
  /** The deal by each version of the terms that was proposed. */
  readonly #deals = new Map<number, AmendedDeal>();
  readonly #before: (Attempt & { readonly commandId: string })[] = [];
  #at: Instant;

  constructor(stage: Stage) {
    this.#stage = stage;
    this.run = new RuleRun(stage.records);
    this.#at = stage.at;
  }

  /** The step that `seed` makes of what is on record now. */
  next(seed: number): Step {
    const dice = new Dice(seed);
    const at = this.#moveClock(dice);
    const { deal, agreementId } = this.#stage;
    const milestones = [...this.run.milestones.values()];
    const { agreement } = this.run;
    const inForce = this.#deals.get(agreement.termsVersion) ?? deal;
    const { proposals } = this.run;
    const before = this.#before;
    const sight: Sight = { deal, agreement, milestones, at, inForce, proposals, before };
    const attempt = nextAttempt(dice, sight);
    const count = this.#before.length + 1;
    const commandId = attempt.commandId ?? `step-${String(count)}`;
    this.#before.push({ ...attempt, commandId });
    const id = agreementIdSchema.parse(agreementId);
    const { label, type, fields } = attempt;
    const input = { type, commandId, agreementId: id, ...fields };
    const txId = txIdOf(FIRST_TRANSACTION + count);
    return { attempt, call: { actor: userOf(label), at, txId, input } };
  }

  /** Sends a step to the rules; the documents that it names are filed before. */
  take({ attempt, call }: Step): RuleResult {
    const { filing, proposes, filesTerms } = attempt;
    if (filesTerms !== undefined && this.#deals.has(filesTerms)) this.run.fileTerms(filesTerms);
    if (filing !== undefined) {
      const holders = holdersOf(this.#stage.deal.terms.parties, filing.kind);
      this.run.file(holders, filing.kind, hashOf(filing.document));
    }
    const result = this.run.send(call);
    const number = Number(call.input['number']);
    if (result.kind === 'changed' && proposes !== undefined) this.#deals.set(number, proposes);
    return result;
  }

  /** The deal that an attempt files the documents of, once it is proposed. */
  dealOf({ filesTerms }: Attempt): AmendedDeal | undefined {
    return filesTerms === undefined ? undefined : this.#deals.get(filesTerms);
  }

  /** Mostly some seconds, sometimes days; now and then a clock is a little behind. */
  #moveClock(dice: Dice): Instant {
    const jump = dice.below(100);
    if (jump < 3) return instantSchema.parse(this.#at - dice.between(1, 8) * 60 * SECOND);
    let millis = dice.between(1, 40) * SECOND;
    if (jump < 13) millis = dice.between(1, 20) * HOUR;
    else if (jump < 18) millis = dice.between(1, 20) * DAY;
    this.#at = instantSchema.parse(this.#at + millis);
    return this.#at;
  }
}
