import { mspSchema, type Msp } from '@tranche/chaincode/domain';
import fabric from '@hyperledger/fabric-gateway';
import { common, gateway, msp, peer } from '@hyperledger/fabric-protos';
import type { CommittedTransaction } from '../../core/ports.js';

const validationNames = new Map<number, string>(
  Object.entries(fabric.StatusCode).map(([name, code]) => [code, name]),
);

/** Name of a validation code, for example `MVCC_READ_CONFLICT`. */
export function validationName(code: number): string {
  return validationNames.get(code) ?? `CODE_${String(code)}`;
}

/** Bytes of a commit-status request for any transaction id, unsigned. */
export function commitStatusRequest(of: {
  readonly channel: string;
  readonly txId: string;
  readonly mspId: string;
  /** PEM. */
  readonly certificate: string;
}): Uint8Array {
  const identity = new msp.SerializedIdentity();
  identity.setMspid(of.mspId);
  identity.setIdBytes(Buffer.from(of.certificate));
  const request = new gateway.CommitStatusRequest();
  request.setChannelId(of.channel);
  request.setTransactionId(of.txId);
  request.setIdentity(identity.serializeBinary());
  const signed = new gateway.SignedCommitStatusRequest();
  signed.setRequest(request.serializeBinary());
  return signed.serializeBinary();
}

/** Members whose endorsements a prepared transaction carries. */
export function endorsersOfPrepared(bytes: Uint8Array): readonly Msp[] {
  const envelope = gateway.PreparedTransaction.deserializeBinary(bytes).getEnvelope();
  return envelope === undefined ? [] : readEnvelope(envelope).endorsedBy;
}

/** A transaction as `qscc GetTransactionByID` returns it. */
export function readProcessed(bytes: Uint8Array): CommittedTransaction {
  const processed = peer.ProcessedTransaction.deserializeBinary(bytes);
  const envelope = processed.getTransactionenvelope();
  const validation = validationName(processed.getValidationcode());
  if (envelope === undefined) return { validation, endorsedBy: [], response: '' };
  return { validation, ...readEnvelope(envelope) };
}

function readEnvelope(envelope: common.Envelope): Omit<CommittedTransaction, 'validation'> {
  const payload = common.Payload.deserializeBinary(envelope.getPayload_asU8());
  const [action] = peer.Transaction.deserializeBinary(payload.getData_asU8()).getActionsList();
  const endorsed =
    action === undefined
      ? undefined
      : peer.ChaincodeActionPayload.deserializeBinary(action.getPayload_asU8()).getAction();
  if (endorsed === undefined) return { endorsedBy: [], response: '' };
  const endorsers = endorsed
    .getEndorsementsList()
    .map((endorsement) =>
      msp.SerializedIdentity.deserializeBinary(endorsement.getEndorser_asU8()).getMspid(),
    );
  return {
    endorsedBy: [...new Set(endorsers)].sort().map((id) => mspSchema.parse(id)),
    response: responseOf(endorsed.getProposalResponsePayload_asU8()),
  };
}

function responseOf(payload: Uint8Array): string {
  const extension = peer.ProposalResponsePayload.deserializeBinary(payload).getExtension_asU8();
  const response = peer.ChaincodeAction.deserializeBinary(extension).getResponse();
  return Buffer.from(response?.getPayload_asU8() ?? []).toString('utf8');
}
