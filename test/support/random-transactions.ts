import { holdersOf } from '@tranche/chaincode/domain';
import { canonicalize, DOCUMENTS_FIELD, hashOf } from '@tranche/chaincode/ledger';
import { userOf } from './cast.js';
import type { Transaction } from './consortium.js';
import { txIdOf } from './memory-ledger.js';
import type { Filing } from './attempts/attempt.js';
import { RandomSequence, stageOf, type Stage, type Step } from './random-sequence.js';
import type { Draw } from './sequences.js';

/** Far from the numbers of all other transactions. */
const FIRST_FILING = 200_000;

/** The transactions that a step of a sequence is on a ledger: perhaps a filing, then itself. */
export function transactionsOf(stage: Stage, step: Step): readonly Transaction[] {
  const { filing, type } = step.attempt;
  const { actor, at, txId, input } = step.call;
  const call = { actor, at, txId, input: canonicalize(input), transient: new Map() };
  return [...(filing === undefined ? [] : [filingOf(filing, stage, step)]), { type, call }];
}

function filingOf(filing: Filing, { agreementId, deal }: Stage, { call }: Step): Transaction {
  const { kind, document } = filing;
  const type = 'fileDocument';
  const commandId = `filing-${call.txId.slice(0, 16)}`;
  const to = holdersOf(deal.terms.parties, kind);
  const documents = canonicalize({ [hashOf(document)]: document });
  return {
    type,
    call: {
      actor: userOf(authorOf(filing)),
      at: call.at,
      txId: txIdOf(FIRST_FILING + Number.parseInt(call.txId.slice(0, 6), 16)),
      input: canonicalize({ type, commandId, agreementId, kind, to }),
      transient: new Map([[DOCUMENTS_FIELD, Buffer.from(documents)]]),
    },
  };
}

function authorOf({ kind }: Filing): string {
  const isExporters = kind === 'assignment' || kind === 'pay-to-change';
  return isExporters ? 'textiles.maker' : 'trade-bank.maker';
}

/** Every transaction of a sequence, from the founding of its consortium on. */
export async function allTransactionsOf(draw: Draw): Promise<readonly Transaction[]> {
  const stage = await stageOf(draw.stage);
  const sequence = new RandomSequence(stage);
  const drawn: Transaction[] = [];
  for (const seed of draw.steps) {
    const step = sequence.next(seed);
    sequence.take(step);
    drawn.push(...transactionsOf(stage, step));
  }
  return [...stage.consortium.transactions, ...drawn];
}
