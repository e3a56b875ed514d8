import assert from 'node:assert/strict';
import { mspSchema, participantIdSchema, type Member } from '@tranche/chaincode/domain';
import { decode, hashOf, keys } from '@tranche/chaincode/ledger';
import { administratorOf, castMembers } from '../../../support/cast.js';
import { MemoryConsortium, refusalOf } from '../../../support/consortium.js';
import { foundingHash, proposeFounding } from './support/records.js';

async function confirm(consortium: MemoryConsortium, msps: readonly string[]): Promise<void> {
  const fields = { proposalId: 'founding', hash: foundingHash(consortium) };
  for (const msp of msps) {
    await consortium.submitAs(administratorOf(msp), 'confirmBootstrap', fields);
  }
}

function recordOf<T>(consortium: MemoryConsortium, key: string): T | undefined {
  const bytes = consortium.ledger.values.get(key);
  return bytes === undefined ? undefined : decode<T>(bytes);
}

const msps = castMembers.map(({ msp }) => msp);

describe('the founding of a consortium', () => {
  it('has a hash of its members and parameters, which every founder confirms', async () => {
    const consortium = MemoryConsortium.empty();
    await proposeFounding(consortium);
    const { parameters } = consortium;
    const content = { id: 'founding', members: castMembers, parameters };
    assert.equal(foundingHash(consortium), hashOf(content));
  });

  it('is effective with the last confirmation, and not before', async () => {
    const consortium = MemoryConsortium.empty();
    await proposeFounding(consortium);
    await confirm(consortium, msps.slice(1));
    assert.equal(recordOf(consortium, keys.rules()), undefined);
    await confirm(consortium, msps.slice(0, 1));
    const since = consortium.now();
    assert.deepEqual(recordOf(consortium, keys.rules()), { v: 1, version: 1, since });
    assert.deepEqual(recordOf(consortium, keys.parameters()), { v: 1, ...consortium.parameters });
    for (const member of castMembers) {
      const record = recordOf<Member>(consortium, keys.member(mspSchema.parse(member.msp)));
      assert.deepEqual(record, { v: 1, ...member, status: 'active', since });
    }
  });

  it('may stand beside another proposal', async () => {
    const consortium = MemoryConsortium.empty();
    await proposeFounding(consortium);
    const bank = administratorOf('BankMSP');
    const fields = { members: castMembers.slice(0, 3), parameters: consortium.parameters };
    await consortium.submitAs(bank, 'proposeBootstrap', fields, { commandId: 'smaller' });
    await confirm(consortium, msps);
    const key = keys.proposal('smaller');
    const { hash } = recordOf<{ hash: string }>(consortium, key) ?? { hash: '' };
    const late = { proposalId: 'smaller', hash };
    const confirmation = consortium.submitAs(bank, 'confirmBootstrap', late);
    assert.equal(await refusalOf(confirmation), 'CONSORTIUM_ALREADY_BOOTSTRAPPED');
  });

  it('takes any parameters in the test profile', async () => {
    const parameters = { profile: 'test', dayMillis: 1000, toleranceMillis: 0 } as const;
    const consortium = await MemoryConsortium.found(parameters);
    assert.deepEqual(recordOf(consortium, keys.parameters()), { v: 1, ...parameters });
  });
});

describe('a participant', () => {
  it('is registered by the administrator of its member', async () => {
    const consortium = await MemoryConsortium.found();
    const id = participantIdSchema.parse('BankMSP:trade-bank');
    const record = recordOf<{ id: string; roles: string[] }>(consortium, keys.participant(id));
    assert.equal(record?.id, id);
    assert.deepEqual(record.roles, ['bank']);
  });
});
