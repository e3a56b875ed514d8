import assert from 'node:assert/strict';
import {
  commandIdSchema,
  emptyState,
  limits,
  milestoneIdSchema,
  type Command,
  type Event,
  type Facts,
  type Milestone,
} from '@tranche/chaincode/domain';
import { canonicalize, hashOf, sha256, summarize } from '@tranche/chaincode/ledger';
import { answerOf } from '@tranche/chaincode/ledger/summary';
import { administratorOf, userOf } from '../../../support/cast.js';
import { MONDAY, txIdOf } from '../../../support/memory-ledger.js';
import { Scene } from '../domain/support/scene.js';

interface Payload {
  readonly rules: number;
  readonly actor: { readonly participant: string | null };
  readonly events: readonly unknown[];
  readonly omitted?: number;
}

const facts: Facts = {
  actor: userOf('textiles.maker'),
  at: MONDAY,
  outages: [],
  txId: txIdOf(1),
  inputHash: sha256('input'),
  filed: new Map(),
  hashOf,
};
const command = { type: 'registerParticipant', commandId: commandIdSchema.parse('c') } as Command;

/** Activations of milestones whose ids have so many characters each. */
function activations(agreementId: Milestone['agreementId'], lengths: readonly number[]): Event[] {
  return lengths.map((length) => {
    const milestoneId = milestoneIdSchema.parse('m'.repeat(length));
    return { type: 'MilestoneActivated', agreementId, milestoneId };
  });
}

/** The bytes of the event that a command with these events has, and what they say. */
function emitted(events: readonly Event[]): { readonly bytes: number; readonly payload: Payload } {
  const bytes = answerOf({ command, facts, state: emptyState, events }).event?.payload;
  assert.ok(bytes !== undefined);
  const payload = JSON.parse(Buffer.from(bytes).toString()) as Payload;
  return { bytes: bytes.byteLength, payload };
}

describe('an event in short', () => {
  let order: Milestone;

  before(async () => {
    const scene = await Scene.secured();
    await scene.perform('order');
    order = scene.milestone('order');
  });

  it('keeps the ids of what it is about', () => {
    const { agreementId, id: milestoneId } = order;
    const ids = { agreementId, milestoneId, dependency: order.id, reached: 'accepted' } as const;
    const event: Event = { type: 'DependencyReached', ...ids };
    assert.deepEqual(summarize(event), event);
  });

  it('of a due share names the order and its ranges, and nothing else of it', () => {
    const { agreementId, id: milestoneId } = order;
    const [due] = order.orders;
    assert.ok(due !== undefined);
    const event: Event = { type: 'ShareDue', agreementId, milestoneId, order: due };
    const short = { type: 'ShareDue', agreementId, milestoneId };
    assert.deepEqual(summarize(event), { ...short, orderId: due.id, ranges: due.ranges });
  });

  it('of a presentation names its number, and nothing else of it', () => {
    const { agreementId, id: milestoneId } = order;
    const [presentation] = order.review.presentations;
    assert.ok(presentation !== undefined);
    const ids = { agreementId, milestoneId };
    const event: Event = { type: 'PresentationMade', ...ids, presentation };
    assert.deepEqual(summarize(event), { type: 'PresentationMade', ...ids, number: 1 });
  });

  it('leaves out documents, terms, hashes and people', async () => {
    const scene = await Scene.secured();
    await scene.perform('order');
    await scene.pay('order');
    await scene.ship();
    const permitted = [
      'type',
      'agreementId',
      'milestoneId',
      'orderId',
      'proposalId',
      'number',
      'attempt',
      'dependency',
      'reached',
      'ranges',
    ];
    for (const { event } of scene.consortium.ledger.answers) {
      if (event === undefined) continue;
      const { events } = JSON.parse(Buffer.from(event.payload).toString()) as Payload;
      assert.ok(event.payload.byteLength <= limits.eventBytes);
      for (const each of events) {
        const others = Object.keys(each as object).filter((field) => !permitted.includes(field));
        assert.deepEqual(others, []);
      }
    }
  });
});

describe('the event of a transaction', () => {
  const agreementId = `A${'B'.repeat(30)}` as Milestone['agreementId'];

  it('tells every event while they fit, and how many it left out when they do not', () => {
    const few = emitted(activations(agreementId, [1, 2, 3]));
    assert.equal(few.payload.events.length, 3);
    assert.equal('omitted' in few.payload, false);
    const lengths = Array<number>(500).fill(32);
    const many = emitted(activations(agreementId, lengths));
    assert.equal(many.payload.events.length + (many.payload.omitted ?? 0), 500);
    assert.ok(many.bytes <= limits.eventBytes);
  });

  it('is filled as far as whole events fit, and no further', () => {
    const lengths = Array<number>(500).fill(1);
    for (let first = 1; first <= 32; first += 1) {
      const events = activations(agreementId, [first, ...lengths]);
      const { bytes, payload } = emitted(events);
      const [summary] = payload.events.slice(-1);
      assert.ok(bytes <= limits.eventBytes);
      assert.ok(bytes + canonicalize(summary).length + 1 > limits.eventBytes - 1);
    }
  });

  it('of a member’s administrator names no participant, and 0 before there are rules', () => {
    const actor = administratorOf('BankMSP');
    const answer = answerOf({ command, facts: { ...facts, actor }, state: emptyState, events: [] });
    const { event, response } = answer;
    assert.ok(event !== undefined);
    const payload = JSON.parse(Buffer.from(event.payload).toString()) as Payload;
    assert.equal(payload.actor.participant, null);
    assert.equal(payload.rules, 0);
    assert.equal('agreementId' in (JSON.parse(response) as object), false);
  });
});
