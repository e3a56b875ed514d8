import assert from 'node:assert/strict';
import { userRoleSchema, type ActingUser } from '@tranche/chaincode/domain';
import { administratorOf, castParticipants, keyOf, userOf } from '../../../support/cast.js';
import { MemoryConsortium, refusalOf } from '../../../support/consortium.js';
import { participantIdSchema, mspSchema } from '@tranche/chaincode/domain';
import { caseDeal, DAY } from './support/deal.js';
import { governors, pass } from '../../../support/voting.js';
import { participantOn, pinKeys } from './support/governance.js';
import { rewriteRules } from './support/records.js';

const ARBITER = 'AuditorMSP:arbitration';
const MINUTE = 60_000;
const retail = { localId: 'retail', name: 'Retail of the North', roles: ['buyer'] } as const;

/** A certificate by which the host of a user would act in its name, with a key of its own. */
function impersonated(label: string): ActingUser {
  return { ...userOf(label), key: keyOf('the host') };
}

describe('a participant in the registry', () => {
  let consortium: MemoryConsortium;

  beforeEach(async () => {
    consortium = await MemoryConsortium.found();
  });

  it('is registered as sole and with its keys, where its host says so', async () => {
    const [first] = castParticipants;
    const { lei } = first ?? { lei: '' };
    const base = { lei, name: 'New', roles: ['exporter'] };
    const administrator = administratorOf('ExporterMSP');
    const register = (fields: object): Promise<unknown> =>
      consortium.submitAs(administrator, 'registerParticipant', { ...base, ...fields });
    const keys = [keyOf('new.maker')];
    await register({ localId: 'alone', sole: true, keys });
    await register({ localId: 'usual', sole: false });
    const alone = participantOn(consortium, 'ExporterMSP:alone');
    assert.deepEqual([alone.sole, alone.keys], [true, keys]);
    const usual = participantOn(consortium, 'ExporterMSP:usual');
    assert.equal('sole' in usual || 'keys' in usual, false);
  });

  it('is updated by its host, at most once a minute', async () => {
    const update = (fields: object): Promise<unknown> =>
      consortium.submit('retail.registrar', 'updateParticipant', { ...retail, ...fields });
    await update({ sole: true });
    const { name, sole, changed } = participantOn(consortium, 'BuyerMSP:retail');
    assert.deepEqual([name, sole, changed], [retail.name, true, consortium.now()]);
    consortium.wait(MINUTE - 2_000);
    assert.equal(await refusalOf(update({})), 'PARTICIPANT_CHANGED_RECENTLY');
    await update({});
    assert.equal('sole' in participantOn(consortium, 'BuyerMSP:retail'), false);
  });

  it('is updated by any registrar of its host, and by none of another', async () => {
    const fields = { localId: 'line', name: 'Line', roles: ['carrier'] };
    await consortium.submit('quality.registrar', 'updateParticipant', fields);
    assert.equal(participantOn(consortium, 'InspectorMSP:line').name, 'Line');
    const foreign = consortium.submit('retail.registrar', 'updateParticipant', fields);
    assert.equal(await refusalOf(foreign), 'PARTICIPANT_NOT_FOUND');
  });

  it('is deactivated by its host for good: others name it in nothing new', async () => {
    await consortium.submit('retail.registrar', 'deactivateParticipant', { localId: 'retail' });
    const { deactivated } = participantOn(consortium, 'BuyerMSP:retail');
    assert.equal(deactivated?.by.user, 'retail.registrar');
    const { terms } = caseDeal();
    const named = consortium.submit('textiles.maker', 'proposeAgreement', { terms });
    assert.equal(await refusalOf(named), 'PARTICIPANT_NOT_ACTIVE');
  });

  it('knows a command about it again', async () => {
    const send = (): ReturnType<MemoryConsortium['submit']> =>
      consortium.submit('retail.registrar', 'updateParticipant', retail, { commandId: 'update' });
    const { txId } = await send();
    assert.deepEqual(await send(), { replayed: true, txId });
  });
});

describe('pinned keys', () => {
  const own = keyOf('arbitration.checker');
  let consortium: MemoryConsortium;

  beforeEach(async () => {
    consortium = await MemoryConsortium.found();
    await pinKeys(consortium, 'arbitration.checker', [own]);
    consortium.wait(MINUTE);
  });

  it('alone act for their participant, whatever the role: its host has none of them', async () => {
    for (const role of userRoleSchema.options) {
      const host = { ...impersonated('arbitration.checker'), roles: [role] };
      const advance = consortium.submitAs(host, 'advanceConsortium', {
        voteId: `V${'A'.repeat(30)}`,
      });
      assert.equal(await refusalOf(advance), 'KEY_NOT_PINNED', role);
    }
  });

  it('refuse a certificate whose key is not known', async () => {
    const { key: _key, ...unknown } = userOf('arbitration.checker');
    const pin = consortium.submitAs(unknown, 'pinKeys', { keys: [own] });
    assert.equal(await refusalOf(pin), 'KEY_NOT_PINNED');
  });

  it('are changed by one of them, and never by their host', async () => {
    const next = keyOf('arbitration.maker');
    const host = impersonated('arbitration.checker');
    const taken = consortium.submitAs(host, 'pinKeys', { keys: [keyOf('the host')] });
    assert.equal(await refusalOf(taken), 'KEY_NOT_PINNED');
    await pinKeys(consortium, 'arbitration.checker', [own, next]);
    consortium.wait(MINUTE);
    const successor = { ...userOf('arbitration.checker'), key: next };
    await consortium.submitAs(successor, 'pinKeys', { keys: [next] });
    assert.deepEqual(participantOn(consortium, ARBITER).keys, [next]);
    const former = consortium.submit('arbitration.checker', 'pinKeys', { keys: [own] });
    assert.equal(await refusalOf(former), 'KEY_NOT_PINNED');
  });

  it('act with another certificate of the same key', async () => {
    const renewed = { ...userOf('arbitration.checker'), user: 'arbitration.renewed' };
    await consortium.submitAs(renewed, 'pinKeys', { keys: [own] });
  });

  it('update the record of their participant, where its host cannot', async () => {
    const fields = { localId: 'arbitration', name: 'Arbiters', roles: ['arbiter'] };
    const registrar = { ...userOf('arbitration.registrar'), key: own };
    await consortium.submitAs(registrar, 'updateParticipant', fields);
    assert.equal(participantOn(consortium, ARBITER).name, 'Arbiters');
  });

  it('do not keep their host from ending the hosting', async () => {
    const fields = { localId: 'arbitration' };
    await consortium.submit('audit.registrar', 'deactivateParticipant', fields);
    assert.ok(participantOn(consortium, ARBITER).deactivated);
  });
});

describe('a participant that moves', () => {
  const own = keyOf('arbitration.checker');
  const roles = { kind: 'changeMemberRoles', msp: 'BankMSP' } as const;
  let consortium: MemoryConsortium;

  beforeEach(async () => {
    consortium = await MemoryConsortium.found();
    await pinKeys(consortium, 'arbitration.checker', [own]);
    consortium.wait(MINUTE);
    await consortium.submit('arbitration.checker', 'proposeRehost', { to: 'BankMSP' });
    await pass(consortium, { ...roles, roles: ['bank', 'financier', 'arbiter'] });
  });

  function accept(label = 'trade-bank.maker'): ReturnType<MemoryConsortium['submit']> {
    const fields = { participant: ARBITER, localId: 'arbitration' };
    return consortium.submit(label, 'acceptRehost', fields);
  }

  it('is taken by the host that it named, with its keys, and by no other', async () => {
    assert.equal(await refusalOf(accept('retail.maker')), 'REHOST_NOT_PROPOSED');
    await accept();
    const { keys, rehostedFrom, lei } = participantOn(consortium, 'BankMSP:arbitration');
    assert.deepEqual([keys, rehostedFrom], [[own], ARBITER]);
    const former = participantOn(consortium, ARBITER);
    assert.deepEqual([former.rehostedTo, former.lei], ['BankMSP:arbitration', lei]);
    assert.equal('rehost' in former, false);
  });

  it('acts with its new host’s certificates of its keys, not with the former’s', async () => {
    await accept();
    consortium.wait(MINUTE);
    const moved = {
      ...userOf('arbitration.checker'),
      msp: mspSchema.parse('BankMSP'),
      participant: participantIdSchema.parse('BankMSP:arbitration'),
    };
    await consortium.submitAs(moved, 'pinKeys', { keys: [own] });
    const host = { ...moved, key: keyOf('the host') };
    const taken = consortium.submitAs(host, 'pinKeys', { keys: [keyOf('the host')] });
    assert.equal(await refusalOf(taken), 'KEY_NOT_PINNED');
    const former = consortium.submit('arbitration.checker', 'pinKeys', { keys: [own] });
    assert.equal(await refusalOf(former), 'PARTICIPANT_REHOSTED');
  });

  it('goes to the host that it named last', async () => {
    consortium.wait(MINUTE);
    await consortium.submit('arbitration.checker', 'proposeRehost', { to: 'BuyerMSP' });
    assert.equal(await refusalOf(accept()), 'REHOST_NOT_PROPOSED');
  });

  it('stays when its new host is suspended, or lost its role', async () => {
    await pass(consortium, { ...roles, roles: ['bank'] });
    assert.equal(await refusalOf(accept()), 'ROLE_NOT_HELD_BY_MEMBER');
    await pass(consortium, { kind: 'suspendMember', msp: 'BankMSP' }, [
      governors[0],
      governors[1],
      governors[3],
    ]);
    assert.equal(await refusalOf(accept()), 'MEMBER_NOT_ACTIVE');
  });

  it('takes along that one person acts for it', async () => {
    const fields = { localId: 'arbitration', name: 'A', roles: ['arbiter'], sole: true };
    const registrar = { ...userOf('arbitration.registrar'), key: own };
    consortium.wait(MINUTE);
    await consortium.submitAs(registrar, 'updateParticipant', fields);
    await accept();
    assert.equal(participantOn(consortium, 'BankMSP:arbitration').sole, true);
  });

  it('can leave a suspended host', async () => {
    await pass(consortium, { kind: 'suspendMember', msp: 'AuditorMSP' });
    consortium.wait(DAY);
    await consortium.submit('arbitration.checker', 'proposeRehost', { to: 'BankMSP' });
    await accept();
    assert.equal(participantOn(consortium, 'BankMSP:arbitration').rehostedFrom, ARBITER);
  });
});

describe('rules that this code does not know', () => {
  it('stop every command of the registry', async () => {
    const consortium = await MemoryConsortium.found();
    await rewriteRules(consortium, { version: 2 });
    const update = consortium.submit('retail.registrar', 'updateParticipant', retail);
    assert.equal(await refusalOf(update), 'RULES_VERSION_UNKNOWN');
  });
});
