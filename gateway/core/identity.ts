import { ProblemError } from '../api/index.js';
import type { BaseServices } from './base-services.js';
import type { SigningIdentity } from './ports.js';

/**
 * The user's signing identity.
 * @throws ProblemError IDENTITY_MISSING
 */
export async function identityOf(
  services: Pick<BaseServices, 'wallet' | 'member'>,
  user: string,
): Promise<SigningIdentity> {
  const identity = await services.wallet.identityOf(user);
  if (identity?.mspId !== services.member) {
    throw new ProblemError('IDENTITY_MISSING', { user });
  }
  return identity;
}
