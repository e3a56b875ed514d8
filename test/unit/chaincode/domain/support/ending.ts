import type { Termination } from '@tranche/chaincode/domain';
import type { SubmitAnswer } from '../../../../support/consortium.js';
import { DAY } from './deal.js';
import type { Scene } from './scene.js';

/** What the payee gets of the free parts of a milestone. */
export interface Split {
  readonly milestoneId: string;
  readonly payeeBps: number;
}

/** One side proposes to end the agreement. */
export async function proposeTermination(
  scene: Scene,
  splits: readonly Split[],
  label = 'textiles.maker',
): Promise<Termination> {
  await scene.send(label, 'proposeTermination', { splits });
  const { termination } = scene.agreement();
  if (termination === undefined) throw new Error('the termination is on record');
  return termination;
}

/** The exporter proposes to end the agreement, and the buyer consents. */
export async function terminate(scene: Scene, splits: readonly Split[]): Promise<SubmitAnswer> {
  const { number, hash } = await proposeTermination(scene, splits);
  return scene.send('retail.checker', 'acceptTermination', { number, hash });
}

/** Time passes the long-stop date, and somebody advances every milestone. */
export async function lapse(scene: Scene): Promise<void> {
  const { longStop, milestones } = scene.deal.terms;
  scene.consortium.setClock(longStop + DAY);
  for (const { id } of milestones) await scene.advance(id);
}
