import { sign, type KeyObject } from 'node:crypto';

/** Order of the group of the curve P-256 (SEC 2, 2.4.2). */
const ORDER = 0xffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551n;
const SCALAR_BYTES = 32;
const DER_SEQUENCE = 0x30;
const DER_INTEGER = 0x02;
const SIGN_BIT = 0x80;

/**
 * ECDSA signature over SHA-256 as DER, with the smaller of the two values of s: Fabric refuses the
 * other one.
 */
export function signLowS(message: string, key: KeyObject): Buffer {
  const pair = sign('sha256', Buffer.from(message), { key, dsaEncoding: 'ieee-p1363' });
  const s = BigInt(`0x${pair.subarray(SCALAR_BYTES).toString('hex')}`);
  const low = s > ORDER / 2n ? ORDER - s : s;
  const lowBytes = Buffer.from(low.toString(16).padStart(SCALAR_BYTES * 2, '0'), 'hex');
  const body = Buffer.concat([integer(pair.subarray(0, SCALAR_BYTES)), integer(lowBytes)]);
  return Buffer.concat([Buffer.from([DER_SEQUENCE, body.length]), body]);
}

function integer(bytes: Buffer): Buffer {
  let start = 0;
  while (start < bytes.length - 1 && bytes[start] === 0) start += 1;
  const digits = bytes.subarray(start);
  const first = digits[0] ?? 0;
  const value = first >= SIGN_BIT ? Buffer.concat([Buffer.from([0]), digits]) : digits;
  return Buffer.concat([Buffer.from([DER_INTEGER, value.length]), value]);
}
