import assert from 'node:assert/strict';
import {
  commitStatusRequest,
  endorsersOfPrepared,
  readProcessed,
  validationName,
} from '@tranche/gateway/adapters/fabric/wire';
import { common, gateway, msp, peer } from '@hyperledger/fabric-protos';

function identity(mspId: string): Uint8Array {
  const serialized = new msp.SerializedIdentity();
  serialized.setMspid(mspId);
  return serialized.serializeBinary();
}

/** An envelope as a peer assembles it: a response endorsed by some members. */
function envelopeOf(endorsers: readonly string[], response: string): common.Envelope {
  const answer = new peer.Response();
  answer.setPayload(Buffer.from(response));
  const chaincodeAction = new peer.ChaincodeAction();
  chaincodeAction.setResponse(answer);
  const proposalResponse = new peer.ProposalResponsePayload();
  proposalResponse.setExtension$(chaincodeAction.serializeBinary());
  const endorsed = new peer.ChaincodeEndorsedAction();
  endorsed.setProposalResponsePayload(proposalResponse.serializeBinary());
  endorsed.setEndorsementsList(
    endorsers.map((mspId) => {
      const endorsement = new peer.Endorsement();
      endorsement.setEndorser(identity(mspId));
      return endorsement;
    }),
  );
  const actionPayload = new peer.ChaincodeActionPayload();
  actionPayload.setAction(endorsed);
  const action = new peer.TransactionAction();
  action.setPayload(actionPayload.serializeBinary());
  const transaction = new peer.Transaction();
  transaction.setActionsList([action]);
  const payload = new common.Payload();
  payload.setData(transaction.serializeBinary());
  const envelope = new common.Envelope();
  envelope.setPayload(payload.serializeBinary());
  return envelope;
}

describe('what the Fabric adapter reads and writes on the wire', () => {
  it('names validation codes', () => {
    assert.equal(validationName(0), 'VALID');
    assert.equal(validationName(10), 'ENDORSEMENT_POLICY_FAILURE');
    assert.equal(validationName(11), 'MVCC_READ_CONFLICT');
    assert.equal(validationName(9_999), 'CODE_9999');
  });

  it('finds the members that endorsed, each once and in order', () => {
    const prepared = new gateway.PreparedTransaction();
    prepared.setEnvelope(envelopeOf(['BuyerMSP', 'BankMSP', 'BuyerMSP'], '{}'));
    assert.deepEqual(endorsersOfPrepared(prepared.serializeBinary()), ['BankMSP', 'BuyerMSP']);
    assert.deepEqual(endorsersOfPrepared(new gateway.PreparedTransaction().serializeBinary()), []);
  });

  it('reads answer, endorsers and validation of a transaction in its block', () => {
    const processed = new peer.ProcessedTransaction();
    processed.setTransactionenvelope(envelopeOf(['BankMSP'], '{"replayed":false}'));
    processed.setValidationcode(11);
    assert.deepEqual(readProcessed(processed.serializeBinary()), {
      validation: 'MVCC_READ_CONFLICT',
      endorsedBy: ['BankMSP'],
      response: '{"replayed":false}',
    });
  });

  it('reads a transaction of no chaincode', () => {
    const empty = { validation: 'VALID', endorsedBy: [], response: '' };
    const processed = new peer.ProcessedTransaction();
    assert.deepEqual(readProcessed(processed.serializeBinary()), empty);
    processed.setTransactionenvelope(new common.Envelope());
    assert.deepEqual(readProcessed(processed.serializeBinary()), empty);
  });

  it('asks for the status of any transaction by its id', () => {
    const bytes = commitStatusRequest({
      channel: 'trade',
      txId: 'ab',
      mspId: 'BankMSP',
      certificate: 'pem',
    });
    const signed = gateway.SignedCommitStatusRequest.deserializeBinary(bytes);
    const request = gateway.CommitStatusRequest.deserializeBinary(signed.getRequest_asU8());
    assert.equal(request.getTransactionId(), 'ab');
    assert.equal(request.getChannelId(), 'trade');
    const creator = msp.SerializedIdentity.deserializeBinary(request.getIdentity_asU8());
    assert.equal(creator.getMspid(), 'BankMSP');
  });
});
