import assert from 'node:assert/strict';
import { isValidLei } from '@tranche/chaincode/domain';
import {
  orderingMembers,
  participantId,
  topology,
  userLabel,
} from '../../../network/topology.js';

describe('the topology', () => {
  const participants = topology.members.flatMap((member) =>
    member.participants.map((participant) => ({ member, participant })),
  );

  it('has five members, four of which order', () => {
    assert.equal(topology.members.length, 5);
    assert.deepEqual(
      orderingMembers(topology).map(({ name }) => name),
      ['exporter', 'buyer', 'bank', 'inspector'],
    );
  });

  it('gives every participant an identifier with right check digits, and no two the same', () => {
    const leis = participants.map(({ participant }) => participant.lei);
    assert.deepEqual(leis.filter((lei) => !isValidLei(lei)), []);
    assert.equal(new Set(leis).size, leis.length);
  });

  it('gives participants only roles that their member has', () => {
    for (const { member, participant } of participants) {
      const foreign = participant.roles.filter((role) => !member.roles.includes(role));
      assert.deepEqual(foreign, [], participantId(member, participant));
    }
  });

  it('names no two users of a member alike', () => {
    for (const member of topology.members) {
      const labels = member.participants.flatMap((participant) =>
        participant.users.map((user) => userLabel(participant, user)),
      );
      assert.equal(new Set(labels).size, labels.length, member.name);
    }
  });

  it('separates maker from checker: no user is both', () => {
    const both = participants
      .flatMap(({ participant }) => participant.users)
      .filter(({ roles }) => roles.includes('maker') && roles.includes('checker'));
    assert.deepEqual(both, []);
  });
});
