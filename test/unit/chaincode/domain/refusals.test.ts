import assert from 'node:assert/strict';
import { DomainError, errorTable, type ErrorCode } from '@tranche/chaincode/domain';
import { agreementRefusals } from './refusals/agreement.js';
import { assignmentRefusals } from './refusals/assignments.js';
import { amendedFilingRefusals } from './refusals/amended-filings.js';
import { amendmentRefusals } from './refusals/amendments.js';
import { callerRefusals } from './refusals/caller.js';
import { consentRefusals } from './refusals/consents.js';
import { disclosureRefusals } from './refusals/disclosures.js';
import { decisionRefusals, negotiationRefusals } from './refusals/dispute-ends.js';
import { openingRefusals } from './refusals/disputes.js';
import { documentRefusals } from './refusals/documents.js';
import { endingRefusals } from './refusals/ending.js';
import { motionRefusals, voteRefusals } from './refusals/governance.js';
import { participantRefusals } from './refusals/participants.js';
import { inputRefusals } from './refusals/input.js';
import { exceptionRefusals } from './refusals/exceptions.js';
import { milestoneTermsRefusals } from './refusals/milestone-terms.js';
import { milestoneRefusals } from './refusals/milestone.js';
import { nodeRefusals } from './refusals/node.js';
import { partiesRefusals } from './refusals/parties.js';
import { paymentRefusals } from './refusals/payment.js';
import { payToRefusals } from './refusals/pay-to.js';
import { performanceRefusals } from './refusals/performance.js';
import type { Refusal } from './refusals/refusal.js';
import { securityRefusals } from './refusals/security.js';
import { registryRefusals } from './refusals/registry.js';
import { answerRefusals, presentationRefusals } from './refusals/review.js';
import { suspensionRefusals } from './refusals/suspension.js';
import { termsRefusals } from './refusals/terms.js';
import { confirmationRefusals, reductionRefusals, waiverRefusals } from './refusals/waivers.js';

const areas: Readonly<Record<string, readonly Refusal[]>> = {
  'what cannot be read': inputRefusals,
  'who calls': callerRefusals,
  'the consortium': registryRefusals,
  motions: motionRefusals,
  votes: voteRefusals,
  'participants, their keys and hosts': participantRefusals,
  'the terms': termsRefusals,
  'the milestones of the terms': milestoneTermsRefusals,
  'the parties of the terms': partiesRefusals,
  'private documents': documentRefusals,
  'signatures and securities': agreementRefusals,
  'what becomes of securities': securityRefusals,
  'performance on record': milestoneRefusals,
  'performance that is late, blocked or taken back': performanceRefusals,
  presentations: presentationRefusals,
  'answers to presentations': answerRefusals,
  'suspended reviews': suspensionRefusals,
  reductions: reductionRefusals,
  waivers: waiverRefusals,
  'the bank’s word on waivers': confirmationRefusals,
  'payment orders': paymentRefusals,
  'the ends of an agreement': endingRefusals,
  amendments: amendmentRefusals,
  'filings of amendments': amendedFilingRefusals,
  'consents to amendments': consentRefusals,
  disclosures: disclosureRefusals,
  'what goes wrong with payments': exceptionRefusals,
  'what is disputed': openingRefusals,
  negotiations: negotiationRefusals,
  decisions: decisionRefusals,
  'invoices and assignments': assignmentRefusals,
  'accounts, rates and guarantees': payToRefusals,
  'the node': nodeRefusals,
};

const codes = Object.keys(errorTable) as ErrorCode[];

async function refusalOf(work: Promise<unknown>): Promise<DomainError> {
  try {
    await work;
  } catch (error) {
    if (error instanceof DomainError) return error;
    throw error;
  }
  throw new Error('the command was not refused');
}

for (const [area, refusals] of Object.entries(areas)) {
  describe(`refusals of ${area}`, () => {
    for (const { code, when, provoke, params } of refusals) {
      it(`${code} when ${when}`, async () => {
        const refusal = await refusalOf(provoke());
        assert.equal(refusal.code, code, refusal.message);
        const documented = [...errorTable[code].params].sort();
        assert.deepEqual(Object.keys(refusal.params).sort(), documented);
        assert.doesNotMatch(refusal.message, /\{[a-z]/i);
        if (params !== undefined) assert.deepEqual(refusal.params, params);
      });
    }
  });
}

describe('the table of errors', () => {
  const provoked = Object.values(areas).flatMap((refusals) => refusals.map(({ code }) => code));

  it('has no code that no row of these tables provokes', () => {
    assert.deepEqual(
      codes.filter((code) => !provoked.includes(code)),
      [],
    );
  });

  it('fills in every parameter of every sentence, and no other', () => {
    for (const code of codes) {
      const { params, text } = errorTable[code];
      const named = [...text.matchAll(/\{([a-zA-Z]+)\}/g)].map(([, name]) => name ?? '');
      assert.deepEqual([...new Set(named)].sort(), [...params].sort(), code);
    }
  });

  it('keeps the braces of a parameter that is not given', () => {
    assert.equal(new DomainError('PROPOSAL_NOT_FOUND').message, 'There is no proposal {id}.');
    assert.equal(
      new DomainError('PROPOSAL_NOT_FOUND', { id: 7 }).message,
      'There is no proposal 7.',
    );
  });

  it('has codes of capitals, and a status that fits what the caller can do', () => {
    for (const code of codes) {
      assert.match(code, /^[A-Z]+(_[A-Z]+)+$|^INTERNAL$/);
      const { status, retry } = errorTable[code];
      assert.ok([400, 403, 404, 409, 413, 422, 429, 500, 503].includes(status), code);
      if (status === 400 || status === 413) assert.equal(retry, 'never', code);
    }
  });
});
