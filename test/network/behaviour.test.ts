import { behaviour } from '../behaviour/shared/suite.js';
import { NetworkConsortium } from '../support/network-consortium.js';

for (const [subject, should] of Object.entries(behaviour)) {
  describe(`on the real network, ${subject}`, () => {
    should(() => NetworkConsortium.open());
  });
}
