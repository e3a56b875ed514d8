import { limits, SHARE_WHOLE, type PublicTerms } from '@tranche/chaincode/domain';
import { amended, type Change } from '../../../../support/amended-deal.js';
import { MONDAY } from '../../../../support/memory-ledger.js';
import { amend, propose } from '../support/amendment.js';
import { DAY, dealOf, fileHash, tranche } from '../support/deal.js';
import { rewrite } from '../support/records.js';
import { Scene } from '../support/scene.js';
import type { Refusal } from './refusal.js';

const longer = { terms: { longStop: (MONDAY + 200 * DAY) as never } };

/** The exporter proposes a change of the secured case. */
async function proposeChange(change: Change, number = 2): Promise<unknown> {
  const scene = await Scene.secured();
  return propose(scene, amended(scene.deal, change), number);
}

/** The terms of the case changed as a whole. */
async function proposeTerms(change: (terms: PublicTerms) => object): Promise<unknown> {
  const scene = await Scene.secured();
  const deal = amended(scene.deal);
  return propose(scene, { ...deal, terms: { ...deal.terms, ...change(deal.terms) } });
}

const raised = { amounts: { order: 4_600_000n }, revalued: ['order'] };

/** Refusals of amendments before anybody consents. */
export const amendmentRefusals: readonly Refusal[] = [
  ...(['consentToAmendment', 'refuseAmendment', 'withdrawAmendment'] as const).map(
    (type): Refusal => ({
      code: 'AMENDMENT_NOT_FOUND',
      when: `${type} names the terms that the agreement began with`,
      params: { number: 1 },
      provoke: async (): Promise<unknown> => {
        const hash = type === 'consentToAmendment' ? { termsHash: fileHash('terms') } : {};
        const label = type === 'withdrawAmendment' ? 'textiles.maker' : 'textiles.checker';
        return (await Scene.secured()).send(label, type, { number: 1, ...hash });
      },
    }),
  ),
  ...(['refuseAmendment', 'withdrawAmendment'] as const).map((type): Refusal => ({
    code: 'AGREEMENT_NOT_FOUND',
    when: `${type} names no agreement`,
    provoke: async (): Promise<unknown> => {
      const label = type === 'withdrawAmendment' ? 'textiles.maker' : 'textiles.checker';
      const agreementId = `A${'Z'.repeat(30)}`;
      return (await Scene.secured()).send(label, type, { number: 2, agreementId });
    },
  })),
  {
    code: 'AMENDMENT_NUMBER_NOT_FREE',
    when: 'an amendment takes the number of the terms in force',
    params: { number: 1, after: 1, until: 1 + limits.amendmentsAhead },
    provoke: () => proposeChange(longer, 1),
  },
  {
    code: 'AMENDMENT_NUMBER_NOT_FREE',
    when: 'its number is further above the last than any may be',
    params: {
      number: 2 + limits.amendmentsAhead,
      after: 1,
      until: 1 + limits.amendmentsAhead,
    },
    provoke: () => proposeChange(longer, 2 + limits.amendmentsAhead),
  },
  {
    code: 'AMENDMENT_NUMBER_NOT_FREE',
    when: 'another amendment was proposed by its number',
    params: { number: 2, after: 1, until: 1 + limits.amendmentsAhead },
    provoke: async (): Promise<unknown> => {
      const scene = await Scene.secured();
      await propose(scene, amended(scene.deal, longer));
      return propose(scene, amended(scene.deal, longer), 2, 'retail.maker');
    },
  },
  {
    code: 'MILESTONE_ID_TAKEN',
    when: 'it adds a milestone that an earlier one had',
    params: { milestone: 'extra' },
    provoke: async (): Promise<unknown> => {
      const scene = await Scene.secured();
      await propose(scene, amended(scene.deal, { amounts: { extra: 1_000_000n } }));
      return propose(scene, amended(scene.deal, { amounts: { extra: 2_000_000n } }), 3);
    },
  },
  {
    code: 'MILESTONE_DROPPED',
    when: 'it leaves a milestone out',
    params: { milestone: 'delivery' },
    provoke: () =>
      proposeTerms(({ milestones }) => ({
        milestones: milestones.filter(({ id }) => id !== 'delivery'),
      })),
  },
  {
    code: 'MILESTONE_NOT_FOUND',
    when: 'it revalues a milestone that is none',
    params: { id: 'nothing' },
    provoke: () => proposeChange({ revalued: ['nothing'] }),
  },
  {
    code: 'MILESTONE_NOT_FOUND',
    when: 'it lowers the price of a milestone that it adds',
    params: { id: 'extra' },
    provoke: () =>
      proposeChange({
        amounts: { extra: 1_000_000n },
        lowered: [{ milestoneId: 'extra', share: SHARE_WHOLE / 2 }],
      }),
  },
  {
    code: 'ID_LISTED_TWICE',
    when: 'it raises and lowers one price',
    params: { id: 'order' },
    provoke: () =>
      proposeChange({ ...raised, lowered: [{ milestoneId: 'order', share: SHARE_WHOLE / 2 }] }),
  },
  ...(
    [
      ['openUntil', { openUntil: MONDAY as never }],
      ['fundingBy', { fundingBy: MONDAY as never }],
    ] as const
  ).map(([path, terms]): Refusal => ({
    code: 'TERMS_DATE_PAST',
    when: `it changes ${path} to a date that has passed`,
    params: { path },
    provoke: () => proposeChange({ terms }),
  })),
  {
    code: 'TERMS_DATE_PAST',
    when: 'it adds a milestone that nobody can fund in time',
    params: { path: 'fundingBy' },
    provoke: async (): Promise<unknown> => {
      const scene = await Scene.secured();
      scene.consortium.setClock(scene.deal.terms.fundingBy + 1);
      return propose(scene, amended(scene.deal, { amounts: { extra: 1_000_000n } }));
    },
  },
  {
    code: 'TERMS_DATE_PAST',
    when: 'it moves a due date into the past',
    params: { path: 'milestones.0.dueDate' },
    provoke: () => proposeChange({ milestones: { order: { dueDate: MONDAY } } }),
  },
  {
    code: 'LONG_STOP_TOO_EARLY',
    when: 'it moves a due date so far that the long stop comes too early',
    provoke: () =>
      proposeChange({ milestones: { order: { dueDate: (MONDAY + 179 * DAY) as never } } }),
  },
  {
    code: 'CONDITION_SELF_PROVED',
    when: 'it makes a condition one that the payee alone can meet',
    params: { milestone: 'order', tranche: 'whole' },
    provoke: (): Promise<unknown> => {
      const condition = { type: 'date', notBefore: (MONDAY + DAY) as never } as const;
      return proposeChange({
        milestones: { order: { tranches: [tranche('whole', 10_000, condition)] } },
      });
    },
  },
  {
    code: 'MILESTONE_FROZEN',
    when: 'it revalues a milestone that is due',
    params: { milestone: 'order', what: 'amount' },
    provoke: async (): Promise<unknown> => {
      const scene = await Scene.secured();
      await scene.perform('order');
      return propose(scene, amended(scene.deal, raised));
    },
  },
  {
    code: 'SHARE_NOT_HELD',
    when: 'it lowers a price by more than there is',
    params: { available: SHARE_WHOLE / 2 },
    provoke: async (): Promise<unknown> => {
      const scene = await Scene.active(dealOf([{ id: 'only' }]));
      const lowered = [{ milestoneId: 'only', share: SHARE_WHOLE / 2 }];
      await amend(scene, { lowered });
      const more = [{ milestoneId: 'only', share: SHARE_WHOLE / 2 + 1, exact: true as const }];
      return propose(scene, amended(scene.deal, { lowered: more }), 3);
    },
  },
  {
    code: 'SHARE_NOT_BASIS_POINT',
    when: 'it lowers a price by an exact share that is not marked so',
    provoke: () => proposeChange({ lowered: [{ milestoneId: 'order', share: 1 }] }),
  },
  {
    code: 'REDUCTIONS_EXHAUSTED',
    when: 'it lowers the price of a milestone that was reduced as often as any can be',
    params: { max: limits.reductions },
    provoke: async (): Promise<unknown> => {
      const scene = await Scene.active();
      const reductions = Array.from({ length: limits.reductions }, () => ({}));
      const { review } = scene.milestone('order');
      await rewrite(scene, 'order', { review: { ...review, reductions: reductions as never } });
      const lowered = [{ milestoneId: 'order', share: SHARE_WHOLE / 2 }];
      return propose(scene, amended(scene.deal, { lowered }));
    },
  },
  {
    code: 'TERMS_TOO_LARGE',
    when: 'the terms of an amendment exceed their limit',
    provoke: (): Promise<unknown> => {
      const holidays = Array.from({ length: limits.holidays }, () => '2026-12-25');
      const text = 'x'.repeat(limits.textBytes);
      return proposeTerms(({ milestones, calendar }) => ({
        calendar: { ...calendar, holidays: holidays as never },
        milestones: [
          ...milestones,
          ...Array.from({ length: limits.milestones - milestones.length }, (_, index) => ({
            ...milestones[0],
            id: `extra-${String(index)}`,
            shareBps: 1,
            title: text,
            exclusions: Array.from({ length: 8 }, () => text),
          })),
        ].map((each, index) => ({ ...each, shareBps: index === 0 ? 10_000 - 39 : 1 })) as never,
      }));
    },
  },
  {
    code: 'MILESTONE_TOO_LARGE',
    when: 'an amendment would make the terms of a milestone exceed their limit',
    params: { max: limits.sliceBytes },
    provoke: (): Promise<unknown> => {
      const text = 'x'.repeat(limits.textBytes);
      const exclusions = Array.from({ length: 8 }, () => text);
      const needs = Array.from({ length: 8 }, (_, index) => ({
        id: `need-${String(index)}`,
        what: text,
        by: (MONDAY + DAY) as never,
      }));
      const condition = {
        type: 'all',
        of: Array.from({ length: 30 }, () => ({
          type: 'acceptance' as const,
          by: 'BuyerMSP:retail' as never,
        })),
      } as const;
      const tranches = Array.from({ length: 8 }, (_, index) =>
        tranche(`t-${String(index)}`, 1_250, condition as never),
      );
      return proposeChange({ milestones: { order: { exclusions, needs, tranches } } });
    },
  },
];
