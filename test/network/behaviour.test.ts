import { shouldPay } from '../behaviour/shared/paying.js';
import { shouldSign } from '../behaviour/shared/signing.js';
import { NetworkConsortium } from '../support/network-consortium.js';

const open = (): Promise<NetworkConsortium> => NetworkConsortium.open();

describe('on the real network, signing', () => {
  shouldSign(open);
});

describe('on the real network, paying', () => {
  shouldPay(open);
});
