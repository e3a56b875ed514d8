import { MONDAY } from '../../../../support/memory-ledger.js';
import { DAY, fileHash } from './deal.js';
import { on } from './prepare.js';
import { Scene, SECURITY_EXPIRY } from './scene.js';
import { anotherDocument, dualDeal, enter, fileBalance } from './security.js';

/** Nobody secured it until the funding deadline. */
async function unfunded(): Promise<Scene> {
  const scene = await Scene.active();
  scene.consortium.setClock(scene.deal.terms.fundingBy + DAY);
  return scene;
}

/** Each command on a security where nothing but the caller stands in its way. */
export const securityProbes = {
  confirmSecurity: on(
    () => Scene.active(dualDeal()),
    async (scene) => ({ document: await enter(scene) }),
  ),
  acceptShortSecurity: on(
    () => Scene.active(),
    () => ({ expiry: MONDAY + 30 * DAY }),
  ),
  extendSecurity: on(
    () => Scene.secured(),
    async (scene) => ({
      expiry: SECURITY_EXPIRY + 1,
      document: await anotherDocument(scene),
    }),
  ),
  increaseSecurity: on(
    () => Scene.secured(),
    async (scene) => ({
      reference: fileHash('larger statement'),
      document: await anotherDocument(scene),
    }),
  ),
  releaseSecurity: on(
    () => Scene.secured(),
    () => ({ milestoneId: 'order' }),
  ),
  lapseUnsecured: on(unfunded, () => ({ milestoneId: 'order' })),
  attestBalance: on(
    () => Scene.secured(),
    async (scene) => ({ document: await fileBalance(scene), asOf: '2026-03-02' }),
  ),
} as const;
