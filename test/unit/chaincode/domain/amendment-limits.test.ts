import assert from 'node:assert/strict';
import {
  commandCatalogue,
  limits,
  nextActionsOf,
  SHARE_WHOLE,
  type MilestoneTerms,
  type SubmissionType,
} from '@tranche/chaincode/domain';
import { canonicalize } from '@tranche/chaincode/ledger';
import { refusalOf } from '../../../support/consortium.js';
import { MONDAY } from '../../../support/memory-ledger.js';
import { amended, amountIn, type Change } from '../../../support/amended-deal.js';
import { amend, concludeWith, open, outcomeOf, propose, termsOf } from './support/amendment.js';
import { caseDeal, DAY, dealOf, fileHash } from './support/deal.js';
import { rewrite } from './support/records.js';
import { Scene } from './support/scene.js';

function times<T>(count: number, make: (index: number) => T): T[] {
  return Array.from({ length: count }, (_, index) => make(index));
}

const { terms } = caseDeal();
const onAmendment = { agreementId: `A${'A'.repeat(30)}`, number: 2 };
const proposal = { ...onAmendment, terms, revalued: [], lowered: [] };
const low = { milestoneId: 'order', share: 1 };
const shown = {
  agreementId: onAmendment.agreementId,
  kind: 'technical',
  termsVersion: 1,
  to: 'AuditorMSP:arbitration',
};

/** What a command holds at its limit; one more is malformed. */
const lists: readonly (readonly [string, SubmissionType, number, (count: number) => object])[] = [
  [
    'milestones that are revalued',
    'proposeAmendment',
    limits.milestones,
    (count) => ({ ...proposal, revalued: times(count, () => 'order') }),
  ],
  [
    'milestones whose price falls',
    'proposeAmendment',
    limits.milestones,
    (count) => ({ ...proposal, lowered: times(count, () => low) }),
  ],
  [
    'parts of a milestone that go back',
    'proposeAmendment',
    SHARE_WHOLE,
    (share) => ({ ...proposal, lowered: [{ ...low, share }] }),
  ],
  [
    'versions',
    'consentToAmendment',
    9_999,
    (number) => ({ ...onAmendment, number, termsHash: fileHash('terms') }),
  ],
  [
    'documents at once',
    'discloseDocuments',
    limits.partsDisclosed,
    (count) => ({ ...shown, parts: times(count, () => 'order') }),
  ],
];

describe('a command on an amendment or a disclosure', () => {
  for (const [what, type, max, command] of lists) {
    it(`${type} has up to ${String(max)} ${what}, and no more`, () => {
      const takes = (count: number): boolean =>
        commandCatalogue[type].schema.safeParse({ type, commandId: 'c', ...command(count) })
          .success;
      assert.ok(takes(max));
      assert.equal(takes(max + 1), false);
    });
  }
});

/** Terms with as many more milestones, each a small part of the total. */
function more(count: number): Change {
  const ids = times(count, (index) => `extra-${String(index)}`);
  return { amounts: Object.fromEntries(ids.map((id) => [id, 100_000n])) };
}

describe('an amended agreement', () => {
  it('has up to forty milestones', async () => {
    const scene = await Scene.secured();
    const one = amended(scene.deal, more(limits.milestones - 2));
    assert.equal(await refusalOf(propose(scene, one)), 'COMMAND_MALFORMED');
    await amend(scene, more(limits.milestones - 3));
    assert.equal(termsOf(scene, 2).terms.milestones.length, limits.milestones);
    assert.equal(scene.milestone('extra-36').live, true);
  });

  it('has milestones of eight dependants at most', async () => {
    const scene = await Scene.secured();
    const { directDependants: max } = limits;
    const dependants = (count: number): Change => {
      const change = more(count);
      const ids = Object.keys(change.amounts ?? {});
      const definitions = ids.map(
        (id) => [id, { dependsOn: ['delivery' as never] }] as [string, Partial<MilestoneTerms>],
      );
      return { ...change, milestones: Object.fromEntries(definitions) };
    };
    const refused = propose(scene, amended(scene.deal, dependants(max + 1)));
    assert.equal(await refusalOf(refused), 'MILESTONE_DEPENDANTS_TOO_MANY');
    await amend(scene, dependants(max));
    assert.equal(scene.milestone('delivery').slice.dependants.length, max);
  });

  it('may be numbered sixteen above the last amendment', async () => {
    const scene = await Scene.secured();
    const number = 1 + limits.amendmentsAhead;
    await open(scene, {}, number);
    await concludeWith(scene, ['retail.checker', 'trade-bank.checker'], number);
    assert.equal(scene.agreement().termsVersion, number);
    const next = number + limits.amendmentsAhead;
    await propose(scene, amended(scene.deal), next);
    const refused = propose(scene, amended(scene.deal), next + 1);
    assert.equal(await refusalOf(refused), 'AMENDMENT_NUMBER_NOT_FREE');
  });

  it('fits its records with forty milestones that an amendment changes all', async () => {
    const sketches = times(limits.milestones, (index) => ({ id: `m${String(index)}` }));
    const scene = await Scene.secured(
      dealOf(sketches, { openUntil: (MONDAY + 30 * DAY) as never }),
    );
    const dueDate = (MONDAY + 40 * DAY) as never;
    const changed = sketches.map(({ id }) => [id, { dueDate }] as const);
    await amend(scene, { milestones: Object.fromEntries(changed) });
    assert.equal(outcomeOf(scene)?.as, 'in-effect');
    for (const { id } of sketches) {
      const record = scene.milestone(id);
      assert.equal(record.review.dueDate, dueDate);
      assert.ok(canonicalize(record).length < 64 * 1024);
    }
    assert.ok(canonicalize(scene.agreement()).length < 64 * 1024);
  });

  it('uses the last reductions of a milestone', async () => {
    const scene = await Scene.active();
    const { review } = scene.milestone('order');
    const reductions = times(limits.reductions - 1, () => ({}) as never);
    await rewrite(scene, 'order', { review: { ...review, reductions } });
    await amend(scene, { lowered: [{ milestoneId: 'order', share: SHARE_WHOLE / 2 }] });
    assert.equal(scene.milestone('order').review.reductions?.length, limits.reductions);
  });

  it('gives back an odd share that is exact, or all that there is', async () => {
    const exact = await Scene.active();
    await amend(exact, { lowered: [{ milestoneId: 'order', share: 1, exact: true }] });
    assert.equal(exact.milestone('order').position.at(-1)?.state, 'lapsed');
    const odd = amended(exact.deal, {
      lowered: [{ milestoneId: 'order', share: SHARE_WHOLE - 1 }],
    });
    await propose(exact, odd, 3);
  });

  it('keeps the worth of a part when its price rises with the new commitment alone', async () => {
    const scene = await Scene.secured();
    const order = amountIn(scene.deal, 'order') * 2n;
    await amend(scene, { amounts: { order }, revalued: ['order'] });
    const { shareBps } = scene.milestone('order').slice.definition;
    assert.ok(shareBps > 3_000);
  });
});

describe('what is to be done about an amendment', () => {
  it('is the consent of everybody asked, until its date', async () => {
    const scene = await Scene.secured();
    await open(scene);
    const agreement = scene.agreement();
    const actions = (change: object): readonly string[] =>
      nextActionsOf({
        agreement: { ...agreement, ...change },
        terms: termsOf(scene, 1),
        milestones: [],
        moment: { at: scene.consortium.now(), outages: [] },
      }).map(({ participant, command, deadline }) =>
        [participant, command, deadline === agreement.amendment?.openUntil].join(' '),
      );
    const consents = [
      'BuyerMSP:retail consentToAmendment true',
      'BankMSP:trade-bank consentToAmendment true',
    ];
    assert.deepEqual(actions({}).slice(0, 2), consents);
    assert.equal(actions({ status: 'terminated' }).length, 0);
  });
});
