import { holdersOf, IN_FORCE, type FilingKind } from '@tranche/chaincode/domain';
import { canonicalize, DOCUMENTS_FIELD, hashOf } from '@tranche/chaincode/ledger';
import type { AmendedDeal } from './amended-deal.js';
import { userOf } from './cast.js';
import type { Transaction } from './consortium.js';
import { txIdOf } from './memory-ledger.js';
import type { Filing } from './attempts/attempt.js';
import { RandomSequence, stageOf, type Stage, type Step } from './random-sequence.js';
import type { Draw } from './sequences.js';

/** Far from the numbers of all other transactions. */
const FIRST_FILING = 200_000;

/** The transactions that a step of a sequence is on a ledger: perhaps filings, then itself. */
export function transactionsOf(
  stage: Stage,
  step: Step,
  sequence: RandomSequence,
): readonly Transaction[] {
  const { filing, type } = step.attempt;
  const { actor, at, txId, input } = step.call;
  const call = { actor, at, txId, input: canonicalize(input), transient: new Map() };
  const deal = sequence.dealOf(step.attempt);
  return [
    ...(deal === undefined ? [] : filingsOf(deal, stage, step)),
    ...(filing === undefined ? [] : [filingOf(filing, stage, step)]),
    { type, call },
  ];
}

/** All documents of an amendment, with all who may hold them. */
function filingsOf(deal: AmendedDeal, stage: Stage, step: Step): readonly Transaction[] {
  const former = Object.entries(deal.former).map(([part, each]) => [`${IN_FORCE}${part}`, each]);
  const shown = Object.fromEntries(former) as object;
  const { filesTerms: termsVersion } = step.attempt;
  return (['commercial', 'technical', 'pay-to'] as const).map((kind) => {
    const documents = { ...deal.documents[kind], ...(kind === 'commercial' ? shown : {}) };
    const to = holdersOf(deal.terms.parties, kind);
    const fields = { kind, to, termsVersion };
    return filedAs(stage, step, { by: 'textiles.maker', fields, documents });
  });
}

function filingOf(filing: Filing, stage: Stage, step: Step): Transaction {
  const { kind, document } = filing;
  const fields = { kind, to: holdersOf(stage.deal.terms.parties, kind) };
  const documents = { [hashOf(document)]: document };
  return filedAs(stage, step, { by: authorOf(filing), fields, documents });
}

function filedAs(
  { agreementId }: Stage,
  { call }: Step,
  of: {
    readonly by: string;
    readonly fields: { readonly kind: FilingKind } & object;
    readonly documents: object;
  },
): Transaction {
  const { by, fields, documents } = of;
  const type = 'fileDocument';
  const commandId = `filing-${fields.kind}-${call.txId.slice(0, 16)}`;
  return {
    type,
    call: {
      actor: userOf(by),
      at: call.at,
      txId: txIdOf(FIRST_FILING + Number.parseInt(call.txId.slice(0, 6), 16)),
      input: canonicalize({ type, commandId, agreementId, ...fields }),
      transient: new Map([[DOCUMENTS_FIELD, Buffer.from(canonicalize(documents))]]),
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
    const transactions = transactionsOf(stage, step, sequence);
    sequence.take(step);
    drawn.push(...transactions);
  }
  return [...stage.consortium.transactions, ...drawn];
}
