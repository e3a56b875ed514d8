import assert from 'node:assert/strict';

import { typesOnly } from '../../../../scripts/test/coverage.js';
import type { CoverageStage } from '../../../../scripts/test/stages.js';
import { temporaryFolder } from '../../../support/temporary-folder.js';

const stage: CoverageStage = {
  kind: 'coverage',
  name: 'coverage-chaincode',
  needs: 'chaincode/dist',
  include: [],
  exclude: [],
  thresholds: { lines: 100, branches: 100 },
  timeLimitMillis: 1,
};

describe('the coverage of a package', () => {
  it('leaves out sources that declare nothing but types, and no others', () => {
    const project = temporaryFolder();
    try {
      project.write('chaincode/dist/domain/events.js', 'export {};\n//# sourceMappingURL=e.map');
      project.write('chaincode/dist/domain/empty.js', '');
      project.write('chaincode/dist/domain/limits.js', 'export const limits = {};\n');
      project.write('chaincode/dist/domain/index.js', "export * from './limits.js';\n");
      assert.deepEqual(typesOnly(project.path, stage), [
        'chaincode/domain/empty.ts',
        'chaincode/domain/events.ts',
      ]);
    } finally {
      project.remove();
    }
  });
});
