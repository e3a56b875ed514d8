import assert from 'node:assert/strict';
import { commandCatalogue, type SubmissionType } from '@tranche/chaincode/domain';
import type { CommandFields } from '../../../support/consortium.js';
import { userOf } from '../../../support/cast.js';
import { DAY, fileHash } from './support/deal.js';
import {
  add,
  advanceTo,
  confirmAward,
  confirmRuling,
  disputeIn,
  escalate,
  offer,
  open,
  PERCENT,
  recordAward,
  refused,
  rule,
  stakeFields,
  withdraw,
} from './support/dispute.js';
import { onOnly } from './support/performance.js';
import { answerTo } from './support/probe.js';
import type { Scene } from './support/scene.js';

/** Every state of a dispute that the exporter opened about half of what was refused. */
const states: Readonly<Record<string, (scene: Scene) => Promise<unknown>>> = {
  negotiating: () => Promise.resolve(),
  offered: offer,
  added: (scene) => add(scene, { share: PERCENT }),
  called: (scene) => scene.on('only', 'textiles.maker', 'escalateDispute', { number: 1 }),
  decision: escalate,
  ruled: async (scene) => {
    await escalate(scene);
    await rule(scene);
  },
  entered: recordAward,
  awarded: async (scene) => {
    await recordAward(scene);
    await confirmAward(scene);
  },
  late: async (scene) => {
    await escalate(scene);
    await rule(scene);
    scene.consortium.setClock((disputeIn(scene).decideBy ?? 0) + DAY);
  },
  resolved: async (scene) => {
    await escalate(scene);
    await rule(scene);
    await confirmRuling(scene);
  },
  defaulted: async (scene) => {
    await escalate(scene);
    await advanceTo(scene, disputeIn(scene).decideBy);
  },
  withdrawn: (scene) => withdraw(scene),
};

type Probe = readonly [
  label: string,
  type: SubmissionType,
  fields: (scene: Scene) => CommandFields,
];

const split = { toPayee: 0, toBuyer: 0 } as const;
const hash = fileHash('nothing');

/** Each command on a dispute, as somebody sends it who may. */
const commands: readonly Probe[] = [
  ['textiles.maker', 'openDispute', () => stakeFields()],
  ['retail.maker', 'openDispute', () => stakeFields()],
  ['retail.maker', 'addToDispute', () => stakeFields()],
  ['retail.checker', 'offerSplit', (scene) => ({ ...split, until: scene.consortium.now() + DAY })],
  [
    'retail.checker',
    'acceptOffer',
    (scene) => ({ offer: 1, hash: disputeIn(scene).offers?.[0]?.hash ?? hash }),
  ],
  ['textiles.maker', 'escalateDispute', () => ({})],
  ['retail.maker', 'escalateDispute', () => ({})],
  [
    'arbitration.maker',
    'ruleDispute',
    (scene) => ({ ...split, hash: disputeIn(scene).hash, reasons: hash }),
  ],
  [
    'arbitration.checker',
    'confirmRuling',
    (scene) => ({ hash: disputeIn(scene).ruling?.hash ?? hash }),
  ],
  ['textiles.checker', 'withdrawDispute', () => ({})],
  ['trade-bank.maker', 'recordAward', () => ({ ...split, kind: 'award', document: hash })],
  [
    'trade-bank.checker',
    'confirmAward',
    (scene) => ({ hash: disputeIn(scene).award?.hash ?? hash }),
  ],
  ['retail.maker', 'recordStay', () => ({ document: hash })],
  ['line.maker', 'advanceMilestone', () => ({})],
];

/** What a letter of the table stands for; `+` is done. */
const codes: Readonly<Record<string, string>> = {
  a: 'DISPUTE_ALREADY_OPENED',
  c: 'NEGOTIATION_STILL_OPEN',
  d: 'DISPUTE_BEING_DECIDED',
  e: 'DISPUTE_ALREADY_ESCALATED',
  h: 'DISPUTE_SHARED',
  i: 'NOTHING_DUE',
  l: 'RULING_TOO_LATE',
  n: 'DISPUTE_NOT_OPEN',
  o: 'OFFER_NOT_FOUND',
  r: 'RULING_NOT_FOUND',
  s: 'DISPUTE_NOT_ESCALATED',
  w: 'AWARD_NOT_FOUND',
  x: 'DISPUTE_NOT_EXTENDABLE',
};

/** What each command comes to in each state, in the order of `commands`. */
const table: Readonly<Record<string, string>> = {
  negotiating: 'a + + + o + + s s + + w w i',
  offered: /**/ 'a + + + + + + s s + + w w i',
  added: /*  */ 'a + x + o + + s s h + w w i',
  called: /* */ 'a + + + o c + s s + + w w i',
  decision: /**/ 'a + + + o e e + r + + w w i',
  ruled: /*  */ 'a + d + o e e + + d + w w i',
  entered: /**/ 'a + + + o + + s s + + + w i',
  awarded: /**/ 'a + d + o + + d d d d d + i',
  late: /*   */ 'a + d + o e e l l d + w w +',
  resolved: /**/ 'a + n n n n n n n n n n n i',
  defaulted: /**/ 'a + n n n n n n n n n n n i',
  withdrawn: /**/ 'a + n n n n n n n n n n n i',
};

async function answersIn(scene: Scene): Promise<readonly string[]> {
  const { consortium, agreementId } = scene;
  const answers: string[] = [];
  for (const [label, type, fieldsOf] of commands) {
    const isNumbered = type !== 'openDispute' && type !== 'advanceMilestone';
    const about = { agreementId, ...onOnly, ...(isNumbered ? { number: 1 } : {}) };
    const fields = { ...about, ...fieldsOf(scene) };
    answers.push((await answerTo(userOf(label), { consortium, type, fields })) ?? '+');
  }
  return answers;
}

describe('a dispute', () => {
  it('has a cell for each state and command', () => {
    assert.deepEqual(Object.keys(table).sort(), Object.keys(states).sort());
    const types = new Set(commands.map(([, type]) => type));
    const all = Object.entries(commandCatalogue).filter(
      ([, { contract }]) => contract === 'dispute',
    );
    for (const [type] of all) assert.ok(types.has(type as SubmissionType), type);
    for (const row of Object.values(table)) assert.equal(row.split(' ').length, commands.length);
  });

  for (const [state, bring] of Object.entries(states)) {
    it(`that is ${state} takes what its row says, and refuses the rest by its state`, async () => {
      const scene = await refused();
      await open(scene, { share: 50 * PERCENT });
      await bring(scene);
      const expected = table[state]?.split(' ').map((cell) => codes[cell] ?? cell);
      assert.deepEqual(await answersIn(scene), expected);
    });
  }
});
