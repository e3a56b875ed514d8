/**
 * Whether the check digits of a Legal Entity Identifier are right.
 * Source: ISO 17442-1 with the MOD 97-10 check of ISO/IEC 7064: letters count 10 to 35, the number
 * leaves 1 modulo 97.
 */
export function isValidLei(lei: string): boolean {
  const digits = lei.replace(/[A-Z]/g, (letter) => String(letter.charCodeAt(0) - 55));
  return /^[0-9]+$/.test(digits) && BigInt(digits) % 97n === 1n;
}
