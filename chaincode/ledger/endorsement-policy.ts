import protos from '@hyperledger/fabric-protos';
import { invariant, type EndorsementParties, type Msp } from '../domain/index.js';

const { common, msp } = protos;

/** How many of W endorse beside the bank. */
const BESIDE_BANK = 2;

/**
 * Fabric's policy for the keys of an agreement, `(bank AND 2 of W) OR all of W`: no member forges
 * alone, none blocks alone, and the bank's own node signs every change, unless all the others act
 * together. The role is PEER: MEMBER would let any client's key endorse.
 * @returns a serialized SignaturePolicyEnvelope (Fabric's common.policies)
 */
export function endorsementPolicy(parties: EndorsementParties): Uint8Array {
  const { bank, others } = parties;
  invariant(others.length > BESIDE_BANK, 'at least three members endorse beside the bank');
  invariant(!others.includes(bank), 'the bank is not one of its own co-endorsers');
  const byOthers = others.map((_, index) => signedBy(index + 1));
  const withBank = outOf(2, [signedBy(0), outOf(BESIDE_BANK, byOthers)]);
  const withoutBank = outOf(others.length, byOthers);
  const envelope = new common.SignaturePolicyEnvelope();
  envelope.setVersion(0);
  envelope.setIdentitiesList([bank, ...others].map(peerOf));
  envelope.setRule(outOf(1, [withBank, withoutBank]));
  return envelope.serializeBinary();
}

type Rule = InstanceType<typeof common.SignaturePolicy>;

function signedBy(index: number): Rule {
  const rule = new common.SignaturePolicy();
  rule.setSignedBy(index);
  return rule;
}

function outOf(count: number, rules: Rule[]): Rule {
  const choice = new common.SignaturePolicy.NOutOf();
  choice.setN(count);
  choice.setRulesList(rules);
  const rule = new common.SignaturePolicy();
  rule.setNOutOf(choice);
  return rule;
}

function peerOf(mspId: Msp): InstanceType<typeof msp.MSPPrincipal> {
  const role = new msp.MSPRole();
  role.setMspIdentifier(mspId);
  role.setRole(msp.MSPRole.MSPRoleType.PEER);
  const principal = new msp.MSPPrincipal();
  principal.setPrincipalClassification(msp.MSPPrincipal.Classification.ROLE);
  principal.setPrincipal(role.serializeBinary());
  return principal;
}
