import assert from 'node:assert/strict';
import { policy } from '@tranche/chaincode/domain';
import { commentFaults } from '../../../../scripts/generate/comment-faults.js';
import { rulesPage } from '../../../../scripts/generate/rules-page.js';
import {
  readRulebook,
  type Rulebook,
  type TransactionRules,
} from '../../../../scripts/generate/transactions.js';
import { checkDocumented, documentedRules } from '../../../support/documented-rules.js';
import { projectFolder } from '../../../support/project.js';

const TIME_LIMIT_MILLIS = 60_000;

describe('the doc comment of', function () {
  this.timeout(TIME_LIMIT_MILLIS);
  let rulebook: Rulebook;

  before(() => {
    rulebook = readRulebook(projectFolder);
  });

  function rulesOf(type: string): TransactionRules {
    const found = rulebook.transactions.find((each) => each.type === type);
    return found ?? assert.fail(`the rulebook has no ${type}`);
  }

  for (const type of Object.keys(policy)) {
    it(`${type} names its errors in order, and no events or callers but those of its code`, () => {
      assert.deepEqual(commentFaults(rulesOf(type), rulebook), []);
    });
  }

  function faultsWith(comment: Partial<TransactionRules['comment']>): readonly string[] {
    const rules = rulesOf('approveOrder');
    return commentFaults({ ...rules, comment: { ...rules.comment, ...comment } }, rulebook);
  }

  it('any transaction is found wrong that names an unknown error or event', () => {
    const { errors, events } = rulesOf('approveOrder').comment;
    assert.deepEqual(faultsWith({ errors: `${errors} ORDER_LOST` }), ['ORDER_LOST is no error']);
    assert.deepEqual(faultsWith({ events: `${events} OrderLost` }), ['OrderLost is no event']);
  });

  it('any transaction is found wrong that names what its code cannot give', () => {
    const { errors, events } = rulesOf('approveOrder').comment;
    const wrongError = faultsWith({ errors: `${errors} REVIEWER_NONE` });
    assert.deepEqual(wrongError, ['REVIEWER_NONE cannot be given']);
    const wrongEvent = faultsWith({ events: `${events} OrderSettled` });
    assert.deepEqual(wrongEvent, ['OrderSettled cannot come of it']);
  });

  it('any transaction is found wrong that leaves something out, or changes the order', () => {
    const { errors } = rulesOf('approveOrder');
    const [first = '', ...others] = errors;
    const left = faultsWith({ errors: others.join(', ') });
    assert.deepEqual(left, [`${first} is not named`]);
    const turned = faultsWith({ errors: [...others, first].join(', ') });
    assert.deepEqual(turned, [`the order is ${errors.join(', ')}`]);
    assert.deepEqual(faultsWith({ errors: 'those of the moon.' }), []);
  });

  it('any transaction is found wrong that names other callers than the policy', () => {
    const [fault = ''] = faultsWith({ caller: 'maker of the bank.' });
    assert.match(fault, /approver/);
  });

  it('a transaction stands for all that it is seen to end in, by the published page', () => {
    checkDocumented('approveOrder', { code: 'ORDER_HELD' });
    checkDocumented('approveOrder', { events: ['OrderApproved', 'MilestoneAccepted'] });
    const undocumented = /does not say that approveOrder can give/;
    assert.throws(() => {
      checkDocumented('approveOrder', { code: 'REVIEWER_NONE' });
    }, undocumented);
    assert.throws(() => {
      checkDocumented('approveOrder', { events: ['OrderSettled'] });
    }, undocumented);
    assert.throws(() => {
      checkDocumented('sellOrder', { events: [] });
    }, /npm run generate/);
  });

  it('every transaction is on the page, with its errors and events', () => {
    const page = documentedRules(rulesPage(rulebook));
    for (const { type, errors, events } of rulebook.transactions) {
      const found = page.transactions.get(type) ?? assert.fail(`the page has no ${type}`);
      for (const code of [...errors, ...rulebook.commonErrors]) assert.ok(found.errors.has(code));
      for (const event of events) assert.ok(found.events.has(event));
    }
  });
});
