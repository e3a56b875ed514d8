import assert from 'node:assert/strict';
import { privateDocumentSchema } from '@tranche/chaincode/domain';
import { canonicalize, keys } from '@tranche/chaincode/ledger';
import type { MemoryConsortium, Transaction } from '../support/consortium.js';
import { RandomSequence } from '../support/random-sequence.js';
import { transactionsOf } from '../support/random-transactions.js';
import type { RuleResult } from '../support/rule-run.js';
import { drawingOf, everySequence, Stages, type Draw } from '../support/sequences.js';
import { playAll, traceOf, type Trace } from '../support/trace.js';

const TIME_LIMIT_MILLIS = 600_000;

/** One in so many sequences is played on a ledger too, which takes ten times as long. */
const LEDGER_SHARE = 50;

/** What the ledger must answer where the rules alone came to a result. */
function checkAnswer({ answer, operations }: Trace, result: RuleResult): void {
  const { code } = JSON.parse(answer) as { readonly code?: string };
  assert.equal(code, result.kind === 'refused' ? result.code : undefined);
  if (result.kind === 'changed') return;
  const writes = operations.filter((operation) => !/^(?:get|privateHash) /.test(operation));
  assert.deepEqual(writes, [], 'what is refused, or was done before, writes nothing');
}

function checkRecords(consortium: MemoryConsortium, { run }: RandomSequence): void {
  const agreement = consortium.ledger.values.get(keys.agreement(run.agreement.id));
  assert.equal(Buffer.from(agreement ?? []).toString('utf8'), canonicalize(run.agreement));
  for (const milestone of run.milestones.values()) {
    const key = keys.milestone(milestone.agreementId, milestone.id);
    const bytes = Buffer.from(consortium.ledger.values.get(key) ?? []);
    assert.equal(bytes.toString('utf8'), canonicalize(milestone));
  }
}

describe('random sequences of commands on a ledger', function () {
  this.timeout(TIME_LIMIT_MILLIS);
  const whole = drawingOf(process.env);
  const drawing = { ...whole, sequences: Math.ceil(whole.sequences / LEDGER_SHARE) };
  const stages = new Stages(drawing.seed);

  const play = async (draw: Draw): Promise<void> => {
    const stage = await stages.fresh(draw.stage);
    const { consortium } = stage;
    const sequence = new RandomSequence(stage);
    const tried: Transaction[] = [...consortium.transactions];
    const did: Trace[] = [];
    for (const seed of draw.steps) {
      const step = sequence.next(seed);
      const transactions = transactionsOf(stage, step, sequence);
      for (const transaction of transactions) {
        did.push(await traceOf(consortium.ledger, transaction));
      }
      tried.push(...transactions);
      const traces = did.slice(did.length - transactions.length);
      const sent = traces.at(-1);
      if (sent === undefined) throw new Error('every step is sent');
      for (const { answer } of traces.slice(0, -1)) assert.ok(!answer.includes('"code"'), answer);
      checkAnswer(sent, sequence.take(step));
      checkRecords(consortium, sequence);
    }
    const again = await playAll(tried);
    assert.deepEqual(again.traces.slice(again.traces.length - did.length), did);
    assert.deepEqual(again.ledger.values, consortium.ledger.values);
    assert.deepEqual(again.ledger.policies, consortium.ledger.policies);
  };

  it('come to the records that the rules come to, and to the same when replayed', async () => {
    await everySequence(drawing, play);
  });
});

describe('parts that round to no minor unit at all', () => {
  it('are settled by a document that says so', () => {
    const hash = 'a'.repeat(64);
    const money = { currency: 'JPY', amountMinor: '0', chargesMinor: '0' };
    const document = { kind: 'settlement', salt: hash, payTo: hash, ...money };
    assert.ok(privateDocumentSchema.safeParse(document).success);
  });
});
