import { participantIdSchema, type SubmissionType } from '@tranche/chaincode/domain';
import { textileParties } from '../../../../../scripts/case/textile-deal.js';
import { castMembers, castParticipants } from '../../../../support/cast.js';
import { MemoryConsortium, type CommandFields } from '../../../../support/consortium.js';
import { MONDAY } from '../../../../support/memory-ledger.js';
import { caseDeal, DAY, fileHash } from './deal.js';
import { lapse, proposeTermination } from './ending.js';
import type { Probe } from './probe.js';
import { hold, report, resolve } from './payment.js';
import { foundingHash, proposeFounding, rewrite, rewriteAgreement } from './records.js';
import { discrepancy, evidenceFields, inspectionFields } from './fields.js';
import { on, type Prepare } from './prepare.js';
import { Scene } from './scene.js';
import { securityProbes } from './security-probes.js';

const onOrder = { milestoneId: 'order' } as const;
const onShipment = { milestoneId: 'shipment' } as const;

async function shipping(): Promise<Scene> {
  const scene = await Scene.secured();
  await scene.attach('shipment', 'bill-of-lading');
  return scene;
}

async function presenting(): Promise<Scene> {
  const scene = await Scene.secured();
  await scene.attach('order');
  return scene;
}

async function presented(): Promise<Scene> {
  const scene = await Scene.secured();
  await scene.present('order');
  return scene;
}

async function due(): Promise<Scene> {
  const scene = await presented();
  await scene.accept('order');
  return scene;
}

async function approved(): Promise<Scene> {
  const scene = await due();
  await scene.approve('order', 1);
  await scene.approve('order', 2);
  return scene;
}

async function instructed(): Promise<Scene> {
  const scene = await approved();
  await scene.instruct('order');
  return scene;
}

const setbackFields = { attempt: 1, reason: 'AC04', message: fileHash('pacs') } as const;

async function held(): Promise<Scene> {
  const scene = await due();
  await hold(scene, 'order', 'sanctions');
  const { hold: barred } = scene.order('order');
  const by = { participant: textileParties.bank, user: 'another officer' };
  const [order] = scene.milestone('order').orders;
  const orders = [{ ...order, hold: { ...barred, by } }] as never;
  await rewrite(scene, 'order', { orders });
  return scene;
}

async function excepted(): Promise<Scene> {
  const scene = await Scene.secured();
  await report(scene, 'order');
  return scene;
}

async function writingOff(): Promise<Scene> {
  const scene = await excepted();
  await resolve(scene, 'order', 'written-off');
  return scene;
}

/** What anybody but its owner's other users entered. */
async function resolving(): Promise<Scene> {
  const scene = await excepted();
  await resolve(scene, 'order', 'corrected');
  return scene;
}

async function settled(): Promise<Scene> {
  const scene = await instructed();
  await scene.settle('order');
  return scene;
}

function ofOrder(scene: Scene): CommandFields {
  const { id: orderId, hash } = scene.order('order');
  return { ...onOrder, orderId, hash };
}

function withoutHash({ hash: _hash, ...fields }: CommandFields): CommandFields {
  return fields;
}

/** Registers a buyer, which only the buyer’s administrator may: others are refused for the role. */
async function registering(type: SubmissionType): Promise<Probe> {
  const [first] = castParticipants;
  const consortium = await MemoryConsortium.found();
  return {
    consortium,
    type,
    fields: { localId: 'new', lei: first?.lei, name: 'New', roles: ['buyer'] },
  };
}

/** Nobody secured it until the long-stop date. */
async function lapsed(): Promise<Scene> {
  const scene = await Scene.active();
  await lapse(scene);
  return scene;
}

/** Open to the consent of either side: whoever proposed it is none of the cast. */
async function terminating(): Promise<Scene> {
  const scene = await Scene.active();
  const termination = await proposeTermination(scene, []);
  const by = { participant: participantIdSchema.parse('BuyerMSP:other'), user: 'other.maker' };
  await rewriteAgreement(scene, { termination: { ...termination, by } });
  return scene;
}

/** Each command where nothing but the caller stands in its way. */
export const probes: { readonly [T in SubmissionType]: Prepare } = {
  proposeBootstrap: (type) => {
    const consortium = MemoryConsortium.empty();
    const { parameters } = consortium;
    return Promise.resolve({ consortium, type, fields: { members: castMembers, parameters } });
  },
  confirmBootstrap: async (type) => {
    const consortium = MemoryConsortium.empty();
    await proposeFounding(consortium);
    const fields = { proposalId: 'founding', hash: foundingHash(consortium) };
    return { consortium, type, fields };
  },
  registerParticipant: registering,
  proposeAgreement: async (type) => {
    const consortium = await MemoryConsortium.found();
    return { consortium, type, fields: { terms: caseDeal().terms } };
  },
  fileDocument: async (type) => {
    const { consortium, agreementId, deal } = await Scene.proposed();
    const fields = { agreementId, kind: 'technical', to: ['BankMSP'] };
    return { consortium, type, fields, documents: deal.documents.technical };
  },
  acceptAgreement: on(
    () => Scene.proposed(),
    (scene) => ({ termsHash: scene.agreement().termsHash }),
  ),
  declineAgreement: on(
    () => Scene.proposed(),
    () => ({}),
  ),
  withdrawAgreement: on(
    () => Scene.proposed(),
    () => ({}),
  ),
  advanceAgreement: on(
    async () => {
      const scene = await Scene.proposed();
      scene.consortium.wait(30 * DAY);
      return scene;
    },
    () => ({}),
  ),
  closeAgreement: on(lapsed, () => ({})),
  proposeTermination: on(
    () => Scene.active(),
    () => ({ splits: [] }),
  ),
  acceptTermination: on(terminating, (scene) => {
    const { number = 0, hash } = scene.agreement().termination ?? {};
    return { number, hash };
  }),
  withdrawTermination: on(terminating, () => ({ number: 1 })),
  secureFunds: on(
    () => Scene.active(),
    (scene) => scene.securityFields(),
  ),
  ...securityProbes,
  attachEvidence: on(
    () => Scene.secured(),
    () => ({
      ...onOrder,
      ...evidenceFields('invoice', fileHash('invoice')),
    }),
  ),
  recordInspection: on(
    () => Scene.secured(),
    () => ({ ...onShipment, ...inspectionFields() }),
  ),
  recordEvent: on(shipping, (scene) => ({ ...onShipment, ...scene.loadingFields() })),
  recordInstrument: on(
    () => Scene.secured(),
    () => ({
      ...onOrder,
      instrument: 'credit',
      reference: fileHash('credit'),
      expiry: MONDAY + 300 * DAY,
    }),
  ),
  advanceMilestone: on(
    async () => {
      const scene = await presented();
      scene.consortium.wait(30 * DAY);
      return scene;
    },
    () => onOrder,
  ),
  presentMilestone: on(presenting, () => ({ ...onOrder, evidence: [1] })),
  acceptPresentation: on(presented, (scene) => ({
    ...onOrder,
    ...scene.presentationFields('order'),
    discrepancies: [],
  })),
  refusePresentation: on(presented, (scene) => ({
    ...onOrder,
    ...scene.presentationFields('order'),
    discrepancies: [discrepancy()],
    documents: 'held',
  })),
  approveOrder: on(due, ofOrder),
  instructOrder: on(approved, (scene) => ({
    ...withoutHash(ofOrder(scene)),
    paymentFile: fileHash('pain.001'),
  })),
  settleOrder: on(instructed, async (scene) => ({
    ...onOrder,
    ...(await scene.settlementFields('order')),
  })),
  acknowledgeCredit: on(settled, (scene) => withoutHash(ofOrder(scene))),
  holdOrder: on(due, (scene) => ({ ...withoutHash(ofOrder(scene)), reason: 'sanctions' })),
  renewHold: on(held, (scene) => withoutHash(ofOrder(scene))),
  unholdOrder: on(held, (scene) => withoutHash(ofOrder(scene))),
  rejectOrder: on(instructed, (scene) => ({ ...withoutHash(ofOrder(scene)), ...setbackFields })),
  returnOrder: on(settled, (scene) => ({ ...withoutHash(ofOrder(scene)), ...setbackFields })),
  reportException: on(
    () => Scene.secured(),
    () => ({ ...onOrder, kind: 'unmatched', note: fileHash('note') }),
  ),
  resolveException: on(excepted, () => ({
    ...onOrder,
    number: 1,
    as: 'corrected',
    note: fileHash('end'),
  })),
  consentToResolution: on(writingOff, () => ({ ...onOrder, number: 1, note: fileHash('end') })),
  confirmResolution: on(resolving, () => ({ ...onOrder, number: 1, note: fileHash('end') })),
};
