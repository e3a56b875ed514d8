import { errorTable, type ErrorCode, type Msp, mspSchema } from '@tranche/chaincode/domain';
import fabric from '@hyperledger/fabric-gateway';
import { z } from 'zod';
import { LedgerFailure, type FailureKind, type Refusal } from '../../core/failures.js';

/** gRPC status codes by their names. */
const grpc = {
  CANCELLED: 1,
  UNKNOWN: 2,
  INVALID_ARGUMENT: 3,
  DEADLINE_EXCEEDED: 4,
  NOT_FOUND: 5,
  PERMISSION_DENIED: 7,
  RESOURCE_EXHAUSTED: 8,
  FAILED_PRECONDITION: 9,
  ABORTED: 10,
  UNAVAILABLE: 14,
  UNAUTHENTICATED: 16,
} as const;

/** The phases of the client, by its error classes: what a code means depends on the phase. */
export type FailurePhase = 'evaluate' | 'endorse' | 'submit' | 'commit-status';

const beforeSending: Readonly<Record<number, FailureKind>> = {
  [grpc.CANCELLED]: 'timed-out',
  [grpc.UNKNOWN]: 'overloaded',
  [grpc.DEADLINE_EXCEEDED]: 'timed-out',
  [grpc.PERMISSION_DENIED]: 'denied',
  [grpc.RESOURCE_EXHAUSTED]: 'overloaded',
  [grpc.FAILED_PRECONDITION]: 'unreachable',
  [grpc.ABORTED]: 'disagreed',
  [grpc.UNAVAILABLE]: 'unreachable',
  [grpc.UNAUTHENTICATED]: 'denied',
};

/**
 * One table, class first, then code. Whatever happens once a transaction is sent leaves its outcome
 * unknown: even "insufficient number of orderers" (14) is usually false.
 */
export const failureTable: Readonly<Record<FailurePhase, Readonly<Record<number, FailureKind>>>> = {
  evaluate: beforeSending,
  endorse: beforeSending,
  submit: {},
  'commit-status': {},
};

const otherwise: Readonly<Record<FailurePhase, FailureKind>> = {
  evaluate: 'failed',
  endorse: 'failed',
  submit: 'unknown-outcome',
  'commit-status': 'unknown-outcome',
};

/** The client exports not every class, so their names stand for them. */
const phases: Readonly<Record<string, FailurePhase>> = {
  EndorseError: 'endorse',
  SubmitError: 'submit',
  CommitStatusError: 'commit-status',
  GatewayError: 'evaluate',
};

/**
 * The phase that an error of the client belongs to; undefined for an error that is not the
 * client's.
 */
export function phaseOf(error: unknown): FailurePhase | undefined {
  if (!(error instanceof fabric.GatewayError)) return undefined;
  return phases[error.name] ?? 'evaluate';
}

/** What a thrown error of the Fabric client means. */
export function failureOf(error: unknown): LedgerFailure {
  const phase = phaseOf(error);
  if (phase === undefined || !(error instanceof fabric.GatewayError)) {
    return new LedgerFailure('failed', 'The Fabric client failed.', { cause: error });
  }
  const refusal = phase === 'endorse' || phase === 'evaluate' ? refusalOf(error) : undefined;
  if (refusal !== undefined) {
    return new LedgerFailure('refused', `The rules refused: ${refusal.code}.`, {
      cause: error,
      refusal,
    });
  }
  const kind = kindOf(phase, error);
  return new LedgerFailure(kind, `${phase} failed with code ${String(error.code)}.`, {
    cause: error,
  });
}

/**
 * Details name the node that said no: then code 2 is the chaincode's answer, and 9 of an evaluation
 * the peer's "no".
 */
function kindOf(phase: FailurePhase, error: ClientError): FailureKind {
  if (isChaincodeAnswer(error)) return 'failed';
  const named = error.details.length > 0;
  if (phase === 'evaluate' && named && error.code === grpc.FAILED_PRECONDITION) return 'denied';
  return failureTable[phase][error.code] ?? otherwise[phase];
}

type ClientError = InstanceType<typeof fabric.GatewayError>;

/** Whether a chaincode answered an evaluation with an error, so that its peer is well. */
export function isChaincodeAnswer(error: unknown): boolean {
  return (
    error instanceof fabric.GatewayError &&
    phaseOf(error) === 'evaluate' &&
    error.code === grpc.UNKNOWN &&
    error.details.length > 0
  );
}

const refusalSchema = z.strictObject({
  code: z.string(),
  params: z.record(z.string().max(40), z.union([z.string().max(512), z.number()])),
});

/**
 * The domain refusal inside a chaincode message, wherever the message begins; undefined when there
 * is none.
 */
export function refusalIn(message: string): Omit<Refusal, 'by'> | undefined {
  for (let from = message.indexOf('{'); from >= 0; from = message.indexOf('{', from + 1)) {
    const until = message.lastIndexOf('}');
    if (until < from) return undefined;
    const found = refusalFrom(message.slice(from, until + 1));
    if (found !== undefined) return found;
  }
  return undefined;
}

function refusalFrom(text: string): Omit<Refusal, 'by'> | undefined {
  try {
    const parsed = refusalSchema.safeParse(JSON.parse(text));
    if (!parsed.success || !isErrorCode(parsed.data.code)) return undefined;
    return { code: parsed.data.code, params: parsed.data.params };
  } catch {
    return undefined;
  }
}

function isErrorCode(code: string): code is ErrorCode {
  return Object.hasOwn(errorTable, code);
}

function refusalOf(error: ClientError): Refusal | undefined {
  const refusals = error.details.flatMap(({ message, mspId }) => {
    const found = refusalIn(message);
    const msp = mspSchema.safeParse(mspId);
    return found === undefined ? [] : [{ ...found, msp: msp.success ? msp.data : undefined }];
  });
  const first = refusals[0] ?? refusalIn(error.message);
  if (first === undefined) return undefined;
  const by = refusals.flatMap(({ msp }): Msp[] => (msp === undefined ? [] : [msp]));
  return { code: first.code, params: first.params, by };
}
