import assert from 'node:assert/strict';
import {
  measure,
  mspSchema,
  querySchemas,
  registryQuerySchemas,
  SHARE_WHOLE,
} from '@tranche/chaincode/domain';
import { ask, canonicalize, hashOf, keys, rulesInForce } from '@tranche/chaincode/ledger';
import { userOf } from '../../../support/cast.js';
import { MemoryConsortium, type CommandFields } from '../../../support/consortium.js';
import { Scene } from '../domain/support/scene.js';
import { callBy } from './support/recorded.js';

type Question = keyof typeof querySchemas;

const bank = mspSchema.parse('BankMSP');
const header = { kind: 'commercial', part: 'header', termsVersion: 1 } as const;

/** Asks a question, as the bank on its own node. */
function asked<T>(scene: Scene, type: Question, fields: CommandFields): Promise<T> {
  const { consortium, agreementId } = scene;
  return consortium.ask('trade-bank.maker', type, { agreementId, ...fields }) as Promise<T>;
}

interface AgreementAnswer {
  readonly agreement: { readonly status: string };
  readonly terms: { readonly terms: object };
  readonly milestones: readonly {
    readonly id: string;
    readonly status: string;
    readonly acceptedShare: number;
    readonly dueDate: number;
    readonly shares: Readonly<Record<string, number>>;
  }[];
}

describe('a question', () => {
  let scene: Scene;

  before(async () => {
    scene = await Scene.secured();
    await scene.perform('order');
    await scene.approve('order', 1);
    await scene.approve('order', 2);
  });

  it('about an agreement answers its record, its terms and each milestone in short', async () => {
    const answer = await asked<AgreementAnswer>(scene, 'agreement', {});
    const { agreement, terms, milestones } = answer;
    assert.deepEqual(agreement, scene.agreement());
    assert.deepEqual(terms.terms, scene.deal.terms);
    const expected = ['order', 'shipment', 'delivery'].map((id) => {
      const { delivery, review, position } = scene.milestone(id);
      const { acceptedShare, dueDate } = review;
      return { id, status: delivery.status, acceptedShare, dueDate, shares: measure(position) };
    });
    assert.deepEqual(milestones, expected);
    assert.equal(milestones[0]?.acceptedShare, SHARE_WHOLE);
  });

  it('about a milestone answers its record, its definition and the state of orders', async () => {
    interface MilestoneAnswer {
      readonly definition: object;
      readonly orders: readonly { readonly id: string; readonly state: string }[];
    }
    const answer = await asked<MilestoneAnswer>(scene, 'milestone', { milestoneId: 'order' });
    const { slice, orders } = scene.milestone('order');
    assert.deepEqual(answer.definition, slice.definition);
    assert.deepEqual(answer.orders, [{ ...orders[0], state: 'approved' }]);
    assert.equal('commands' in answer, false);
    assert.equal('slice' in answer, false);
  });

  it('about a position answers its intervals and their sizes', async () => {
    const answer = await asked(scene, 'position', { milestoneId: 'order' });
    const { position } = scene.milestone('order');
    assert.deepEqual(answer, { position, shares: measure(position) });
  });

  it('about next actions answers who can do what', async () => {
    interface Actions {
      readonly actions: readonly { readonly command: string; readonly participant: string }[];
    }
    const { actions } = await asked<Actions>(scene, 'nextActions', {});
    assert.deepEqual(
      actions.filter(({ command }) => command === 'instructOrder').map((each) => each.participant),
      ['BankMSP:trade-bank'],
    );
  });

  it('about history answers every value of one record, oldest first', async () => {
    interface History {
      readonly entries: readonly {
        readonly txId: string;
        readonly at: number;
        readonly record: unknown;
      }[];
    }
    const { entries } = await asked<History>(scene, 'history', { milestoneId: 'order' });
    assert.deepEqual(entries.at(-1)?.record, scene.milestone('order'));
    const times = entries.map(({ at }) => at);
    assert.deepEqual(
      times,
      times.toSorted((one, other) => one - other),
    );
    assert.equal(new Set(entries.map(({ txId }) => txId)).size, entries.length);
    const agreement = await asked<History>(scene, 'history', {});
    assert.deepEqual(agreement.entries.at(-1)?.record, scene.agreement());
  });

  it('about the history of a milestone that does not exist is refused', async () => {
    const work = asked(scene, 'history', { milestoneId: 'missing' });
    await assert.rejects(work, { code: 'MILESTONE_NOT_FOUND', params: { id: 'missing' } });
  });

  it('about a document answers it from the node’s own collection', async () => {
    const { document } = await asked<{ readonly document: unknown }>(scene, 'document', header);
    const { commitments } = scene.deal.terms;
    assert.equal(hashOf(document), commitments.header);
  });

  it('about a document on another member’s node is refused, to a holder as to anyone', async () => {
    const { consortium, agreementId } = scene;
    for (const label of ['textiles.maker', 'quality.maker']) {
      const work = consortium.askOn(bank, userOf(label), 'document', { agreementId, ...header });
      await assert.rejects(work, { code: 'PRIVATE_READ_ELSEWHERE' });
    }
  });

  it('about a document that the node does not hold is refused by its place', async () => {
    const work = asked(scene, 'document', { ...header, termsVersion: 2 });
    const params = { part: 'commercial/header' };
    await assert.rejects(work, { code: 'DOCUMENT_NOT_FOUND', params });
  });

  for (const type of ['agreement', 'nextActions', 'history'] as const) {
    it(`about ${type} of an unknown agreement is refused`, async () => {
      const id = `A${'Z'.repeat(30)}`;
      const work = asked(scene, type, { agreementId: id });
      await assert.rejects(work, { code: 'AGREEMENT_NOT_FOUND', params: { id } });
    });
  }

  for (const type of ['milestone', 'position'] as const) {
    it(`about ${type} of an unknown milestone is refused`, async () => {
      const work = asked(scene, type, { milestoneId: 'missing' });
      await assert.rejects(work, { code: 'MILESTONE_NOT_FOUND', params: { id: 'missing' } });
    });
  }

  for (const type of Object.keys(querySchemas) as Question[]) {
    it(`about ${type} is refused when it is malformed`, async () => {
      const reads = scene.consortium.ledger.readsOn(bank);
      const actor = userOf('trade-bank.maker');
      const params = { path: '$', problem: 'not a query of this kind' };
      const extra = canonicalize({ agreementId: scene.agreementId, extra: 1 });
      const isOfRegistry = type in registryQuerySchemas && type !== 'vote';
      for (const input of [...(isOfRegistry ? [] : ['{}']), '[]', extra]) {
        const work = ask(reads, type, callBy(actor, input));
        await assert.rejects(work, { code: 'COMMAND_MALFORMED', params });
      }
    });
  }
});

describe('the rules in force', () => {
  it('are those on record, and 0 before the founding', async () => {
    const empty = MemoryConsortium.empty().ledger;
    assert.equal(await rulesInForce(empty.readsOn(bank)), 0);
    const { ledger } = await MemoryConsortium.found();
    assert.equal(await rulesInForce(ledger.readsOn(bank)), 1);
    assert.ok(ledger.values.has(keys.rules()));
  });
});
