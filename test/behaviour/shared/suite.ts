import type { LedgerUnderTest } from '../../support/consortium.js';
import { shouldBeAmended } from './amending.js';
import { shouldRunTheCase } from './case.js';
import { shouldDispute } from './disputing.js';
import { shouldEnd } from './ending.js';
import { shouldChange } from './changing.js';
import { shouldFinance } from './financing.js';
import { shouldBeFounded } from './founding.js';
import { shouldBeInterrupted } from './interrupting.js';
import { shouldPay } from './paying.js';
import { shouldBeGoverned, shouldHost } from './governing.js';
import { shouldBearSetbacks } from './setbacks.js';
import { shouldReview } from './reviewing.js';
import { shouldSecure } from './securing.js';
import { shouldSign } from './signing.js';
import { shouldWait } from './waiting.js';

/** Every rule of the behaviour suite, by what it is about; all of them hold on every ledger. */
export const behaviour: Readonly<Record<string, (open: () => Promise<LedgerUnderTest>) => void>> = {
  founding: shouldBeFounded,
  governing: shouldBeGoverned,
  'participants and their keys': shouldHost,
  signing: shouldSign,
  securing: shouldSecure,
  paying: shouldPay,
  reviewing: shouldReview,
  interruptions: shouldBeInterrupted,
  'payments that go wrong': shouldBearSetbacks,
  'time and silence': shouldWait,
  disputing: shouldDispute,
  ending: shouldEnd,
  financing: shouldFinance,
  'accounts, rates and guarantees': shouldChange,
  amending: shouldBeAmended,
  'the textile case': shouldRunTheCase,
};
