import { caseDeal, fileHash } from '../support/deal.js';
import { proposeTermination, terminate } from '../support/ending.js';
import { Scene } from '../support/scene.js';
import type { Refusal } from './refusal.js';

const splits = [{ milestoneId: 'order', payeeBps: 5_000 }];

/** Refusals of the ends of an agreement. */
export const endingRefusals: readonly Refusal[] = [
  ...(
    [
      ['closeAgreement', 'textiles.maker', {}],
      ['proposeTermination', 'textiles.maker', { splits }],
      ['acceptTermination', 'retail.checker', { number: 1, hash: fileHash('termination') }],
      ['withdrawTermination', 'textiles.maker', { number: 1 }],
    ] as const
  ).map(([type, label, fields]): Refusal => ({
    code: 'AGREEMENT_NOT_ACTIVE',
    when: `${type} comes before every party signed`,
    provoke: async () => (await Scene.proposed(caseDeal())).send(label, type, fields),
  })),
  {
    code: 'AGREEMENT_NOT_FINISHED',
    when: 'an agreement is closed while parts of it are held',
    params: { milestone: 'order' },
    provoke: async () => (await Scene.secured()).send('textiles.maker', 'closeAgreement'),
  },
  {
    code: 'TERMINATION_ALREADY_OPEN',
    when: 'the other side proposes a termination while one is open',
    params: { number: 1 },
    provoke: async (): Promise<unknown> => {
      const scene = await Scene.active();
      await proposeTermination(scene, splits);
      return proposeTermination(scene, splits, 'retail.maker');
    },
  },
  {
    code: 'MILESTONE_NOT_FOUND',
    when: 'a termination splits a milestone that is none',
    params: { id: 'nothing' },
    provoke: async (): Promise<unknown> => {
      const scene = await Scene.active();
      return proposeTermination(scene, [{ milestoneId: 'nothing', payeeBps: 0 }]);
    },
  },
  {
    code: 'ID_LISTED_TWICE',
    when: 'a termination splits a milestone twice',
    params: { id: 'order' },
    provoke: async () => proposeTermination(await Scene.active(), [...splits, ...splits]),
  },
  {
    code: 'TERMINATION_NOT_FOUND',
    when: 'a party consents to a termination that is not open',
    params: { number: 2 },
    provoke: async (): Promise<unknown> => {
      const scene = await Scene.active();
      const { hash } = await proposeTermination(scene, splits);
      return scene.send('retail.checker', 'acceptTermination', { number: 2, hash });
    },
  },
  {
    code: 'APPROVER_NOT_SEPARATE',
    when: 'the side that proposed a termination consents to it',
    params: { reason: 'this party proposed the termination' },
    provoke: async (): Promise<unknown> => {
      const scene = await Scene.active();
      const { number, hash } = await proposeTermination(scene, splits);
      return scene.send('textiles.checker', 'acceptTermination', { number, hash });
    },
  },
  {
    code: 'TERMINATION_HASH_MISMATCH',
    when: 'a party consents to another termination than the open one',
    provoke: async (): Promise<unknown> => {
      const scene = await Scene.active();
      const { number } = await proposeTermination(scene, splits);
      const hash = fileHash('another');
      return scene.send('retail.checker', 'acceptTermination', { number, hash });
    },
  },
  {
    code: 'AGREEMENT_TERMINATED',
    when: 'something is presented after a termination',
    provoke: async (): Promise<unknown> => {
      const scene = await Scene.secured();
      await terminate(scene, splits);
      return scene.present('order');
    },
  },
];
