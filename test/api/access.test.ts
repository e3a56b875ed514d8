import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { policy } from '@tranche/chaincode/domain';
import { pathWith, problemSchema, routes, type Route } from '@tranche/gateway/api';
import { topology, userLabel } from '../../network/index.js';
import type { HttpAnswer } from '../../scripts/case/http-user.js';
import {
  commandNames,
  sampleBodies,
  sampleParams,
  type CommandRouteName,
  type SampleSubject,
} from '../support/api-samples.js';
import { NetworkConsortium } from '../support/network-consortium.js';
import { PartyPlay } from '../support/party-play.js';
import { proposeVote } from '../support/voting.js';

/** What each participant is in the case: written here once more, apart from the rules. */
const partyRoles: Readonly<Record<string, readonly string[]>> = {
  textiles: ['exporter', 'signatory', 'proposer'],
  retail: ['buyer', 'signatory', 'reviewer'],
  'trade-bank': ['bank', 'signatory'],
  quality: ['inspector', 'signatory'],
  line: ['source', 'signatory'],
  audit: ['auditor'],
  arbitration: [],
};

/** Participants that the case names, who may read its public records. */
const named = Object.keys(partyRoles).filter((localId) => localId !== 'arbitration');

interface User {
  readonly label: string;
  readonly localId: string;
  readonly roles: readonly string[];
}

const users: readonly User[] = topology.members.flatMap(({ participants }) =>
  participants.flatMap((participant) =>
    participant.users.map((user) => ({
      label: userLabel(participant, user),
      localId: participant.localId,
      roles: user.roles,
    })),
  ),
);

const refusals = [
  'AGREEMENT_NOT_FOUND',
  // Who may consent, refuse or withdraw is a matter of the amendment: the case has none.
  'AMENDMENT_NOT_FOUND',
  'PARTY_NOT_PERMITTED',
  'ROLE_MISSING',
];

/** Users whom neither the agreement nor the policy gives a command. */
function othersThanFor(name: CommandRouteName): readonly User[] {
  const permission = policy[name];
  assert.ok(permission.by === 'user');
  const { parties, roles } = permission;
  return users.filter(({ localId, roles: own }) => {
    const held = partyRoles[localId] ?? [];
    const isParty = parties.length === 0 || parties.some((party) => held.includes(party));
    const isKnown = !('agreementId' in routes[name].params.shape) || named.includes(localId);
    return !(isKnown && isParty && roles.some((role) => own.includes(role)));
  });
}

/** Whether the agreement has a party whom the policy names: it has no arbiter and no financier. */
function isForSomebody(name: CommandRouteName): boolean {
  const permission = policy[name];
  assert.ok(permission.by === 'user');
  const { parties } = permission;
  const held = named.flatMap((localId) => partyRoles[localId] ?? []);
  return parties.length === 0 || parties.some((party) => held.includes(party));
}

describe('on the real network, access', () => {
  let consortium: NetworkConsortium;
  let subject: SampleSubject;
  let txId: string;
  let recordedBefore: unknown;
  let voteId: string;

  before(async () => {
    consortium = await NetworkConsortium.open();
    const play = await PartyPlay.secured(consortium);
    const presented = await play.present('order', 'order-confirmation');
    ({ txId } = await play.accept('order', presented));
    const [order] = (await play.milestone('order')).orders;
    assert.ok(order !== undefined);
    const { agreementId, deal } = play;
    subject = { agreementId, deal, orderId: order.id, now: consortium.now() };
    for (const label of ['textiles.maker', 'retail.maker', 'trade-bank.maker', 'quality.maker']) {
      await consortium.user(label).waitFor(txId);
    }
    await consortium.user('audit.auditor').waitFor(txId);
    voteId = await proposeVote(consortium, { kind: 'changeParameters', voteDays: 14 });
    recordedBefore = await recorded();
  });

  /** All that was ever on record about the agreement. */
  async function recorded(): Promise<unknown> {
    const { agreementId } = subject;
    const entries = [await consortium.ask('textiles.maker', 'history', { agreementId })];
    for (const milestoneId of ['order', 'shipment', 'delivery']) {
      entries.push(await consortium.ask('textiles.maker', 'history', { agreementId, milestoneId }));
    }
    return entries;
  }

  for (const name of commandNames) {
    it(`to ${name} is refused to every user but those whom the policy names`, async () => {
      const others = othersThanFor(name);
      assert.ok(others.length > 0);
      assert.equal(others.length < users.length, isForSomebody(name), 'the policy names somebody');
      const path = pathWith(routes[name].path, sampleParams(subject));
      const body = sampleBodies(subject)[name];
      for (const { label } of others) {
        refused(await consortium.user(label).post(path, body, randomUUID()), label);
      }
    });
  }

  for (const [name, route] of Object.entries<Route>(routes)) {
    if (['command', 'build', 'catalogue'].includes(route.action.kind)) continue;
    if (route.action.kind === 'registry') {
      it(`to ${name} is given to everybody of the consortium`, async () => {
        const path = pathWith(route.path, { voteId });
        for (const { label } of users) {
          assert.equal((await consortium.user(label).get(path)).status, 200, label);
        }
      });
      continue;
    }
    it(`to ${name} is given to those whom the agreement names alone`, async () => {
      const path = pathWith(route.path, { ...sampleParams(subject), txId });
      assert.equal((await consortium.user('textiles.maker').get(path)).status, 200);
      for (const { label, localId } of users) {
        if (!named.includes(localId)) refused(await consortium.user(label).get(path), label);
      }
    });
  }

  it('that was refused has left nothing on record', async () => {
    assert.deepEqual(await recorded(), recordedBefore);
  });
});

/** Checks that an answer is a coded 403 or 404. */
function refused(answer: HttpAnswer, what: string): void {
  assert.ok([403, 404].includes(answer.status), `${what}: ${JSON.stringify(answer)}`);
  const { code } = problemSchema.parse(answer.body);
  assert.ok(refusals.includes(code), `${what}: ${code}`);
}
