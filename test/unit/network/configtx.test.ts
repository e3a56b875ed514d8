import assert from 'node:assert/strict';
import { CHANNEL_PROFILE, renderConfigtx } from '../../../network/channel/configtx.js';
import { orderingMembers, topology } from '../../../network/topology.js';
import { testSite } from './test-site.js';

interface Policy {
  readonly Type: string;
  readonly Rule: string;
}

interface Group {
  readonly Policies: Readonly<Record<string, Policy>>;
  readonly Organizations: readonly {
    readonly ID: string;
    readonly Policies: Readonly<Record<string, Policy>>;
    readonly OrdererEndpoints?: readonly string[];
    readonly AnchorPeers: readonly { readonly Host: string; readonly Port: number }[];
  }[];
}

interface Orderer extends Group {
  readonly OrdererType: string;
  readonly BatchSize: Readonly<Record<string, number | string>>;
  readonly ConsenterMapping: readonly {
    readonly ID: number;
    readonly MSPID: string;
    readonly Port: number;
  }[];
}

interface Channel {
  readonly Policies: Readonly<Record<string, Policy>>;
  readonly Orderer: Orderer;
  readonly Application: Group;
}

describe('the channel profile', () => {
  const file = JSON.parse(renderConfigtx(testSite('/project'))) as {
    readonly Profiles: Readonly<Record<string, Channel>>;
  };
  const channel = file.Profiles[CHANNEL_PROFILE];
  assert.ok(channel !== undefined);
  const { Application: application, Orderer: orderer } = channel;

  it('has every member as an application, in topology order, with an anchor peer', () => {
    assert.deepEqual(
      application.Organizations.map(({ ID }) => ID),
      topology.members.map(({ mspId }) => mspId),
    );
    const anchors = application.Organizations.map(({ AnchorPeers }) => AnchorPeers.length);
    assert.deepEqual([...new Set(anchors)], [1]);
  });

  it('orders by SmartBFT among the ordering members, with an endpoint and a number each', () => {
    assert.equal(orderer.OrdererType, 'BFT');
    const expected = orderingMembers(topology).map(({ mspId }, index) => [index + 1, mspId]);
    assert.deepEqual(orderer.ConsenterMapping.map(({ ID, MSPID }) => [ID, MSPID]), expected);
    for (const { OrdererEndpoints } of orderer.Organizations) {
      assert.equal(OrdererEndpoints?.length, 1);
    }
  });

  it('keeps blocks within a mebibyte', () => {
    assert.equal(orderer.BatchSize['AbsoluteMaxBytes'], '1 MB');
    assert.equal(orderer.BatchSize['PreferredMaxBytes'], '512 KB');
  });

  it('lets only clients and administrators write', () => {
    for (const { ID, Policies } of application.Organizations) {
      assert.equal(Policies['Writers']?.Rule, `OR('${ID}.client', '${ID}.admin')`);
    }
    assert.equal(channel.Policies['Writers']?.Rule, 'ANY Senders');
    assert.equal(application.Policies['Senders']?.Rule, 'ANY Writers');
    assert.equal(orderer.Policies['Senders'], undefined);
  });

  it('lets orderers sign what SmartBFT checks, which is no right to send transactions', () => {
    for (const { ID, Policies } of orderer.Organizations) {
      assert.equal(
        Policies['Writers']?.Rule,
        `OR('${ID}.client', '${ID}.admin', '${ID}.orderer')`,
      );
    }
  });

  it('lets only peers endorse, by majority also for the lifecycle', () => {
    for (const { ID, Policies } of application.Organizations) {
      assert.equal(Policies['Endorsement']?.Rule, `OR('${ID}.peer')`);
    }
    for (const name of ['Endorsement', 'LifecycleEndorsement']) {
      assert.deepEqual(application.Policies[name], {
        Type: 'ImplicitMeta',
        Rule: 'MAJORITY Endorsement',
      });
    }
  });
});
