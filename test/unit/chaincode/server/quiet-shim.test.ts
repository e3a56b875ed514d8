import '../ledger/support/quiet-library.js';
import { createRequire } from 'node:module';
import { quietShim } from '@tranche/chaincode/server/quiet-shim';
import sinon from 'sinon';

/** What every line of a logger of winston passes through before its level is looked at. */
interface Logger {
  debug(line: string): unknown;
  error(line: string): unknown;
  write(line: unknown): boolean;
}

const require = createRequire(import.meta.url);
const { getLogger } = require('fabric-shim/lib/logger.js') as {
  readonly getLogger: (name: string) => Logger;
};

describe('the shim’s log', () => {
  for (const name of ['lib/handler.js', 'lib/stub.js', 'lib/chaincode.js']) {
    it(`formats only what its level lets through, in ${name}`, () => {
      const logger = getLogger(name);
      quietShim();
      const write = sinon.stub(logger, 'write').returns(true);
      logger.debug('a line of every call');
      sinon.assert.notCalled(write);
      logger.error('a line that operators need');
      sinon.assert.calledOnce(write);
      write.restore();
    });
  }
});
