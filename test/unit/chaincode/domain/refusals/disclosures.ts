import { limits, type SubmissionType } from '@tranche/chaincode/domain';
import type { CommandFields } from '../../../../support/consortium.js';
import { amended } from '../../../../support/amended-deal.js';
import { propose } from '../support/amendment.js';
import { caseDeal, fileHash } from '../support/deal.js';
import { rewriteAgreement, suspend } from '../support/records.js';
import { Scene } from '../support/scene.js';
import type { Refusal } from './refusal.js';

const { technical, 'pay-to': payTo, commercial } = caseDeal().documents;
const shown = { kind: 'technical', termsVersion: 1, to: 'AuditorMSP:arbitration' } as const;
const parts = ['order'];

type Both = readonly [type: SubmissionType, fields: CommandFields];
const both: readonly Both[] = [
  ['fileDisclosure', shown],
  ['discloseDocuments', { ...shown, parts }],
];

function send(
  scene: Scene,
  type: SubmissionType,
  fields: CommandFields,
  label = 'textiles.maker',
): Promise<unknown> {
  const documents = { commercial, technical, 'pay-to': payTo }[String(fields['kind'])];
  return scene.send(
    label,
    type,
    fields,
    type === 'fileDisclosure' ? { documents: { ...documents } } : {},
  );
}

/** A refusal of either step of a disclosure. */
function ofBoth(
  refusal: Omit<Refusal, 'provoke'>,
  change: CommandFields,
  label?: string,
): readonly Refusal[] {
  return both.map(([type, fields]) => ({
    ...refusal,
    when: `${type} ${refusal.when}`,
    provoke: async () => send(await Scene.active(), type, { ...fields, ...change }, label),
  }));
}

/** Refusals of disclosures. */
export const disclosureRefusals: readonly Refusal[] = [
  ...ofBoth(
    {
      code: 'TERMS_VERSION_NOT_FOUND',
      when: 'names terms that nobody proposed',
      params: { version: 2 },
    },
    { termsVersion: 2 },
  ),
  ...ofBoth(
    {
      code: 'AGREEMENT_NOT_FOUND',
      when: 'names no agreement',
    },
    { agreementId: `A${'Z'.repeat(30)}` },
  ),
  ...both.map(([type]): Refusal => ({
    code: 'DOCUMENT_KIND_NOT_ALLOWED',
    when: `${type} is of an account, by another than the payee`,
    params: { kind: 'pay-to' },
    provoke: async (): Promise<unknown> => {
      const own = type === 'fileDisclosure' ? {} : { parts: ['payee'] };
      const fields = { ...shown, kind: 'pay-to', ...own };
      return send(await Scene.active(), type, fields, 'trade-bank.maker');
    },
  })),
  {
    code: 'DOCUMENT_KIND_NOT_ALLOWED',
    when: 'a party discloses what its member does not hold',
    params: { kind: 'balance' },
    provoke: async (): Promise<unknown> => {
      const fields = { ...shown, kind: 'balance', parts: [fileHash('balance')] };
      return send(await Scene.active(), 'discloseDocuments', fields);
    },
  },
  ...ofBoth(
    {
      code: 'PARTICIPANT_NOT_ACTIVE',
      when: 'is to somebody who is not registered',
      params: { participant: 'AuditorMSP:nobody' },
    },
    { to: 'AuditorMSP:nobody' },
  ),
  ...both.map(([type, fields]): Refusal => ({
    code: 'PARTICIPANT_NOT_ACTIVE',
    when: `${type} is to somebody whose member is suspended`,
    params: { participant: shown.to },
    provoke: async (): Promise<unknown> => {
      const scene = await Scene.active();
      await suspend(scene.consortium, 'AuditorMSP');
      return send(scene, type, fields);
    },
  })),
  ...ofBoth(
    {
      code: 'PARTICIPANT_NOT_ACTIVE',
      when: 'is to somebody whose member is none',
      params: { participant: 'NoMSP:nobody' },
    },
    { to: 'NoMSP:nobody' },
  ),
  ...ofBoth(
    {
      code: 'DISCLOSURE_NOT_NEEDED',
      when: 'is to a member that holds such documents by the terms',
      params: { msp: 'InspectorMSP' },
    },
    { to: 'InspectorMSP:line' },
  ),
  {
    code: 'AGREEMENT_NOT_ACTIVE',
    when: 'documents of a proposal are disclosed',
    provoke: async () => send(await Scene.proposed(), 'discloseDocuments', { ...shown, parts }),
  },
  {
    code: 'DISCLOSURES_EXHAUSTED',
    when: 'more is disclosed than an agreement keeps',
    params: { max: limits.disclosures },
    provoke: async (): Promise<unknown> => {
      const scene = await Scene.active();
      const disclosures = Array.from({ length: limits.disclosures }, () => ({}) as never);
      await rewriteAgreement(scene, { disclosures });
      return send(scene, 'discloseDocuments', { ...shown, parts });
    },
  },
  {
    code: 'TERMS_VERSION_NOT_FOUND',
    when: 'documents of an amendment are disclosed that is not in force',
    params: { version: 2 },
    provoke: async (): Promise<unknown> => {
      const scene = await Scene.active();
      await propose(scene, amended(scene.deal));
      return send(scene, 'discloseDocuments', { ...shown, parts, termsVersion: 2 });
    },
  },
  {
    code: 'ID_LISTED_TWICE',
    when: 'a part is disclosed twice at once',
    params: { id: 'order' },
    provoke: async () =>
      send(await Scene.active(), 'discloseDocuments', { ...shown, parts: ['order', 'order'] }),
  },
  {
    code: 'DOCUMENT_NOT_COMMITTED',
    when: 'a part is disclosed that no terms commit to',
    params: { part: 'nothing' },
    provoke: async () =>
      send(await Scene.active(), 'discloseDocuments', { ...shown, parts: ['nothing'] }),
  },
  {
    code: 'DOCUMENT_NOT_COMMITTED',
    when: 'a document of the bank is disclosed by another name than its hash',
    params: { part: 'order' },
    provoke: async (): Promise<unknown> => {
      const fields = { ...shown, kind: 'security', parts, to: 'InspectorMSP:line' };
      return send(await Scene.active(), 'discloseDocuments', fields);
    },
  },
  {
    code: 'DOCUMENT_NOT_FILED',
    when: 'a disclosure is recorded before the recipient holds the document',
    params: { part: 'technical/order', msp: 'AuditorMSP' },
    provoke: async () => send(await Scene.active(), 'discloseDocuments', { ...shown, parts }),
  },
  ...(
    [
      ['another document than the terms commit to', { order: technical.delivery }],
      ['a document under a name that no part has', { nothing: technical.order }],
    ] as const
  ).map(([what, documents]): Refusal => ({
    code: 'DOCUMENT_NOT_COMMITTED',
    when: `a disclosure shows ${what}`,
    provoke: async (): Promise<unknown> => {
      const scene = await Scene.active();
      return scene.send('textiles.maker', 'fileDisclosure', shown, { documents });
    },
  })),
];
