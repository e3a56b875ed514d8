import assert from 'node:assert/strict';
import type { AssignmentStatus } from '@tranche/chaincode/domain';
import { refusalOf } from '../../../support/consortium.js';
import {
  answer,
  assign,
  financedScene,
  ONLY,
  propose,
  proposed,
  recordFinancing,
} from './support/assignment.js';
import { fileHash } from './support/deal.js';
import type { Scene } from './support/scene.js';

/** Brings the only assignment of a milestone into a state. */
const into: Readonly<Record<'none' | AssignmentStatus, (scene: Scene) => Promise<void>>> = {
  none: () => Promise.resolve(),
  proposed: (scene) => proposed(scene),
  active: (scene) => assign(scene),
  rejected: async (scene) => {
    await proposed(scene);
    await answer(scene, 'rejectAssignment', {}, 'trade-bank.checker');
  },
  released: async (scene) => {
    await assign(scene);
    await answer(scene, 'releaseAssignment');
  },
};

/** Every command on an assignment. */
const commands: Readonly<Record<string, (scene: Scene) => Promise<unknown>>> = {
  recordFinancing: (scene) => recordFinancing(scene),
  proposeAssignment: (scene) => propose(scene),
  acknowledgeAssignment: (scene) => {
    const hash = scene.milestone(ONLY).assignments?.[0]?.hash ?? fileHash('none');
    const fields = { number: 1, hash };
    return scene.on(ONLY, 'trade-bank.checker', 'acknowledgeAssignment', fields);
  },
  rejectAssignment: (scene) => answer(scene, 'rejectAssignment'),
  releaseAssignment: (scene) => answer(scene, 'releaseAssignment'),
  consentToAct: (scene) => answer(scene, 'consentToAct', { act: fileHash('act') }),
};

const done = 'done';
const twice = 'INVOICE_ALREADY_FINANCED';
const wrong = 'ASSIGNMENT_NOT_IN_STATE';
const unknown = 'ASSIGNMENT_NOT_FOUND';

/** What each command comes to in each state, in the order of `commands`. */
const table: Readonly<Record<keyof typeof into, readonly string[]>> = {
  none: [done, 'FINANCING_NOT_FOUND', unknown, unknown, unknown, unknown],
  proposed: [twice, twice, done, done, wrong, wrong],
  active: [twice, twice, wrong, wrong, done, done],
  rejected: [twice, done, wrong, wrong, wrong, wrong],
  released: [twice, twice, wrong, wrong, wrong, wrong],
};

describe('every command on an assignment in every state of it', () => {
  for (const [state, expected] of Object.entries(table)) {
    for (const [index, [name, send]] of Object.entries(commands).entries()) {
      const result = expected[index] ?? assert.fail('the table has no empty cell');
      it(`${name} of one that is ${state}: ${result}`, async () => {
        const scene = await financedScene();
        await into[state as keyof typeof into](scene);
        if (result === done) await send(scene);
        else assert.equal(await refusalOf(send(scene)), result);
      });
    }
  }
});
