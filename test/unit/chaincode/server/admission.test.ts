import assert from 'node:assert/strict';

import { Admission, runningLimits } from '@tranche/chaincode/server/admission';

const { ofOneMember, inAll } = runningLimits;

function enterMany(admission: Admission, msp: string, count: number): readonly string[] {
  return Array.from({ length: count }, () => admission.enter(msp));
}

describe('the admission of calls', () => {
  let admission: Admission;

  beforeEach(() => {
    admission = new Admission('BankMSP');
  });

  it('admits as many calls of a member as the limit says, and not one more', () => {
    const verdicts = enterMany(admission, 'BuyerMSP', ofOneMember + 1);
    assert.deepEqual(new Set(verdicts.slice(0, ofOneMember)), new Set(['admitted']));
    assert.equal(verdicts[ofOneMember], 'full');
    assert.equal(admission.runningOf('BuyerMSP'), ofOneMember);
  });

  it('admits a call again when one has ended', () => {
    enterMany(admission, 'BuyerMSP', ofOneMember);
    admission.leave('BuyerMSP');
    assert.equal(admission.enter('BuyerMSP'), 'admitted');
    assert.equal(admission.enter('BuyerMSP'), 'full');
  });

  it('counts each member by itself', () => {
    enterMany(admission, 'BuyerMSP', ofOneMember);
    assert.equal(admission.enter('ExporterMSP'), 'admitted');
  });

  it('keeps room for all calls of its own member, however many others there are', () => {
    for (let other = 0; other < 10; other += 1) enterMany(admission, `M${other}`, ofOneMember);
    assert.equal(admission.running, inAll - ofOneMember);
    const own = enterMany(admission, 'BankMSP', ofOneMember + 1);
    assert.equal(own.filter((verdict) => verdict === 'admitted').length, ofOneMember);
    assert.equal(admission.running, inAll);
    assert.equal(admission.enter('M11'), 'full');
  });

  it('gives the room of its own member to nobody else', () => {
    enterMany(admission, 'BankMSP', ofOneMember);
    for (let other = 0; other < 10; other += 1) enterMany(admission, `M${other}`, ofOneMember);
    assert.equal(admission.running, inAll);
    admission.leave('BankMSP');
    assert.equal(admission.enter('M9'), 'full');
    assert.equal(admission.enter('BankMSP'), 'admitted');
  });

  it('admits nothing once closed, and lets what runs end', async () => {
    enterMany(admission, 'BuyerMSP', 2);
    admission.close();
    assert.equal(admission.enter('BankMSP'), 'closed');
    let idle = false;
    const wait = admission.idle().then(() => {
      idle = true;
    });
    admission.leave('BuyerMSP');
    await Promise.resolve();
    assert.equal(idle, false);
    admission.leave('BuyerMSP');
    await wait;
    assert.equal(admission.running, 0);
  });

  it('is idle at once when nothing runs', async () => {
    await admission.idle();
  });

  it('takes it for a bug when a call leaves that never entered', () => {
    assert.throws(() => {
      admission.leave('BankMSP');
    }, /a call leaves once/);
  });
});
