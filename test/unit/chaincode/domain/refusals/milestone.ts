import { limits, type SubmissionType } from '@tranche/chaincode/domain';
import type { CommandFields } from '../../../../support/consortium.js';
import { MONDAY } from '../../../../support/memory-ledger.js';
import { DAY, fileHash } from '../support/deal.js';
import { rewrite } from '../support/records.js';
import { evidenceFields, inspectionFields } from '../support/fields.js';
import { Scene } from '../support/scene.js';
import type { Refusal } from './refusal.js';

const instrument = {
  instrument: 'performance-guarantee',
  reference: fileHash('guarantee'),
  expiry: MONDAY + 300 * DAY,
} as const;

interface Act {
  readonly type: SubmissionType;
  readonly label: string;
  readonly fields: (scene: Scene) => CommandFields;
}

/** Commands that put something on record, with whoever may. */
const acts: readonly Act[] = [
  {
    type: 'attachEvidence',
    label: 'textiles.maker',
    fields: () => evidenceFields('invoice', fileHash('invoice')),
  },
  { type: 'recordInspection', label: 'quality.maker', fields: () => inspectionFields() },
  { type: 'recordEvent', label: 'line.maker', fields: (scene) => scene.loadingFields() },
  { type: 'recordInstrument', label: 'trade-bank.maker', fields: () => instrument },
  { type: 'advanceMilestone', label: 'arbitration.maker', fields: () => ({}) },
];

/** Does one act of the same kind more than a participant may. */
async function exceed(act: Act, max: number): Promise<unknown> {
  const scene = await Scene.secured();
  await scene.attach('shipment', 'bill-of-lading');
  const { type, label } = act;
  for (let count = 0; count < max; count += 1) {
    scene.consortium.wait(60_000);
    const name = `${type} ${String(count)}`;
    const fields =
      type === 'attachEvidence' ? evidenceFields('photo', fileHash(name)) : act.fields(scene);
    await scene.on('shipment', label, type, fields);
  }
  scene.consortium.wait(60_000);
  const fields =
    type === 'attachEvidence' ? evidenceFields('photo', fileHash('last')) : act.fields(scene);
  return scene.on('shipment', label, type, fields);
}

const [attach, inspect, report, insure] = acts as [Act, Act, Act, Act, Act];
const attachAs = (label: string): Act => ({ ...attach, label });

const tooMany: readonly (readonly [who: string, act: Act, max: number, count: number])[] = [
  [
    'the exporter attaches a 33rd file',
    attach,
    limits.evidenceOfExporter,
    limits.evidenceOfExporter - 1,
  ],
  [
    'an inspector attaches a ninth file',
    attachAs('quality.maker'),
    limits.evidenceOfOther,
    limits.evidenceOfOther,
  ],
  [
    'a source attaches a ninth file',
    attachAs('line.maker'),
    limits.evidenceOfOther,
    limits.evidenceOfOther,
  ],
  ['an inspector records a ninth result', inspect, limits.evidenceOfOther, limits.evidenceOfOther],
  ['a source records a ninth event', report, limits.evidenceOfOther, limits.evidenceOfOther],
  ['the bank records a ninth instrument', insure, limits.evidenceOfOther, limits.evidenceOfOther],
];

async function recordEvent(change: (scene: Scene) => CommandFields): Promise<unknown> {
  const scene = await Scene.secured();
  await scene.attach('shipment', 'bill-of-lading');
  const fields = { ...scene.loadingFields(), ...change(scene) };
  return scene.on('shipment', 'line.maker', 'recordEvent', fields);
}

/** A milestone on which the exporter has used all its acts. */
async function exhausted(count: number): Promise<Scene> {
  const scene = await Scene.secured();
  await scene.attach('order');
  await rewrite(scene, 'order', { acts: [{ participant: 'ExporterMSP:textiles', count }] });
  return scene;
}

/** Refusals of what is put on record of a milestone. */
export const milestoneRefusals: readonly Refusal[] = [
  ...acts.map((act): Refusal => ({
    code: 'AGREEMENT_NOT_ACTIVE',
    when: `${act.type} comes before every party signed`,
    provoke: async (): Promise<unknown> => {
      const scene = await Scene.proposed();
      return scene.on('shipment', act.label, act.type, act.fields(scene));
    },
  })),
  ...acts.map((act): Refusal => ({
    code: 'MILESTONE_NOT_FOUND',
    when: `${act.type} names no milestone`,
    params: { id: 'nothing' },
    provoke: async (): Promise<unknown> => {
      const scene = await Scene.secured();
      return scene.on('nothing', act.label, act.type, act.fields(scene));
    },
  })),
  ...acts.map((act): Refusal => ({
    code: 'AGREEMENT_NOT_FOUND',
    when: `${act.type} names no agreement`,
    provoke: async (): Promise<unknown> => {
      const scene = await Scene.secured();
      const fields = { ...act.fields(scene), agreementId: `A${'Z'.repeat(30)}` };
      return scene.on('order', act.label, act.type, fields);
    },
  })),
  ...tooMany.map(([when, act, max, count]): Refusal => ({
    code: 'EVIDENCE_TOO_MANY',
    when,
    params: { max },
    provoke: () => exceed(act, count),
  })),
  {
    code: 'EVIDENCE_ALREADY_ATTACHED',
    when: 'one participant attaches one file twice',
    params: { number: 1 },
    provoke: async (): Promise<unknown> => {
      const scene = await Scene.secured();
      const fields = evidenceFields('invoice', fileHash('invoice'));
      await scene.on('order', 'textiles.maker', 'attachEvidence', fields);
      return scene.on('order', 'textiles.maker', 'attachEvidence', fields);
    },
  },
  {
    code: 'TRANSPORT_DOCUMENT_UNKNOWN',
    when: 'an event names a transport document that nobody attached',
    provoke: () => recordEvent(() => ({ transportDocument: fileHash('another bill of lading') })),
  },
  {
    code: 'EVENT_TIME_OUT_OF_RANGE',
    when: 'an event happened after the transaction',
    provoke: () => recordEvent(({ consortium }) => ({ eventTime: consortium.now() + 1001 })),
  },
  {
    code: 'EVENT_TIME_OUT_OF_RANGE',
    when: 'an event happened before the agreement was active',
    provoke: () =>
      recordEvent((scene) => ({
        eventTime: (scene.milestone('shipment').delivery.activatedAt ?? 0) - 1,
      })),
  },
  {
    code: 'INSTRUMENT_EXPIRED',
    when: 'an instrument has expired when it is recorded',
    provoke: async (): Promise<unknown> => {
      const scene = await Scene.secured();
      const expiry = scene.consortium.now() + 1000;
      return scene.on('order', 'trade-bank.maker', 'recordInstrument', { ...instrument, expiry });
    },
  },
  {
    code: 'NOTHING_DUE',
    when: 'time has made nothing true',
    provoke: async () => (await Scene.secured()).advance('order'),
  },
  {
    code: 'ACTS_EXHAUSTED',
    when: 'a participant that has used its acts on a milestone adds to the record',
    params: { max: limits.actsPerParticipant },
    provoke: async (): Promise<unknown> => {
      const scene = await exhausted(limits.actsPerParticipant);
      await scene.on('order', 'textiles.maker', 'presentMilestone', { evidence: [1] });
      return scene.attach('order');
    },
  },
  {
    code: 'ACTS_EXHAUSTED',
    when: 'a participant has used its acts of any kind on a milestone',
    params: { max: limits.decisionsPerParticipant },
    provoke: async (): Promise<unknown> => {
      const scene = await exhausted(limits.decisionsPerParticipant);
      return scene.on('order', 'textiles.maker', 'presentMilestone', { evidence: [1] });
    },
  },
  {
    code: 'MILESTONE_TOO_LARGE',
    when: 'a party has filled its room in the record of a milestone',
    params: { max: limits.bytesOfExporter },
    provoke: fillRecord,
  },
  {
    code: 'COMMAND_ID_REUSED',
    when: 'a participant uses the id of one act for another one',
    params: { commandId: 'act' },
    provoke: async (): Promise<unknown> => {
      const scene = await Scene.secured();
      const options = { commandId: 'act' };
      const fields = (name: string): CommandFields => evidenceFields('invoice', fileHash(name));
      await scene.on('order', 'textiles.maker', 'attachEvidence', fields('one'), options);
      return scene.on('order', 'textiles.maker', 'attachEvidence', fields('other'), options);
    },
  },
  {
    code: 'CLOCK_BEHIND',
    when: 'a transaction is dated more than five minutes before the last',
    provoke: async (): Promise<unknown> => {
      const scene = await Scene.secured();
      await scene.attach('order');
      scene.consortium.wait(-5 * 60_000 - 1001);
      return scene.attach('order');
    },
  },
];

/** Has the exporter put as much on record as it may, in the longest words, until it is full. */
async function fillRecord(): Promise<unknown> {
  const scene = await Scene.secured();
  for (let count = 1; count <= limits.evidenceOfExporter; count += 1) {
    scene.consortium.wait(60_000);
    const fields = { ...attach.fields(scene), ...longFile(count) };
    await scene.on('shipment', attach.label, attach.type, fields);
  }
  return scene;
}

function longFile(count: number): CommandFields {
  const texts = {
    issuer: 'é'.repeat(limits.textBytes / 2),
    reference: 'a'.repeat(limits.textBytes),
  };
  return { ...evidenceFields('a'.repeat(32), fileHash(`long ${String(count)}`)), ...texts };
}
