import assert from 'node:assert/strict';
import { agreeing } from '../../support/case/agreeing.js';
import { CaseRun, milestoneIds, type Done } from '../../support/case/case-run.js';
import { performing } from '../../support/case/performing.js';
import { parties, type CaseStep } from '../../support/case/step.js';
import type { LedgerUnderTest } from '../../support/consortium.js';
import { TOTAL_MINOR } from '../../support/party-play.js';

const steps = [...agreeing, ...performing];

/** Those who hold the amounts. */
const holders = ['textiles.maker', 'retail.maker', 'trade-bank.maker', 'audit.auditor'] as const;

/** What holds at every step of the textile case, on whatever ledger: one agreement for all. */
export function shouldRunTheCase(open: () => Promise<LedgerUnderTest>): void {
  let run: CaseRun;
  before(async () => {
    run = new CaseRun(await open());
  });

  for (const step of steps) {
    describe(`when ${step.name}`, () => {
      shouldTakeTheStep(step, () => run);
    });
  }

  describe('when all is done', () => {
    it('states to all who hold the amounts the same, and the sums are the price', async () => {
      const [first, ...others] = await Promise.all(holders.map((label) => run.statement(label)));
      assert.ok(first !== undefined);
      for (const other of others) assert.deepEqual(other, first);
      assert.equal(first.totalMinor, String(TOTAL_MINOR));
      assert.equal(first.settledMinor, first.totalMinor);
      const amounts = first.milestones.map(({ amountMinor }) => amountMinor);
      assert.deepEqual(amounts, ['4455000', '5940000', '4455001']);
      for (const { amountMinor, orders } of first.milestones) {
        assert.deepEqual(
          orders.map((order) => order.amountMinor),
          [amountMinor],
        );
      }
    });

    it('has every step on record once, and nothing that was refused or repeated', async () => {
      const written = new Set<string>();
      for (const of of [undefined, ...milestoneIds]) {
        const txIds = await run.history(of);
        assert.equal(new Set(txIds).size, txIds.length);
        for (const txId of txIds) written.add(txId);
      }
      const public_ = run.done.filter((_, index) => steps[index]?.type !== 'fileDocument');
      assert.deepEqual([...written].sort(), public_.map(({ answer }) => answer.txId).sort());
    });
  });
}

function shouldTakeTheStep(step: CaseStep, runOf: () => CaseRun): void {
  let done: Done;

  for (const refused of step.refused) {
    it(`refuses ${refused.what}, and changes nothing`, async () => {
      const run = runOf();
      await assert.rejects(run.attempt(step, refused), ({ code }: { code?: string }) => {
        assert.match(String(code), refused.code);
        return true;
      });
      assert.equal(await run.look(), false);
    });
  }

  if (step.notBefore !== undefined) shouldWait(step, runOf);

  it('does it', async () => {
    done = await runOf().perform(step);
    assert.equal(done.answer.replayed, false);
  });

  if (step.type === 'fileDocument') shouldFileByValue(step, runOf, () => done);
  else shouldBeDoneOnce(step, runOf, () => done);

  it('shows every party what each can do next', async () => {
    for (const party of parties) {
      assert.deepEqual(await runOf().nextAs(party), step.next, `as ${party} is told`);
    }
  });

  const { paidMinor } = step;
  if (paidMinor !== undefined) {
    it(`states that ${paidMinor} is paid in all`, async () => {
      const { settledMinor } = await runOf().statement('textiles.maker');
      assert.equal(settledMinor, String(paidMinor));
    });
  }

  if (step.type === 'acknowledgeCredit') {
    it('shows who acknowledged the credit, and in which transaction', async () => {
      const { credited } = runOf().order(String(done.sent.fields['milestoneId']));
      assert.equal(credited?.by.participant, 'ExporterMSP:textiles');
      assert.equal(credited.by.user, 'textiles.maker');
      assert.equal(credited.txId, done.answer.txId);
    });
  }
}

function shouldWait(step: CaseStep, runOf: () => CaseRun): void {
  it('refuses it before its time, and changes nothing', async () => {
    const run = runOf();
    await assert.rejects(run.attempt(step, { what: step.name, code: /./ }), {
      code: 'NOTHING_DUE',
    });
    assert.equal(await run.look(), false);
    const at = await step.notBefore?.(run);
    if (at !== undefined) await run.ledger.reaches(at);
  });
}

function shouldBeDoneOnce(step: CaseStep, runOf: () => CaseRun, doneOf: () => Done): void {
  it('answers the same again with the first transaction, and changes nothing', async () => {
    const done = doneOf();
    const again = await runOf().again(step, done, done.sent);
    assert.equal(again.replayed, true);
    assert.equal(again.txId, done.answer.txId);
    assert.equal(await runOf().look(), false);
  });

  it('refuses its id for another command, and changes nothing', async () => {
    const done = doneOf();
    const other = runOf().again(step, done, step.other(done.sent));
    await assert.rejects(other, { code: 'COMMAND_ID_REUSED' });
    assert.equal(await runOf().look(), false);
  });
}

/** A filing leaves nothing public that could remember it: documents are told by their value. */
function shouldFileByValue(step: CaseStep, runOf: () => CaseRun, doneOf: () => Done): void {
  it('takes the same documents again, and changes nothing', async () => {
    const done = doneOf();
    await runOf().again(step, done, done.sent);
    assert.equal(await runOf().look(), false);
    await shouldHold(runOf(), done);
  });

  it('refuses other documents in their place, and changes nothing', async () => {
    const done = doneOf();
    const other = runOf().again(step, done, step.other(done.sent));
    await assert.rejects(other, { code: 'DOCUMENT_NOT_COMMITTED' });
    assert.equal(await runOf().look(), false);
    await shouldHold(runOf(), done);
  });
}

async function shouldHold(run: CaseRun, { sent }: Done): Promise<void> {
  const { agreementId } = run;
  const { kind } = sent.fields;
  for (const [part, document] of Object.entries(sent.documents ?? {})) {
    const of = { agreementId, kind, part, termsVersion: 1 };
    const found = await run.ledger.ask('textiles.maker', 'document', of);
    assert.deepEqual(found, { document });
  }
}
