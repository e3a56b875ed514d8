import assert from 'node:assert/strict';
import {
  milestoneIdSchema,
  remainingBps,
  type Condition,
  type Instrument,
} from '@tranche/chaincode/domain';
import { refusalOf } from '../../../support/consortium.js';
import { DAY, dealOf, fileHash, tranche } from './support/deal.js';
import { demand, recordInstrument } from './support/instrument.js';
import { Scene } from './support/scene.js';

const guaranteed: Condition = {
  type: 'instrument',
  instrument: 'performance-guarantee',
  inForce: true,
};

function instrumentOf(scene: Scene, milestoneId = 'order'): Instrument {
  const [instrument] = scene.milestone(milestoneId).delivery.instruments;
  if (instrument === undefined) throw new Error('no instrument is on record');
  return instrument;
}

describe('a guarantee', () => {
  it('is on record with issuer, beneficiary, rules, expiry and reductions', async () => {
    const scene = await Scene.secured();
    const reductions = [{ milestoneId: 'order', bps: 4_000 }];
    await recordInstrument(scene, { reductions });
    const { issuer, beneficiary, rules, reductions: known } = instrumentOf(scene);
    assert.deepEqual([issuer, beneficiary, rules], ['Harbour Bank', 'buyer', 'URDG-758']);
    assert.deepEqual(known, reductions);
  });

  it('is reduced once its own milestone is reached', async () => {
    const scene = await Scene.secured();
    await recordInstrument(scene, { reductions: [{ milestoneId: 'order', bps: 4_000 }] });
    assert.equal(remainingBps(scene.milestone('order'), instrumentOf(scene)), 10_000);
    await scene.perform('order');
    assert.equal(remainingBps(scene.milestone('order'), instrumentOf(scene)), 6_000);
  });

  it('meets no condition once what was reached has reduced it to nothing', async () => {
    const scene = await Scene.secured(
      dealOf([
        { id: 'first' },
        {
          id: 'second',
          dependsOn: ['first'],
          tranches: [
            tranche('guaranteed', 5_000, guaranteed),
            tranche('later', 5_000, { type: 'date', notBefore: 9_000_000_000_000 as never }),
          ].map((each, index) => (index === 1 ? { ...each, advance: true } : each)),
        },
      ]),
    );
    const reductions = [{ milestoneId: 'first', bps: 10_000 }];
    await recordInstrument(scene, { reductions }, 'second');
    await scene.perform('first');
    const milestone = scene.milestone('second');
    assert.equal(remainingBps(milestone, instrumentOf(scene, 'second')), 0);
    assert.equal(milestone.orders.length, 0);
    await recordInstrument(scene, { reference: fileHash('another') }, 'second');
    assert.equal(scene.milestone('second').orders.length, 1);
  });

  it('counts a milestone that is settled, but not accepted, as not reached', async () => {
    const scene = await Scene.secured();
    const milestone = scene.milestone('order');
    const id = milestoneIdSchema.parse('other');
    const reached = [{ id, settled: scene.consortium.now() }];
    const delivery = { ...milestone.delivery, reached };
    const reductions = [{ milestoneId: id, bps: 4_000 }];
    assert.equal(remainingBps({ ...milestone, delivery }, { reductions }), 10_000);
  });

  it('has every demand under it on record, and no share moves', async () => {
    const scene = await Scene.secured();
    await recordInstrument(scene);
    await recordInstrument(scene, { reference: fileHash('another') });
    const { position } = scene.milestone('order');
    for (const name of ['one', 'two']) await demand(scene, name);
    await demand(scene, 'three', { instrument: 2 });
    const { delivery, position: after } = scene.milestone('order');
    assert.deepEqual(
      delivery.instruments.map(({ demands }) => demands?.map(({ document }) => document)),
      [[fileHash('one'), fileHash('two')], [fileHash('three')]],
    );
    assert.deepEqual(after, position);
  });

  it('has at most eight demands, eight reductions, and those to its whole amount', async () => {
    const scene = await Scene.secured();
    const eight = Array.from({ length: 8 }, () => ({ milestoneId: 'order', bps: 1_250 }));
    await recordInstrument(scene, { reductions: eight });
    const nine = [...eight, { milestoneId: 'order', bps: 1 }];
    const over = recordInstrument(scene, { reductions: nine });
    assert.equal(await refusalOf(over), 'COMMAND_MALFORMED');
    for (let count = 0; count < 8; count += 1) {
      await demand(scene, `demand ${String(count)}`);
      scene.consortium.wait(DAY);
    }
    assert.equal(await refusalOf(demand(scene, 'ninth')), 'DEMANDS_EXHAUSTED');
  });
});
