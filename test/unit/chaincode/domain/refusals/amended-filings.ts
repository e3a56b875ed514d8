import { amended, amountIn, type Change } from '../../../../support/amended-deal.js';
import { fileWith, propose } from '../support/amendment.js';
import { Scene } from '../support/scene.js';
import type { Refusal } from './refusal.js';

const money = ['ExporterMSP', 'BuyerMSP', 'BankMSP', 'AuditorMSP'];
const raised = { amounts: { order: 4_600_000n }, revalued: ['order'] };

/** Files the commercial documents of a change, with what they change left out or replaced. */
async function fileChange(change: Change, former?: object): Promise<unknown> {
  const scene = await Scene.secured();
  const deal = amended(scene.deal, change);
  await propose(scene, deal);
  const shown = { ...deal.former, ...former };
  const given = former === undefined ? {} : shown;
  return fileWith(scene, { ...deal, former: given }, { kind: 'commercial', to: money, number: 2 });
}

/** Refusals of the filings of an amendment. */
export const amendedFilingRefusals: readonly Refusal[] = [
  {
    code: 'TERMS_VERSION_NOT_FOUND',
    when: 'documents are filed for terms that nobody proposed',
    params: { version: 2 },
    provoke: async (): Promise<unknown> => {
      const scene = await Scene.secured();
      const { technical: documents } = scene.deal.documents;
      const fields = { kind: 'technical', to: ['BankMSP'], termsVersion: 2 };
      return scene.send('textiles.maker', 'fileDocument', fields, { documents });
    },
  },
  {
    code: 'DOCUMENT_PARTS_INCOMPLETE',
    when: 'a filing does not show what a changed document was',
    params: { part: '~header' },
    provoke: () => fileChange(raised),
  },
  {
    code: 'DOCUMENT_NOT_COMMITTED',
    when: 'a filing shows another document than the terms in force commit to',
    params: { part: '~order' },
    provoke: async (): Promise<unknown> => {
      const scene = await Scene.secured();
      const { order } = scene.deal.documents.commercial;
      return fileChange(raised, { order: { ...order, amountMinor: '1' } });
    },
  },
  {
    code: 'DOCUMENT_NOT_COMMITTED',
    when: 'a first filing shows documents as of terms in force',
    params: { part: '~header' },
    provoke: async (): Promise<unknown> => {
      const scene = await Scene.proposed();
      const { commercial } = scene.deal.documents;
      const documents = { ...commercial, '~header': commercial.header };
      const fields = { kind: 'commercial', to: ['BankMSP'] };
      return scene.send('textiles.maker', 'fileDocument', fields, { documents });
    },
  },
  {
    code: 'AMOUNT_NOT_KEPT',
    when: 'a price rises that the amendment does not revalue',
    params: { part: 'order' },
    provoke: () => fileChange({ amounts: { order: 4_600_000n } }, {}),
  },
  {
    code: 'AMOUNT_NOT_KEPT',
    when: 'a price falls but by parts that go back',
    params: { part: 'order' },
    provoke: () => fileChange({ amounts: { order: 4_000_000n } }, {}),
  },
  {
    code: 'AMOUNT_NOT_RAISED',
    when: 'a revalued milestone is worth no more',
    params: { part: 'order' },
    provoke: async (): Promise<unknown> => {
      const { deal } = await Scene.proposed();
      const order = amountIn(deal, 'order');
      return fileChange({ amounts: { order }, revalued: ['order'] }, {});
    },
  },
  {
    code: 'CURRENCY_NOT_KEPT',
    when: 'the currency changes of a milestone that the amendment does not revalue',
    params: { part: 'delivery' },
    provoke: () => fileChange({ currency: 'USD', revalued: ['order', 'shipment'] }, {}),
  },
];
