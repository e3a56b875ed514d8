import { SHARE_BASIS_POINT, type SubmissionType } from '@tranche/chaincode/domain';
import { castMembers, castParticipants } from '../../../../support/cast.js';
import { MemoryConsortium, type CommandFields } from '../../../../support/consortium.js';
import { MONDAY } from '../../../../support/memory-ledger.js';
import { caseDeal, DAY, fileHash } from './deal.js';
import { amendmentProbes } from './amendment-probes.js';
import { disputeProbes } from './dispute-probes.js';
import type { Probe } from './probe.js';
import { foundingHash, proposeFounding } from './records.js';
import { blockedScene, needyScene, NEED, onOnly } from './performance.js';
import { discrepancy, evidenceFields, inspectionFields } from './fields.js';
import { suspendReview, undertaken } from './review.js';
import {
  approved,
  due,
  excepted,
  held,
  instructed,
  lapsed,
  presented,
  presenting,
  resolving,
  setbackFields,
  settled,
  shipping,
  terminating,
  writingOff,
} from './probe-scenes.js';
import { assignmentProbes } from './assignment-probes.js';
import { payToProbes } from './pay-to-probes.js';
import { on, type Prepare } from './prepare.js';
import { consortiumProbes } from './consortium-probes.js';
import { Scene } from './scene.js';
import { securityProbes } from './security-probes.js';

const onOrder = { milestoneId: 'order' } as const;
const onShipment = { milestoneId: 'shipment' } as const;

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
  ...consortiumProbes,
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
  ...amendmentProbes,
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
  revokeRecord: on(presenting, () => ({
    ...onOrder,
    what: 'evidence',
    number: 1,
    reason: fileHash('reason'),
  })),
  requestInspection: on(
    async () => {
      const scene = await Scene.secured();
      await scene.perform('order');
      return scene;
    },
    () => onShipment,
  ),
  reportBlocked: on(needyScene, () => ({ ...onOnly, need: NEED })),
  reportSupplied: on(blockedScene, () => ({ ...onOnly, need: NEED })),
  confirmSupplied: on(blockedScene, () => ({ ...onOnly, need: NEED })),
  endBlocked: on(
    async () => {
      const scene = await blockedScene();
      scene.consortium.wait(30 * DAY);
      return scene;
    },
    () => ({ ...onOnly, need: NEED }),
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
  suspendReview: on(presented, (scene) => ({
    ...onOrder,
    ...scene.presentationFields('order'),
    evidence: [1],
    reason: 'unreadable',
  })),
  resumeReview: on(
    async () => {
      const scene = await presented();
      await suspendReview(scene, 'order', [1]);
      return scene;
    },
    () => ({ ...onOrder, presentation: 1 }),
  ),
  reduceMilestone: on(
    () => Scene.secured(),
    () => ({ ...onOrder, share: SHARE_BASIS_POINT, reason: 'QUANTITY_SHORT' }),
  ),
  waiveCondition: on(
    () => Scene.secured(),
    () => ({ ...onOrder, tranche: 'whole', leaf: 0 }),
  ),
  waiveLateness: on(
    () => Scene.secured(),
    () => ({ ...onOrder, until: MONDAY + 60 * DAY }),
  ),
  confirmWaiver: on(
    async () => {
      const scene = await undertaken();
      await scene.on('order', 'retail.checker', 'waiveCondition', { tranche: 'whole', leaf: 0 });
      return scene;
    },
    () => ({ ...onOrder, number: 1 }),
  ),
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
  ...disputeProbes,
  ...assignmentProbes,
  ...payToProbes,
  confirmResolution: on(resolving, () => ({ ...onOrder, number: 1, note: fileHash('end') })),
};
