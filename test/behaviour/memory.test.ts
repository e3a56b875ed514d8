import { MemoryConsortium } from '../support/consortium.js';
import { behaviour } from './shared/suite.js';

for (const [subject, should] of Object.entries(behaviour)) {
  describe(`on the in-memory ledger, ${subject}`, () => {
    should(() => MemoryConsortium.found());
  });
}
