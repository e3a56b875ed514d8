import assert from 'node:assert/strict';
import {
  evaluate,
  instantSchema,
  judgeOf,
  milestoneIdSchema,
  participantIdSchema,
  type Leaf,
} from '@tranche/chaincode/domain';
import { textileParties } from '../../../../scripts/case/textile-deal.js';
import { MONDAY } from '../../../support/memory-ledger.js';
import { DAY, dealOf } from './support/deal.js';
import { suspendReview } from './support/review.js';
import { Scene } from './support/scene.js';

const { exporter, buyer, bank } = textileParties;
const line = participantIdSchema.parse('InspectorMSP:line');
const id = milestoneIdSchema.parse('only');

describe('who owes what a condition misses', () => {
  const rows: readonly (readonly [leaf: Leaf, owedBy: string])[] = [
    [{ type: 'evidence', docType: 'invoice', min: 1, from: line }, line],
    [{ type: 'inspection', outcome: 'pass' }, 'InspectorMSP:quality'],
    [{ type: 'event', code: 'LOAD', source: line }, line],
    [{ type: 'acceptance', by: buyer }, exporter],
    [{ type: 'date', notBefore: instantSchema.parse(MONDAY + DAY) }, 'time'],
    [{ type: 'after', of: { kind: 'inspection' }, days: 1, kind: 'business' }, 'time'],
    [{ type: 'milestone', id, reached: 'settled' }, 'milestone:only'],
    [{ type: 'instrument', instrument: 'credit', inForce: true }, bank],
  ];
  for (const [leaf, owedBy] of rows) {
    it(`is ${owedBy} for ${leaf.type}`, async () => {
      const scene = await Scene.secured(dealOf([{ id: 'only' }]));
      const judge = judgeOf(scene.milestone('only'), scene.consortium.now());
      const found = evaluate(leaf, judge);
      assert.deepEqual(found, { met: false, missing: [leaf], owedBy: [owedBy] });
    });
  }

  it('is the reviewer for an acceptance while something is under review', async () => {
    const scene = await Scene.secured(dealOf([{ id: 'only' }]));
    await scene.present('only');
    const judge = judgeOf(scene.milestone('only'), scene.consortium.now());
    assert.deepEqual(evaluate({ type: 'acceptance', by: buyer }, judge).owedBy, [buyer]);
  });

  it('is the exporter for an acceptance while the review stands still', async () => {
    const scene = await Scene.secured(dealOf([{ id: 'only' }]));
    await scene.present('only');
    await suspendReview(scene, 'only', [1]);
    const judge = judgeOf(scene.milestone('only'), scene.consortium.now());
    assert.deepEqual(evaluate({ type: 'acceptance', by: buyer }, judge).owedBy, [exporter]);
  });
});
