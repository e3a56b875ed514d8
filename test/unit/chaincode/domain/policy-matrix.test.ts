import assert from 'node:assert/strict';
import {
  commandCatalogue,
  mspSchema,
  participantIdSchema,
  policy,
  userRoleSchema,
  type ActingUser,
  type SubmissionType,
  type UserRole,
} from '@tranche/chaincode/domain';
import {
  administratorOf,
  castMembers,
  castParticipants,
  type CastParticipant,
} from '../../../support/cast.js';
import { PROBE_KEY } from './support/consortium-probes.js';
import { answerTo, type Probe } from './support/probe.js';
import { probes } from './support/probes.js';

/** The columns of the first grid. */
const participants = [
  'textiles',
  'retail',
  'trade-bank',
  'quality',
  'line',
  'audit',
  'arbitration',
];

/** The columns of the second grid. */
const roles: readonly UserRole[] = [
  'maker',
  'checker',
  'approver',
  'compliance',
  'governor',
  'registrar',
  'auditor',
];

/** Who may, in the words of the rulebook: `+` may, `-` may not; participants, then roles. */
const administrators = 'administrators';
const expectations: {
  readonly [T in SubmissionType]: typeof administrators | readonly [who: string, as: string];
} = {
  proposeBootstrap: administrators,
  confirmBootstrap: administrators,
  registerParticipant: administrators,
  updateParticipant: ['+ + + + + + +', '- - - - - + -'],
  deactivateParticipant: ['+ + + + + + +', '- - - - - + -'],
  pinKeys: ['+ + + + + + +', '- + - - - - -'],
  proposeRehost: ['+ + + + + + +', '- + - - - - -'],
  acceptRehost: ['+ + + + + + +', '- - - - - + -'],
  proposeVote: ['+ + + + + + +', '- - - - + - -'],
  castVote: ['+ + + + + + +', '- - - - + - -'],
  withdrawVote: ['+ + + + + + +', '- - - - + - -'],
  advanceConsortium: ['+ + + + + + +', '+ + + + + - -'],
  proposeAgreement: ['+ + - - - - -', '+ - - - - - -'],
  fileDocument: ['+ + + - - - -', '+ - - - - - -'],
  acceptAgreement: ['+ + + + + - -', '- + - - - - -'],
  declineAgreement: ['+ + + + + - -', '- + - - - - -'],
  withdrawAgreement: ['+ - - - - - -', '+ - - - - - -'],
  advanceAgreement: ['+ + + + + + +', '+ + + + - - -'],
  closeAgreement: ['+ + + + + + +', '+ + + + - - -'],
  proposeTermination: ['+ + - - - - -', '+ - - - - - -'],
  acceptTermination: ['+ + - - - - -', '- + - - - - -'],
  withdrawTermination: ['+ + - - - - -', '+ - - - - - -'],
  proposeAmendment: ['+ + - - - - -', '+ - - - - - -'],
  consentToAmendment: ['+ + + - - - -', '- + - - - - -'],
  refuseAmendment: ['+ + + - - - -', '- + - - - - -'],
  withdrawAmendment: ['+ - - - - - -', '+ - - - - - -'],
  fileDisclosure: ['+ + + - - - -', '+ - - - - - -'],
  discloseDocuments: ['+ + + - - - -', '+ - - - - - -'],
  secureFunds: ['- - + - - - -', '+ - - - - - -'],
  confirmSecurity: ['- - + - - - -', '- + - - - - -'],
  acceptShortSecurity: ['+ - - - - - -', '- + - - - - -'],
  extendSecurity: ['- - + - - - -', '+ - - - - - -'],
  increaseSecurity: ['- - + - - - -', '+ - - - - - -'],
  releaseSecurity: ['+ - - - - - -', '- + - - - - -'],
  lapseUnsecured: ['+ - + - - - -', '+ - - - - - -'],
  attestBalance: ['- - + - - - -', '+ - - - - - -'],
  attachEvidence: ['+ - - + + - -', '+ - - - - - -'],
  recordInspection: ['- - - + - - -', '+ - - - - - -'],
  recordEvent: ['- - - - + - -', '+ - - - - - -'],
  recordInstrument: ['- - + - - - -', '+ - - - - - -'],
  revokeRecord: ['+ - - + + - -', '+ - - - - - -'],
  requestInspection: ['+ - - - - - -', '+ - - - - - -'],
  reportBlocked: ['+ - - - - - -', '+ - - - - - -'],
  reportSupplied: ['- + - - - - -', '+ - - - - - -'],
  confirmSupplied: ['+ - - - - - -', '+ - - - - - -'],
  endBlocked: ['+ - - - - - -', '- + - - - - -'],
  advanceMilestone: ['+ + + + + + +', '+ + + + - - -'],
  presentMilestone: ['+ - - - - - -', '+ - - - - - -'],
  acceptPresentation: ['- + - - - - -', '- + - - - - -'],
  refusePresentation: ['- + - - - - -', '- + - - - - -'],
  suspendReview: ['- + - - - - -', '- + - - - - -'],
  resumeReview: ['- + - - - - -', '- + - - - - -'],
  reduceMilestone: ['+ - - - - - -', '- + - - - - -'],
  waiveCondition: ['- + - - - - -', '- + - - - - -'],
  waiveLateness: ['- + - - - - -', '- + - - - - -'],
  confirmWaiver: ['- - + - - - -', '- + - - - - -'],
  approveOrder: ['- - + - - - -', '- - + - - - -'],
  instructOrder: ['- - + - - - -', '+ - - - - - -'],
  settleOrder: ['- - + - - - -', '+ - - - - - -'],
  acknowledgeCredit: ['+ - - - - - -', '+ - - - - - -'],
  holdOrder: ['- - + - - - -', '- - - + - - -'],
  renewHold: ['- - + - - - -', '- - - + - - -'],
  unholdOrder: ['- - + - - - -', '- - - + - - -'],
  rejectOrder: ['- - + - - - -', '+ - - - - - -'],
  returnOrder: ['- - + - - - -', '+ - - - - - -'],
  reportException: ['- - + - - - -', '+ - - - - - -'],
  resolveException: ['- - + - - - -', '+ - - - - - -'],
  consentToResolution: ['+ - - - - - -', '- + - - - - -'],
  confirmResolution: ['- - + - - - -', '- + - - - - -'],
  openDispute: ['+ + - - - - -', '+ - - - - - -'],
  addToDispute: ['+ + - - - - -', '+ - - - - - -'],
  offerSplit: ['+ + - - - - -', '- + - - - - -'],
  acceptOffer: ['+ + - - - - -', '- + - - - - -'],
  escalateDispute: ['+ + - - - - -', '+ - - - - - -'],
  ruleDispute: ['- - - - - - +', '+ - - - - - -'],
  confirmRuling: ['- - - - - - +', '- + - - - - -'],
  withdrawDispute: ['+ + - - - - -', '- + - - - - -'],
  recordAward: ['- - + - - - -', '+ - - - - - -'],
  confirmAward: ['- - + - - - -', '- + - - - - -'],
  recordStay: ['+ + - - - - -', '+ - - - - - -'],
  recordDemand: ['- - + - - - -', '+ - - - - - -'],
  changePayTo: ['+ - - - - - -', '+ - - - - - -'],
  approvePayTo: ['+ - - - - - -', '- + - - - - -'],
  callBackPayTo: ['- - + - - - -', '+ - - - - - -'],
  confirmPayTo: ['- - + - - - -', '- + - - - - -'],
  fixRate: ['- - + - - - -', '+ - - - - - -'],
  agreeRate: ['+ - - - - - -', '- + - - - - -'],
  recordFinancing: ['+ - - - - - -', '+ - - - - - -'],
  proposeAssignment: ['+ - - - - - -', '- + - - - - -'],
  acknowledgeAssignment: ['- - + - - - -', '- + - - - - -'],
  rejectAssignment: ['+ - + - - - -', '- + - - - - -'],
  releaseAssignment: ['- - - - + - -', '- + - - - - -'],
  consentToAct: ['- - - - + - -', '- + - - - - -'],
};

const types = Object.keys(commandCatalogue) as SubmissionType[];

/** Refusals that are about the caller alone. */
const callerCodes = ['CALLER_UNKNOWN', 'ROLE_MISSING', 'PARTY_NOT_PERMITTED'];

type Cell = 'may' | 'CALLER_UNKNOWN' | 'ROLE_MISSING' | 'PARTY_NOT_PERMITTED';

function expectedCell(type: SubmissionType, participant: string, role: UserRole): Cell {
  const expected = expectations[type];
  if (expected === administrators) return 'CALLER_UNKNOWN';
  const [who, as] = expected.map((grid) => grid.split(' '));
  if (as?.[roles.indexOf(role)] !== '+') return 'ROLE_MISSING';
  return who?.[participants.indexOf(participant)] === '+' ? 'may' : 'PARTY_NOT_PERMITTED';
}

async function observedCell(actor: ActingUser, probe: Probe): Promise<string> {
  const code = await answerTo(actor, probe);
  return code !== undefined && callerCodes.includes(code) ? code : 'may';
}

function userWith(host: CastParticipant, role: UserRole): ActingUser {
  const { msp, localId } = host;
  return {
    msp: mspSchema.parse(msp),
    user: `${localId}.someone`,
    unit: 'client',
    participant: participantIdSchema.parse(`${msp}:${localId}`),
    key: PROBE_KEY,
    roles: [role],
  };
}

describe('the table of permissions', () => {
  it('has a row for each command, and a column for each participant and role', () => {
    assert.deepEqual(Object.keys(expectations).sort(), Object.keys(policy).sort());
    assert.deepEqual([...types].sort(), Object.keys(policy).sort());
    assert.deepEqual(
      castParticipants.map(({ localId }) => localId),
      participants,
    );
    assert.deepEqual(userRoleSchema.options, roles);
    for (const expected of Object.values(expectations)) {
      if (expected === administrators) continue;
      for (const grid of expected) assert.match(grid, /^[+-]( [+-]){6}$/);
    }
  });
});

for (const type of types) {
  describe(`who may ${type}`, () => {
    let probe: Probe;
    before(async () => {
      probe = await probes[type](type);
    });

    for (const host of castParticipants) {
      const cells = roles.map((role) => [role, expectedCell(type, host.localId, role)] as const);
      const may = cells.filter(([, cell]) => cell === 'may').map(([role]) => role);
      const how = may.length === 0 ? 'never' : `as ${may.join(' or ')} alone`;
      it(`${host.localId} ${how}`, async () => {
        for (const [role, cell] of cells) {
          assert.equal(await observedCell(userWith(host, role), probe), cell, role);
        }
      });
    }

    const isAdministrators = expectations[type] === administrators;
    it(`administrators ${isAdministrators ? 'of every member' : 'never'}`, async () => {
      for (const { msp } of castMembers) {
        const cell = isAdministrators ? 'may' : 'CALLER_UNKNOWN';
        assert.equal(await observedCell(administratorOf(msp), probe), cell, msp);
      }
    });

    it('someone, and nothing else stands in the way', async () => {
      const actors = [
        ...castMembers.map(({ msp }) => administratorOf(msp)),
        ...castParticipants.flatMap((host) => roles.map((role) => userWith(host, role))),
      ];
      const answers = await Promise.all(actors.map((actor) => answerTo(actor, probe)));
      assert.ok(answers.includes(undefined));
    });
  });
}
