import assert from 'node:assert/strict';

import { stages } from '../../../scripts/test/stages.js';
import { repositoryFiles, repositoryText } from '../../support/repository.js';

const folders = stages
  .filter((stage) => stage.kind === 'suite')
  .map((stage) => stage.needs.replace(/^dist\//, ''));

describe('the suites', () => {
  const tests = repositoryFiles().filter((file) => /^test\/.*\.ts$/.test(file));

  it('each belong to a stage of npm test', () => {
    const lost = tests
      .filter((file) => file.endsWith('.test.ts'))
      .filter((file) => !folders.some((folder) => file.startsWith(`${folder}/`)));
    const fixtures = lost.filter((file) => file.startsWith('test/unit/guards/fixtures/'));
    assert.deepEqual(lost, fixtures);
  });

  it('end in .test.ts, by which they are found', () => {
    const hidden = tests
      .filter((file) => !file.endsWith('.test.ts'))
      .filter((file) => /^(?:describe|it)\(/m.test(repositoryText(file)));
    assert.deepEqual(hidden, []);
  });
});
