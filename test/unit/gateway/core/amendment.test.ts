import assert from 'node:assert/strict';
import {
  holdersOf,
  IN_FORCE,
  mspSchema,
  type AgreementId,
  type Submission,
} from '@tranche/chaincode/domain';
import { encode, hashOf, keys } from '@tranche/chaincode/ledger';
import { ProblemError } from '@tranche/gateway/api';
import {
  readDocument,
  readRecord,
  readTransaction,
  submitCommand,
  type CommandOutcome,
} from '@tranche/gateway/core';
import sinon from 'sinon';
import { amended, amountIn, type AmendedDeal } from '../../../support/amended-deal.js';
import type { MemoryConsortium } from '../../../support/consortium.js';
import {
  activeDeal,
  actorOf,
  commandId,
  servicesOf,
  testDeal,
} from '../support/gateway-under-test.js';
import { MemoryChannel } from '../support/memory-channel.js';

interface TermsView {
  readonly terms: { readonly commands?: unknown };
}

async function codeOf(work: Promise<unknown>): Promise<string> {
  const error: unknown = await work.then(
    () => undefined,
    (refused: unknown) => refused,
  );
  assert.ok(error instanceof ProblemError);
  return error.code;
}

describe('an amendment through the gateway', () => {
  let consortium: MemoryConsortium;
  let agreementId: AgreementId;
  let deal: AmendedDeal;
  let count = 0;

  beforeEach(async () => {
    ({ consortium, agreementId } = await activeDeal());
    const before = testDeal();
    const order = amountIn(before, 'order') + 1_000n;
    deal = amended(before, { amounts: { order }, revalued: ['order'] });
  });

  afterEach(() => {
    sinon.restore();
  });

  function of(label: string) {
    const actor = actorOf(label);
    const [msp = ''] = actor.participant.split(':');
    const ledger = new MemoryChannel(consortium, mspSchema.parse(msp));
    return { actor, ledger, services: servicesOf(label, { ledger }) };
  }

  function send(label: string, fields: object, documents?: object): Promise<CommandOutcome> {
    const { actor, services } = of(label);
    count += 1;
    const command = { commandId: commandId(`c-${String(count)}`), agreementId, ...fields };
    return submitCommand(services, {
      actor,
      command: command as unknown as Submission,
      isAsync: false,
      ...(documents === undefined ? {} : { documents: { ...documents } }),
    });
  }

  async function propose(): Promise<CommandOutcome> {
    const { terms, revalued, lowered } = deal;
    const fields = { type: 'proposeAmendment', number: 2, terms, revalued, lowered };
    return send('textiles.maker', fields);
  }

  async function file(kinds: readonly ('commercial' | 'technical' | 'pay-to')[]): Promise<void> {
    const former = Object.entries(deal.former).map(([part, each]) => [`${IN_FORCE}${part}`, each]);
    const shown = Object.fromEntries(former) as object;
    for (const kind of kinds) {
      const documents = { ...deal.documents[kind], ...(kind === 'commercial' ? shown : {}) };
      const to = holdersOf(deal.terms.parties, kind);
      await send('textiles.maker', { type: 'fileDocument', kind, to, termsVersion: 2 }, documents);
    }
  }

  async function consent(label: string, termsHash?: string, number = 2): Promise<CommandOutcome> {
    const asked = { agreementId, termsVersion: 2 };
    const view = (await consortium.ask(label, 'terms', asked)) as TermsView;
    const { commands: _commands, ...signed } = view.terms;
    const hash = termsHash ?? hashOf(signed);
    return send(label, { type: 'consentToAmendment', number, termsHash: hash });
  }

  const all = ['commercial', 'technical', 'pay-to'] as const;

  it('comes into force when all have consented', async () => {
    const proposed = await propose();
    await file(all);
    for (const label of ['textiles.checker', 'retail.checker']) await consent(label);
    const last = await consent('trade-bank.checker');
    assert.equal(last.kind, 'committed');
    const { services, actor } = of('retail.maker');
    const read = { question: 'terms', input: { agreementId, termsVersion: 2 } } as const;
    assert.deepEqual(await readRecord(services, actor, read), {
      terms: ((await consortium.ask('retail.maker', 'terms', read.input)) as { terms: object })
        .terms,
    });
    assert.ok(proposed.kind === 'committed');
    assert.equal(proposed.answer.endorsedWithoutBank, undefined);
  });

  it('is proposed by the policy of the chaincode, as its keys are new', async () => {
    const { services, actor, ledger } = of('textiles.maker');
    const stub = sinon.stub(ledger, 'endorse').callThrough();
    const { terms, revalued, lowered } = deal;
    const fields = { number: 2, terms, revalued, lowered };
    const command = { type: 'proposeAmendment', commandId: commandId('p'), agreementId, ...fields };
    const request = { actor, command: command as never, isAsync: false };
    const outcome = await submitCommand(services, request);
    assert.deepEqual(stub.firstCall.args[2], { peer: 0 });
    assert.ok(outcome.kind === 'committed');
    const { txId } = outcome.answer;
    const view = await readTransaction(services, actor, txId);
    assert.equal(view.answer?.endorsedWithoutBank, undefined);
  });

  it('is not consented to under another hash than that of its terms', async () => {
    await propose();
    await file(all);
    assert.equal(await codeOf(consent('textiles.checker', '0'.repeat(64))), 'TERMS_HASH_MISMATCH');
  });

  it('is not consented to while a document is missing', async () => {
    await propose();
    await file(['technical', 'pay-to']);
    assert.equal(await codeOf(consent('textiles.checker')), 'DOCUMENT_NOT_FILED');
  });

  it('is refused by the ledger where there is none of its number', async () => {
    await propose();
    assert.equal(await codeOf(consent('textiles.checker', undefined, 3)), 'AMENDMENT_NOT_FOUND');
    assert.equal(await codeOf(consent('textiles.checker', undefined, 1)), 'AMENDMENT_NOT_FOUND');
  });

  it('is not consented to where the own node shows other amounts than it says', async () => {
    deal = { ...deal, revalued: [] };
    await propose();
    const { ledger } = consortium;
    const put = ledger.simulate();
    for (const kind of all) {
      for (const [part, document] of Object.entries(deal.documents[kind])) {
        const key = keys.document(agreementId, { kind, part, termsVersion: 2 });
        await put.putPrivate(mspSchema.parse('ExporterMSP'), key, encode(document));
      }
    }
    const call = { txId: 'put' as never, at: consortium.now() };
    ledger.commit(put.simulation, call, { response: '{}' });
    assert.equal(await codeOf(consent('textiles.checker')), 'AMOUNT_NOT_KEPT');
  });

  it('is consented to on its own by a member that held nothing before', async () => {
    await propose();
    await file(all);
    const { services, actor, ledger } = of('retail.checker');
    await consent('textiles.checker');
    const stub = sinon.stub(ledger, 'evaluate').callsFake(async (as, proposal) => {
      const asked = JSON.parse(proposal.argument ?? '{}') as { readonly termsVersion?: number };
      if (proposal.transaction === 'document' && asked.termsVersion === 1) {
        const missing = { ...proposal, argument: JSON.stringify({ ...asked, part: 'nothing' }) };
        return stub.wrappedMethod.call(ledger, as, missing);
      }
      return stub.wrappedMethod.call(ledger, as, proposal);
    });
    const view = await consortium.ask('retail.checker', 'terms', { agreementId, termsVersion: 2 });
    const { commands: _commands, ...signed } = (view as TermsView).terms;
    const fields = { number: 2, termsHash: hashOf(signed) };
    const command = {
      type: 'consentToAmendment',
      commandId: commandId('n'),
      agreementId,
      ...fields,
    };
    const request = { actor, command: command as never, isAsync: false };
    assert.equal((await submitCommand(services, request)).kind, 'committed');
  });

  it('is not waited for by other failures of the node', async () => {
    await propose();
    await file(all);
    const { services, actor, ledger } = of('retail.checker');
    const stub = sinon.stub(ledger, 'evaluate').callsFake((as, proposal) => {
      const { transaction } = proposal;
      if (transaction !== 'terms') return stub.wrappedMethod.call(ledger, as, proposal);
      const unknown = { agreementId: `A${'Z'.repeat(30)}`, termsVersion: 2 };
      const other = { ...proposal, argument: JSON.stringify(unknown) };
      return stub.wrappedMethod.call(ledger, as, other);
    });
    const fields = { number: 2, termsHash: '0'.repeat(64) };
    const command = {
      type: 'consentToAmendment',
      commandId: commandId('f'),
      agreementId,
      ...fields,
    };
    const request = { actor, command: command as never, isAsync: false };
    assert.equal(await codeOf(submitCommand(services, request)), 'AGREEMENT_NOT_FOUND');
  });

  it('shows documents by the parties of their own version', async () => {
    await propose();
    await file(all);
    const { services, actor } = of('retail.maker');
    const document = { agreementId, kind: 'commercial', part: 'order', termsVersion: 2 };
    assert.ok(await readDocument(services, actor, document));
    const inspector = of('quality.maker');
    const refused = readDocument(inspector.services, inspector.actor, document);
    assert.equal(await codeOf(refused), 'DOCUMENT_NOT_SHOWN');
  });

  it('shows the recipient what was disclosed to it, and nothing else', async () => {
    const recipient = of('arbitration.maker');
    const document = { agreementId, kind: 'technical', part: 'order' };
    const read = (part = 'order'): Promise<unknown> =>
      readDocument(recipient.services, recipient.actor, { ...document, part });
    assert.equal(await codeOf(read()), 'AGREEMENT_NOT_FOUND');
    const shown = { kind: 'technical', termsVersion: 1, to: recipient.actor.participant };
    const { technical } = testDeal().documents;
    await send('textiles.maker', { type: 'fileDisclosure', ...shown }, technical);
    await send('textiles.maker', { type: 'discloseDocuments', ...shown, parts: ['order'] });
    assert.ok(await read());
    assert.equal(await codeOf(read('delivery')), 'DOCUMENT_NOT_SHOWN');
  });
});
