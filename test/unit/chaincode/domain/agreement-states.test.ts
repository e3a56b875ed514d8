import assert from 'node:assert/strict';
import type { Agreement, AgreementStatus, SubmissionType } from '@tranche/chaincode/domain';
import { MONDAY } from '../../../support/memory-ledger.js';
import { userOf } from '../../../support/cast.js';
import type { CommandFields } from '../../../support/consortium.js';
import { amended } from '../../../support/amended-deal.js';
import {
  amendmentFields,
  concludeWith,
  consent,
  open,
  proposeAndFileAmended,
  propose,
} from './support/amendment.js';
import { DAY, fileHash } from './support/deal.js';
import { lapse } from './support/ending.js';
import { answerTo } from './support/probe.js';
import { rewriteAgreement } from './support/records.js';
import { Scene } from './support/scene.js';
import { fileBalance } from './support/security.js';

const longer = { terms: { longStop: (MONDAY + 200 * DAY) as never } };
const all = ['textiles.checker', 'retail.checker', 'trade-bank.checker'];

async function answerOf(
  scene: Scene,
  label: string,
  type: SubmissionType,
  fields: CommandFields,
): Promise<string> {
  const { consortium, agreementId } = scene;
  const probe = { consortium, type, fields: { agreementId, ...fields } };
  return (await answerTo(userOf(label), probe)) ?? 'done';
}

/** Each state that an amendment with the number 2 can be in. */
const amendmentStates: Readonly<Record<string, () => Promise<Scene>>> = {
  none: () => Scene.secured(),
  proposed: async () => {
    const scene = await Scene.secured();
    await proposeAndFileAmended(scene, amended(scene.deal, longer));
    return scene;
  },
  'proposed beside an open one': async () => {
    const scene = await Scene.secured();
    await proposeAndFileAmended(scene, amended(scene.deal, longer));
    await propose(scene, amended(scene.deal, longer), 3);
    await rewriteAgreement(scene, { amendment: openOf(scene, 1) });
    return scene;
  },
  open: opened,
  'consented by the buyer': async () => {
    const scene = await opened();
    await consent(scene, 'retail.checker');
    return scene;
  },
  refused: async () => {
    const scene = await opened();
    await scene.send('retail.checker', 'refuseAmendment', { number: 2 });
    return scene;
  },
  withdrawn: async () => {
    const scene = await opened();
    await scene.send('textiles.maker', 'withdrawAmendment', { number: 2 });
    return scene;
  },
  expired: async () => {
    const scene = await opened();
    scene.consortium.setClock(MONDAY + 31 * DAY);
    await scene.send('textiles.maker', 'advanceAgreement');
    return scene;
  },
  overtaken: async () => {
    const scene = await Scene.secured();
    await open(scene, { milestones: { order: { dueDate: (MONDAY + 40 * DAY) as never } } });
    await scene.perform('order');
    await concludeWith(scene);
    return scene;
  },
  'in force': async () => {
    const scene = await Scene.secured();
    await open(scene, longer);
    await concludeWith(scene);
    return scene;
  },
  outdated: async () => {
    const scene = await Scene.secured();
    await proposeAndFileAmended(scene, amended(scene.deal, longer));
    await rewriteAgreement(scene, { termsVersion: 1, versions: [1] });
    await proposeAndFileAmended(scene, amended(scene.deal, longer), 3);
    await rewriteAgreement(scene, { amendments: 1 });
    await concludeWith(scene, all, 3);
    await rewriteAgreement(scene, { amendments: 1 });
    return scene;
  },
};

async function opened(): Promise<Scene> {
  const scene = await Scene.secured();
  await open(scene, longer);
  return scene;
}

/** An open amendment of another number. */
function openOf(scene: Scene, number: number): Agreement['amendment'] & object {
  const openUntil = scene.deal.terms.longStop;
  return { number, termsHash: fileHash('terms'), openUntil, asked: [], consents: [], shares: [] };
}

const MISSING = 'AMENDMENT_NOT_FOUND';
const NOT_OPEN = 'AMENDMENT_NOT_OPEN';
const TAKEN = 'AMENDMENT_NUMBER_NOT_FREE';
const CONSENTED = 'AMENDMENT_ALREADY_CONSENTED';

/** propose number 2 again, then as proposer and as another: consent; refuse; withdraw. */
const amendmentTable: Readonly<Record<string, readonly [string, string, string, string, string]>> =
  {
    none: ['done', MISSING, MISSING, MISSING, MISSING],
    proposed: [TAKEN, 'done', NOT_OPEN, NOT_OPEN, NOT_OPEN],
    'proposed beside an open one': [TAKEN, 'AMENDMENT_ALREADY_OPEN', NOT_OPEN, NOT_OPEN, NOT_OPEN],
    open: [TAKEN, CONSENTED, 'done', 'done', 'done'],
    'consented by the buyer': [TAKEN, CONSENTED, CONSENTED, 'done', 'done'],
    refused: [TAKEN, NOT_OPEN, NOT_OPEN, NOT_OPEN, NOT_OPEN],
    withdrawn: [TAKEN, NOT_OPEN, NOT_OPEN, NOT_OPEN, NOT_OPEN],
    expired: [TAKEN, NOT_OPEN, NOT_OPEN, NOT_OPEN, NOT_OPEN],
    overtaken: [TAKEN, NOT_OPEN, NOT_OPEN, NOT_OPEN, NOT_OPEN],
    'in force': [TAKEN, NOT_OPEN, NOT_OPEN, NOT_OPEN, NOT_OPEN],
    outdated: [TAKEN, 'AMENDMENT_OUTDATED', NOT_OPEN, NOT_OPEN, NOT_OPEN],
  };

describe('an amendment, in each of its states, by each command', () => {
  it('has a row for every state', () => {
    assert.deepEqual(Object.keys(amendmentTable), Object.keys(amendmentStates));
  });

  for (const [state, prepare] of Object.entries(amendmentStates)) {
    it(state, async () => {
      const scene = await prepare();
      const { terms, revalued, lowered } = amended(scene.deal, longer);
      const proposal = { number: 2, terms, revalued, lowered };
      const isThere = state !== 'none';
      const fields = isThere
        ? amendmentFields(scene)
        : { number: 2, termsHash: fileHash('nothing') };
      const answers = [
        await answerOf(scene, 'textiles.maker', 'proposeAmendment', proposal),
        await answerOf(scene, 'textiles.checker', 'consentToAmendment', fields),
        await answerOf(scene, 'retail.checker', 'consentToAmendment', fields),
        await answerOf(scene, 'retail.checker', 'refuseAmendment', { number: 2 }),
        await answerOf(scene, 'textiles.maker', 'withdrawAmendment', { number: 2 }),
      ];
      assert.deepEqual(answers, amendmentTable[state]);
    });
  }
});

/** An agreement on which each command would be taken, were it in the right state. */
async function everything(): Promise<Scene> {
  const scene = await Scene.active();
  await open(scene, longer);
  await scene.send('textiles.maker', 'proposeTermination', { splits: [] });
  const shown = { kind: 'technical', termsVersion: 1, to: 'AuditorMSP:audit' };
  const { technical: documents } = scene.deal.documents;
  await scene.send('textiles.maker', 'fileDisclosure', shown, { documents });
  return scene;
}

const commands: Readonly<Record<string, (scene: Scene) => Promise<string>>> = {
  acceptAgreement: (scene) => {
    const { termsHash } = scene.agreement();
    return answerOf(scene, 'retail.checker', 'acceptAgreement', { termsHash });
  },
  declineAgreement: (scene) => answerOf(scene, 'retail.checker', 'declineAgreement', {}),
  withdrawAgreement: (scene) => answerOf(scene, 'textiles.maker', 'withdrawAgreement', {}),
  advanceAgreement: (scene) => answerOf(scene, 'textiles.maker', 'advanceAgreement', {}),
  closeAgreement: (scene) => answerOf(scene, 'textiles.maker', 'closeAgreement', {}),
  proposeTermination: (scene) =>
    answerOf(scene, 'retail.maker', 'proposeTermination', { splits: [] }),
  acceptTermination: (scene) => {
    const { hash } = scene.agreement().termination ?? {};
    return answerOf(scene, 'retail.checker', 'acceptTermination', { number: 1, hash });
  },
  withdrawTermination: (scene) =>
    answerOf(scene, 'retail.maker', 'withdrawTermination', { number: 1 }),
  proposeAmendment: (scene) => {
    const { terms } = amended(scene.deal, longer);
    const fields = { number: 3, terms, revalued: [], lowered: [] };
    return answerOf(scene, 'retail.maker', 'proposeAmendment', fields);
  },
  consentToAmendment: (scene) =>
    answerOf(scene, 'retail.checker', 'consentToAmendment', amendmentFields(scene)),
  refuseAmendment: (scene) => answerOf(scene, 'retail.checker', 'refuseAmendment', { number: 2 }),
  withdrawAmendment: (scene) =>
    answerOf(scene, 'textiles.maker', 'withdrawAmendment', { number: 2 }),
  discloseDocuments: (scene) => {
    const shown = { kind: 'technical', termsVersion: 1, to: 'AuditorMSP:audit', parts: ['order'] };
    return answerOf(scene, 'textiles.maker', 'discloseDocuments', shown);
  },
  attestBalance: async (scene) => {
    const document = await fileBalance(scene);
    return answerOf(scene, 'trade-bank.maker', 'attestBalance', { document, asOf: '2026-03-02' });
  },
};

const ACTIVE = 'AGREEMENT_NOT_ACTIVE';
const PROPOSED = 'AGREEMENT_NOT_PROPOSED';
const OVER = 'NOTHING_DUE';

/** What each command comes to in each state, in the order of `commands`. */
const agreementTable: Readonly<Record<AgreementStatus, string>> = {
  proposed: `AGREEMENT_ALREADY_SIGNED done done done ${repeat(ACTIVE, 10)}`,
  active: [
    ...[PROPOSED, PROPOSED, PROPOSED, OVER, 'AGREEMENT_NOT_FINISHED', 'TERMINATION_ALREADY_OPEN'],
    repeat('done', 8),
  ].join(' '),
  declined: `${repeat(PROPOSED, 3)} ${OVER} ${repeat(ACTIVE, 10)}`,
  withdrawn: `${repeat(PROPOSED, 3)} ${OVER} ${repeat(ACTIVE, 10)}`,
  expired: `${repeat(PROPOSED, 3)} ${OVER} ${repeat(ACTIVE, 10)}`,
  completed: `${repeat(PROPOSED, 3)} ${OVER} ${repeat(ACTIVE, 8)} done ${ACTIVE}`,
  terminated: `${repeat(PROPOSED, 3)} ${OVER} ${repeat(ACTIVE, 8)} done done`,
};

function repeat(answer: string, count: number): string {
  return Array.from({ length: count }, () => answer).join(' ');
}

describe('an agreement, in each of its states, by each command', () => {
  let scene: Scene;
  before(async () => {
    scene = await everything();
  });

  for (const [status, row] of Object.entries(agreementTable)) {
    it(status, async () => {
      await rewriteAgreement(scene, { status: status as AgreementStatus });
      const expected = row.split(' ');
      const names = Object.keys(commands);
      assert.equal(expected.length, names.length);
      const { consortium } = scene;
      const at = consortium.now();
      for (const [index, name] of names.entries()) {
        if (name === 'advanceAgreement' && status === 'proposed') {
          consortium.setClock(MONDAY + 20 * DAY);
        }
        assert.equal(await commands[name]?.(scene), expected[index], name);
        consortium.setClock(at);
      }
    });
  }

  it('completed, as nobody secured it until its long-stop date', async () => {
    const lapsed = await Scene.active();
    await lapse(lapsed);
    assert.equal(await commands['closeAgreement']?.(lapsed), 'done');
  });
});
