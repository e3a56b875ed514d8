import assert from 'node:assert/strict';
import protos from '@hyperledger/fabric-protos';
import { InvariantError, limits, mspSchema, type Msp } from '@tranche/chaincode/domain';
import { endorsementPolicy } from '@tranche/chaincode/ledger/endorsement-policy';

const { common, msp } = protos;

type Envelope = InstanceType<typeof common.SignaturePolicyEnvelope>;
type Rule = InstanceType<typeof common.SignaturePolicy>;

const { coEndorsersMin, coEndorsersMax } = limits;

/** Every size that W may have. */
const sizes = Array.from({ length: coEndorsersMax + 1 }, (_, size) => size).slice(coEndorsersMin);

const bank = mspSchema.parse('BankMSP');

/** W of a size. */
function members(count: number): readonly Msp[] {
  return Array.from({ length: count }, (_, index) => mspSchema.parse(`Member${String(index)}MSP`));
}

function policyOf(others: readonly Msp[]): Envelope {
  const bytes = endorsementPolicy({ bank, others });
  return common.SignaturePolicyEnvelope.deserializeBinary(bytes);
}

/** The members whose peers a policy names, in order. */
function peersOf(envelope: Envelope): readonly string[] {
  return envelope.getIdentitiesList().map((principal) => {
    const { ROLE } = msp.MSPPrincipal.Classification;
    assert.equal(principal.getPrincipalClassification(), ROLE);
    const role = msp.MSPRole.deserializeBinary(principal.getPrincipal_asU8());
    assert.equal(role.getRole(), msp.MSPRole.MSPRoleType.PEER);
    return role.getMspIdentifier();
  });
}

/** Whether peers of these members satisfy a policy, as Fabric evaluates it. */
function isSatisfied(envelope: Envelope, signers: ReadonlySet<string>): boolean {
  const peers = peersOf(envelope);
  const holds = (rule: Rule | undefined): boolean => {
    const choice = rule?.getNOutOf();
    if (choice === undefined) return signers.has(peers[rule?.getSignedBy() ?? -1] ?? '');
    return choice.getRulesList().filter(holds).length >= choice.getN();
  };
  return holds(envelope.getRule());
}

describe("an agreement's endorsement policy", () => {
  for (const count of sizes) {
    it(`takes the bank and 2 of ${String(count)}, or all of them, and no other set`, () => {
      const others = members(count);
      const envelope = policyOf(others);
      const all = [bank, ...others];
      for (let subset = 0; subset < 2 ** all.length; subset += 1) {
        const signers = new Set<string>(all.filter((_, index) => (subset >> index) % 2 === 1));
        const beside = others.filter((other) => signers.has(other)).length;
        const expected = beside === count || (signers.has(bank) && beside >= 2);
        assert.equal(isSatisfied(envelope, signers), expected, [...signers].join(' '));
      }
    });
  }

  it('counts peers only, and each member once', () => {
    const others = members(4);
    assert.deepEqual(peersOf(policyOf(others)), [bank, ...others]);
  });

  it('is of version 0', () => {
    assert.equal(policyOf(members(3)).getVersion(), 0);
  });

  it('is the same for the same members, byte for byte', () => {
    const others = members(3);
    assert.deepEqual(endorsementPolicy({ bank, others }), endorsementPolicy({ bank, others }));
  });

  it('needs three members beside the bank', () => {
    assert.throws(() => endorsementPolicy({ bank, others: members(2) }), InvariantError);
  });

  it('does not let the bank stand in for others', () => {
    const others = [...members(2), bank];
    assert.throws(() => endorsementPolicy({ bank, others }), InvariantError);
  });
});
