import { NetworkError, messageOf } from '../errors.js';
import { chaincodeFlags, endorserFlags, ordererFlags, peerCall, peerCli } from '../peer-cli.js';
import type { MemberSite } from '../site.js';

const COMMIT_WITHIN = '30s';

/** A transaction: its function as `contract:name`, and its one argument. */
export interface ChaincodeCall {
  readonly transaction: string;
  /** Becomes the one argument, as JSON. */
  readonly command: Readonly<Record<string, unknown>>;
}

/**
 * Submits a transaction as the member's administrator, endorsed by all members, and returns its
 * answer once every member's peer has committed it. Throws `TOOL_FAILED` with the refusal.
 */
export async function invokeAsAdmin(of: MemberSite, call: ChaincodeCall): Promise<string> {
  const { stderr } = await peerCall(of, [
    'chaincode',
    'invoke',
    ...ordererFlags(of.site),
    ...chaincodeFlags(of.site),
    ...endorserFlags(of.site),
    '--waitForEvent',
    '--waitForEventTimeout',
    COMMIT_WITHIN,
    '--ctor',
    argumentsOf(call),
  ]);
  return payloadOf(stderr);
}

/** Asks the member's own peer and chaincode, as the member's administrator. */
export async function queryAsAdmin(of: MemberSite, call: ChaincodeCall): Promise<string> {
  const text = await peerCli(of, [
    'chaincode',
    'query',
    ...chaincodeFlags(of.site),
    '--ctor',
    argumentsOf(call),
  ]);
  return text.trim();
}

/** The code of a refusal by the chaincode in what the peer program said; `undefined` for others. */
export function refusalCode(thrown: unknown): string | undefined {
  return /\\?"code\\?"\s*:\s*\\?"([A-Z_]+)\\?"/.exec(messageOf(thrown))?.[1];
}

/** The transaction's answer in the log of `peer chaincode invoke`, where it is a Go string. */
export function payloadOf(log: string): string {
  const quoted = /result: status:200(?: payload:"((?:[^"\\]|\\.)*)")?/.exec(log);
  if (quoted === null) {
    throw new NetworkError('TOOL_FAILED', `the peer does not tell the answer: ${log}`);
  }
  return unquote(quoted[1] ?? '');
}

const ESCAPES: Readonly<Record<string, number>> = { n: 0x0a, r: 0x0d, t: 0x09 };
const OCTAL = 8;

/** Undoes the escapes of protobuf's text format, in which bytes beyond ASCII are octal. */
function unquote(quoted: string): string {
  const parts = quoted.match(/\\[0-7]{3}|\\.|[^\\]+/g) ?? [];
  const bytes = parts.map((part) => {
    if (!part.startsWith('\\')) return Buffer.from(part);
    const escape = part.slice(1);
    if (/^[0-7]{3}$/.test(escape)) return Buffer.from([Number.parseInt(escape, OCTAL)]);
    const known = ESCAPES[escape];
    return known === undefined ? Buffer.from(escape) : Buffer.from([known]);
  });
  return Buffer.concat(bytes).toString('utf8');
}

function argumentsOf(call: ChaincodeCall): string {
  const { transaction, command } = call;
  return JSON.stringify({ Args: [transaction, JSON.stringify(command)] });
}
