import assert from 'node:assert/strict';
import { commandCatalogue, type SubmissionType } from '@tranche/chaincode/domain';
import { routes, type Route } from '@tranche/gateway/api';
import type { SigningIdentity } from '@tranche/gateway/core';
import { AlteredChaincode, type Alteration } from '../support/altered-chaincode.js';
import { commandNames, sampleBodies, sampleParams } from '../support/api-samples.js';
import { DirectFabric } from '../support/direct-fabric.js';
import { NetworkConsortium } from '../support/network-consortium.js';
import { newFile, PartyPlay } from '../support/party-play.js';

const everyone = ['ExporterMSP', 'BuyerMSP', 'BankMSP', 'InspectorMSP', 'AuditorMSP'];
/** Commands of one play that are under way at once. */
const AT_ONCE = 8;

/** Code that refuses nothing: neither a state, nor a party, nor a move of money. */
const checksNothing: readonly Alteration[] = [
  {
    file: 'domain/errors.js',
    from: 'export function requireThat(condition, code, params = {}) {',
    into: 'export function requireThat(condition, code, params = {}) { return;',
  },
  {
    file: 'domain/policy.js',
    from: 'export function checkParty(view, actor, type) {',
    into: 'export function checkParty(view, actor, type) { return;',
  },
  {
    file: 'domain/position.js',
    from: "import { invariant } from './invariant.js';",
    into: 'const invariant = () => {};',
  },
];

/** Commands that move money by themselves, or decide what does: the altered code takes them all. */
const decisive: readonly SubmissionType[] = [
  'acceptPresentation',
  'refusePresentation',
  'waiveCondition',
  'reduceMilestone',
  'secureFunds',
  'increaseSecurity',
  'releaseSecurity',
  'lapseUnsecured',
  'recordInspection',
  'recordEvent',
  'proposeTermination',
  'approveOrder',
  'instructOrder',
  'settleOrder',
  'rejectOrder',
  'returnOrder',
  'holdOrder',
  'acknowledgeCredit',
];

interface Try {
  readonly type: SubmissionType;
  readonly command: Readonly<Record<string, unknown>> & { readonly type: SubmissionType };
}

describe('a member whose code checks nothing', () => {
  let network: NetworkConsortium;
  let exporter: DirectFabric;
  let as: SigningIdentity;
  let reviewed: PartyPlay;
  let due: PartyPlay;

  before(async () => {
    network = await NetworkConsortium.open();
    exporter = await DirectFabric.of(network.network, 'exporter');
    as = await exporter.identity('textiles.checker');
    reviewed = await PartyPlay.secured(network);
    await reviewed.present('order', 'order-confirmation');
    due = await PartyPlay.secured(network);
    await due.accept('order', await due.present('order', 'order-confirmation'));
  });

  after(() => {
    exporter.close();
  });

  /** Every command on an agreement, as well-formed as the samples are. */
  async function triesOn(play: PartyPlay): Promise<readonly Try[]> {
    const { deal, agreementId } = play;
    const { orders, review } = await play.milestone('order');
    const orderId = orders[0]?.id ?? '';
    const bodies = sampleBodies({ deal, agreementId, orderId, now: network.now() });
    const hash = orders[0]?.hash ?? review.presentations[0]?.hash ?? newFile();
    return commandNames
      .filter((type) => isOnAgreement(type) && (orderId !== '' || !isOnOrder(type)))
      .map((type) => {
        const body = { ...bodies[type] };
        const named = 'hash' in body ? { ...body, hash } : body;
        return { type, command: { type, ...paramsOf(type, { agreementId, orderId }), ...named } };
      });
  }

  async function seenByTheBank(play: PartyPlay): Promise<string> {
    const { agreementId } = play;
    const label = 'trade-bank.maker';
    const agreement = await network.ask(label, 'agreement', { agreementId });
    const milestones = ['order', 'shipment', 'delivery'].map((id) => play.milestone(id, label));
    return JSON.stringify([agreement, await Promise.all(milestones)]);
  }

  it('can send every command for itself, and changes nothing of any agreement', async () => {
    const plays = [reviewed, due];
    const before = await Promise.all(plays.map(seenByTheBank));
    const altered = await AlteredChaincode.start(network.network, 'exporter', ...checksNothing);
    const endorsed = new Set<SubmissionType>();
    try {
      for (const play of plays) {
        for (const some of chunks(await triesOn(play))) {
          const kinds = await Promise.all(some.map(tryAlone));
          some.forEach(({ type }, index) => {
            if (kinds[index] === 'endorsed') endorsed.add(type);
          });
        }
      }
    } finally {
      await altered.restore();
    }
    const untried = decisive.filter((type) => !endorsed.has(type));
    assert.deepEqual(untried, [], 'the altered code takes what moves money');
    assert.deepEqual(await Promise.all(plays.map(seenByTheBank)), before);
  });

  it('finds no other member that endorses with it', async () => {
    const altered = await AlteredChaincode.start(network.network, 'exporter', ...checksNothing);
    try {
      for (const { command } of (await triesOn(due)).filter(({ type }) =>
        decisive.includes(type),
      )) {
        await assert.rejects(exporter.submit(as, command, { endorsers: everyone }), command.type);
      }
    } finally {
      await altered.restore();
    }
  });

  /** Whether the altered code alone endorsed; what it alone endorsed is never valid. */
  async function tryAlone({ command }: Try): Promise<'endorsed' | 'failed'> {
    try {
      const { validation } = await exporter.submit(as, command, { endorsers: ['ExporterMSP'] });
      assert.equal(validation, 'ENDORSEMENT_POLICY_FAILURE', command.type);
      return 'endorsed';
    } catch (thrown) {
      if (thrown instanceof assert.AssertionError) throw thrown;
      return 'failed';
    }
  }
});

function isOnAgreement(type: SubmissionType): boolean {
  const { scope } = commandCatalogue[type];
  return scope !== 'proposal' && scope !== 'filing' && scope !== 'registry';
}

function isOnOrder(type: SubmissionType): boolean {
  return routeOf(type).path.includes(':orderId');
}

function routeOf(type: SubmissionType): Route {
  const found = Object.entries<Route>(routes).find(([name]) => name === type)?.[1];
  if (found === undefined) throw new RangeError(`no route sends ${type}`);
  return found;
}

function paramsOf(
  type: SubmissionType,
  of: { readonly agreementId: string; readonly orderId: string },
): Readonly<Record<string, unknown>> {
  const { params } = routeOf(type);
  const named = Object.entries(sampleParams(of)).filter(([name]) => name in params.shape);
  return params.parse(Object.fromEntries(named));
}

function chunks<T>(all: readonly T[]): readonly (readonly T[])[] {
  const starts = Array.from({ length: Math.ceil(all.length / AT_ONCE) }, (_, at) => at * AT_ONCE);
  return starts.map((start) => all.slice(start, start + AT_ONCE));
}
