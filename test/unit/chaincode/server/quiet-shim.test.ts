import '../ledger/support/quiet-library.js';
import assert from 'node:assert/strict';
import { quietShim } from '@tranche/chaincode/server/quiet-shim';
import sinon from 'sinon';

describe('the shim’s log', () => {
  it('formats only what its level lets through, in every logger that each call uses', () => {
    const loggers = quietShim();
    assert.equal(loggers.length, 5);
    for (const logger of loggers) {
      const write = sinon.stub(logger, 'write').returns(true);
      logger.debug('a line of every call');
      sinon.assert.notCalled(write);
      logger.error('a line that operators need');
      sinon.assert.calledOnce(write);
      write.restore();
    }
  });
});
