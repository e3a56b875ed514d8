import assert from 'node:assert/strict';
import { isEnded, type PublicTerms } from '@tranche/chaincode/domain';
import { hashOf } from '@tranche/chaincode/ledger';
import {
  defaultsOf,
  milestoneKinds,
  milestoneKindViewSchema,
  ProblemError,
  silenceOf,
  templates,
  templateSchema,
  termsFromTemplate,
  titleOfKind,
  type DealAmounts,
  type DealChanges,
  type MilestonePattern,
  type Template,
  type TemplateMilestone,
} from '@tranche/gateway/api';
import { statementOf } from '../../../../scripts/case/statement.js';
import { textileParties } from '../../../../scripts/case/textile-deal.js';
import { MemoryConsortium, proposeAndFile } from '../../../support/consortium.js';
import { partyOn } from '../../../support/ledger-party.js';
import { MONDAY } from '../../../support/memory-ledger.js';
import { newSalt } from '../../../support/party-play.js';
import { dealBy, euros, frame } from '../../../support/template-deal.js';
import { TemplatePlay, type Manner } from '../../../support/template-play.js';

const money: readonly DealAmounts[] = [
  { currency: 'JPY', decimals: 0, totalMinor: 14_850_001n },
  euros,
  { currency: 'KWD', decimals: 3, totalMinor: 999_999_999_999n },
];

const manners: readonly Manner[] = ['by time', 'by instrument'];

function drafted(template: Template, changes: DealChanges = {}): PublicTerms {
  const { terms } = termsFromTemplate(template, {
    parties: textileParties,
    amounts: euros,
    dates: { start: MONDAY },
    frame,
    changes,
    salt: newSalt,
    hashOf,
  });
  return terms;
}

function refusal(work: () => unknown): ProblemError {
  try {
    work();
  } catch (error) {
    if (error instanceof ProblemError) return error;
    throw error;
  }
  throw new Error('nothing was refused');
}

describe('templates of agreements', () => {
  for (const template of Object.values<Template>(templates)) {
    describe(template.id, () => {
      it('is listed under its id and has the form of a template', () => {
        assert.deepEqual(templateSchema.parse(template), template);
        assert.equal(templates[template.id as keyof typeof templates], template);
      });

      for (const manner of manners) {
        it(`is played to its last payment, ${manner}, by what the ledger asks for`, async () => {
          const consortium = await MemoryConsortium.found();
          const play = await TemplatePlay.play(consortium, dealBy(template, consortium), manner);
          assert.equal(await play.status(), 'completed');
          for (const { id } of play.deal.terms.milestones) {
            const { position } = await play.milestone(id);
            assert.ok(
              position.every(({ state }) => state === 'settled'),
              id,
            );
            assert.ok(isEnded(position));
          }
          const auditor = partyOn(consortium, 'audit.auditor');
          const block = (txId: string): Promise<string> => Promise.resolve(txId);
          const statement = await statementOf(auditor, play.agreementId, block);
          assert.equal(statement.settledMinor, String(euros.totalMinor));
        });
      }

      for (const amounts of money) {
        it(`is taken with its documents in ${amounts.currency}, to the last unit`, async () => {
          const consortium = await MemoryConsortium.found();
          const deal = dealBy(template, consortium, { amounts });
          await proposeAndFile(consortium, deal);
          const parts = Object.values(deal.documents.commercial).flatMap((document) =>
            document.kind === 'commercial-milestone' ? [BigInt(document.amountMinor)] : [],
          );
          const sum = parts.reduce((total, part) => total + part, 0n);
          assert.equal(sum, amounts.totalMinor);
          assert.equal(parts.length, template.milestones.length);
        });
      }

      it('gives every private document a salt of its own', () => {
        let count = 0;
        termsFromTemplate(template, {
          parties: textileParties,
          amounts: euros,
          dates: { start: MONDAY },
          frame,
          salt: () => {
            count += 1;
            return newSalt();
          },
          hashOf,
        });
        assert.equal(count, 2 + 2 * template.milestones.length);
      });
    });
  }

  it('release no retention against a guarantee before the stage is accepted', () => {
    const last = drafted(templates['machinery-6-retention']).milestones.at(-1);
    const retained = last?.tranches.find(({ id }) => id === 'retained');
    assert.match(JSON.stringify(retained?.condition), /acceptance.*retention-guarantee/);
  });
});

describe('changes to a template', () => {
  it('are taken into terms and milestones', () => {
    const { law, longStop, milestones } = drafted(templates.software, {
      terms: { law: 'Swiss law' },
      milestones: [{ id: 'test', title: 'Our own test', graceDays: 1 }],
    });
    assert.equal(law, 'Swiss law');
    const test = milestones.find(({ id }) => id === 'test');
    assert.deepEqual([test?.title, test?.graceDays], ['Our own test', 1]);
    assert.ok(longStop > MONDAY);
  });

  it('move the long-stop date only to a later one', () => {
    const { longStop } = drafted(templates.software);
    const early = drafted(templates.software, { terms: { longStop: MONDAY } });
    assert.equal(early.longStop, longStop);
  });

  it('name the places of shipment', () => {
    const changes = { places: { loading: 'INNSA' } };
    const text = JSON.stringify(drafted(templates['inspection-dispatch'], changes));
    assert.match(text, /"location":"INNSA"/);
    assert.doesNotMatch(JSON.stringify(drafted(templates['inspection-dispatch'])), /location/);
  });

  it('are words for single milestones too', () => {
    const { documents } = termsFromTemplate(templates.software, {
      parties: textileParties,
      amounts: euros,
      dates: { start: MONDAY, dayMillis: 1_000 },
      frame: { ...frame, goodsOf: { test: { specification: 'All tests pass' } } },
      salt: newSalt,
      hashOf,
    });
    const words = Object.values(documents.technical).map((document) =>
      document.kind === 'technical' ? document.specification : '',
    );
    assert.equal(words.filter((each) => each === 'All tests pass').length, 1);
  });

  it('are refused in a milestone that is not there: TEMPLATE_MILESTONE_UNKNOWN', () => {
    const { code, params } = refusal(() =>
      drafted(templates.software, { milestones: [{ id: 'launch', shareBps: 1 }] }),
    );
    assert.deepEqual([code, params], ['TEMPLATE_MILESTONE_UNKNOWN', { id: 'launch' }]);
  });

  it('are refused when the shares do not add up: SHARES_NOT_WHOLE', () => {
    const { code } = refusal(() =>
      drafted(templates.software, { milestones: [{ id: 'test', shareBps: 1 }] }),
    );
    assert.equal(code, 'SHARES_NOT_WHOLE');
  });

  it('are refused where terms have another form: TEMPLATE_TERMS_MALFORMED', () => {
    const { code, params } = refusal(() => drafted(templates.software, { terms: { law: '' } }));
    assert.equal(code, 'TEMPLATE_TERMS_MALFORMED');
    assert.equal(params['path'], 'law');
  });

  it('are refused for money that is too little to be split: TEMPLATE_TERMS_MALFORMED', () => {
    const { code } = refusal(() =>
      termsFromTemplate(templates.software, {
        parties: textileParties,
        amounts: { ...euros, totalMinor: 1n },
        dates: { start: MONDAY },
        frame,
        salt: newSalt,
        hashOf,
      }),
    );
    assert.equal(code, 'TEMPLATE_TERMS_MALFORMED');
  });

  it('are refused without a party that a stage needs: TEMPLATE_PARTY_MISSING', () => {
    const without = { ...textileParties, inspectors: [] };
    const { code, params } = refusal(() =>
      termsFromTemplate(templates['inspection-dispatch'], {
        parties: without,
        amounts: euros,
        dates: { start: MONDAY },
        frame,
        salt: newSalt,
        hashOf,
      }),
    );
    assert.deepEqual([code, params['role']], ['TEMPLATE_PARTY_MISSING', 'inspector']);
  });
});

/** A stage of that kind after one that the buyer accepts. */
function templateOf(kind: TemplateMilestone['kind']): Template {
  const first: TemplateMilestone = {
    ...defaultsOf('other'),
    id: 'first',
    kind: 'other',
    title: titleOfKind('other'),
    shareBps: 5_000,
    dueInDays: 30,
    dependsOn: [],
  };
  const second = {
    ...first,
    ...defaultsOf(kind),
    id: 'second',
    kind,
    title: titleOfKind(kind),
    dueInDays: 60,
    dependsOn: ['first'],
  };
  return { ...templates.software, id: 'one-kind', milestones: [first, second] };
}

describe('kinds of milestone', () => {
  for (const view of milestoneKinds) {
    const { kind, defaults, silence } = view;

    it(`${kind}: the defaults are taken by the proposer's checks and come to payment`, async () => {
      const consortium = await MemoryConsortium.found();
      const deal = dealBy(templateOf(kind), consortium);
      const play = await TemplatePlay.play(consortium, deal, 'by time');
      assert.equal(await play.status(), 'completed');
    });

    it(`${kind}: says what it asks for and what every silence means`, () => {
      assert.deepEqual(milestoneKindViewSchema.parse(view), view);
      const { by, businessDays } = defaults.review;
      const reviewer = by === 'none' ? /Nobody reviews/ : new RegExp(`${businessDays} business`);
      assert.match(silence.join(' '), reviewer);
      for (const sentence of silence) assert.match(sentence, /^[A-Z].*\.$/);
    });
  }

  it('that run from the stage before are refused as the first: TEMPLATE_PREVIOUS_MISSING', () => {
    const [, second] = templateOf('retention').milestones;
    assert.ok(second !== undefined);
    const alone = { ...second, shareBps: 10_000, dependsOn: [] };
    const { code } = refusal(() => drafted({ ...templates.software, milestones: [alone] }));
    assert.equal(code, 'TEMPLATE_PREVIOUS_MISSING');
  });

  it('say of other reviewers, approvals and arbiters what their silence means', () => {
    const { review, ...rest } = defaultsOf('delivery');
    const changed: MilestonePattern = {
      ...rest,
      review: { ...review, by: 'inspector', silence: 'arbiter' },
      approval: 'automatic',
      needs: [{ id: 'access', what: 'Access', daysBefore: 1 }],
    };
    const sentences = silenceOf(changed).join(' ');
    assert.match(sentences, /Inspector: a presentation .* goes to the arbiter/);
    assert.match(sentences, /no approval is needed/);
    assert.match(sentences, /owe what is needed\./);
  });

  it('can be reviewed by the bank or by nobody', () => {
    const [first] = templateOf('other').milestones;
    assert.ok(first !== undefined);
    const review = { ...first.review, by: 'bank' } as const;
    const by = { ...first, review, shareBps: 10_000 };
    const [milestone] = drafted({ ...templates.software, milestones: [by] }).milestones;
    assert.equal(milestone?.review.by, textileParties.bank);
  });
});
