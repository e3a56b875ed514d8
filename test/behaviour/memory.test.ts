import { MemoryConsortium } from '../support/consortium.js';
import { shouldPay } from './shared/paying.js';
import { shouldSign } from './shared/signing.js';

const open = (): Promise<MemoryConsortium> => MemoryConsortium.found();

describe('on the in-memory ledger, signing', () => {
  shouldSign(open);
});

describe('on the in-memory ledger, paying', () => {
  shouldPay(open);
});
