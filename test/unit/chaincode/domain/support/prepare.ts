import type { SubmissionType } from '@tranche/chaincode/domain';
import type { CommandFields } from '../../../../support/consortium.js';
import type { Probe } from './probe.js';
import type { Scene } from './scene.js';

/** Makes a probe of a command. */
export type Prepare = (type: SubmissionType) => Promise<Probe>;

/** A probe of a command on a scene, whose fields are made last. */
export function on(
  begin: () => Promise<Scene>,
  fieldsOf: (scene: Scene) => CommandFields | Promise<CommandFields>,
): Prepare {
  return async (type) => {
    const scene = await begin();
    const { consortium, agreementId } = scene;
    return { consortium, type, fields: { agreementId, ...(await fieldsOf(scene)) } };
  };
}
