/** A rate of exchange, and the digits after the decimal point on both sides. */
export interface Conversion {
  /** Units of the other currency for one of the agreement's, as a decimal. */
  readonly rate: string;
  readonly fromDecimals: number;
  readonly toDecimals: number;
}

/**
 * An amount in the minor units of another currency, rounded half to even: what lies just between
 * two units goes to the even one.
 */
export function convertedMinor(amountMinor: bigint, of: Conversion): bigint {
  const [whole = '', fraction = ''] = of.rate.split('.');
  const numerator = amountMinor * BigInt(whole + fraction) * 10n ** BigInt(of.toDecimals);
  const denominator = 10n ** BigInt(fraction.length + of.fromDecimals);
  const floor = numerator / denominator;
  const twice = 2n * (numerator % denominator);
  const isUp = twice > denominator || (twice === denominator && floor % 2n === 1n);
  return isUp ? floor + 1n : floor;
}
