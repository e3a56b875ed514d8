import { mspOf, participantIdSchema, type Msp } from '@tranche/chaincode/domain';
import { createRemoteJWKSet, errors, jwtVerify, type JWTPayload, type JWTVerifyGetKey } from 'jose';
import { z } from 'zod';
import { ProblemError } from '../../api/index.js';
import type { Actor, Clock, TokenVerifier } from '../../core/index.js';

/** Algorithms that a token may be signed with; never `none`, never a shared secret. */
export const tokenAlgorithms = ['ES256', 'RS256', 'PS256', 'EdDSA'] as const;

const CLOCK_TOLERANCE_SECONDS = 5;

/** Whose tokens are accepted. */
export interface TokenVerifierOptions {
  readonly issuer: string;
  readonly audience: string;
  /** The member whose participants this gateway serves. */
  readonly member: Msp;
  readonly keys: JWTVerifyGetKey;
  readonly clock: Pick<Clock, 'now'>;
}

const claimsSchema = z.looseObject({
  tranche_participant: participantIdSchema,
  tranche_user: z.string().regex(/^[a-z0-9][a-z0-9-]{0,31}\.[a-z0-9][a-z0-9-]{0,31}$/),
});

const DISCOVERY_PATH = '.well-known/openid-configuration';
const FETCH_MILLIS = 5_000;

const discoverySchema = z.looseObject({ issuer: z.string(), jwks_uri: z.url() });

/**
 * The issuer's keys, found by its discovery document at first need and cached.
 * @throws ProblemError ISSUER_UNAVAILABLE
 */
export function issuerKeys(issuer: string, clock: Pick<Clock, 'after'>): JWTVerifyGetKey {
  let remote: Promise<JWTVerifyGetKey> | undefined;
  const discover = async (): Promise<JWTVerifyGetKey> => {
    const base = issuer.endsWith('/') ? issuer : `${issuer}/`;
    const answer = await jsonWithin(clock, new URL(DISCOVERY_PATH, base));
    const found = discoverySchema.parse(answer);
    return createRemoteJWKSet(new URL(found.jwks_uri), { timeoutDuration: FETCH_MILLIS });
  };
  return async (header, token) => {
    remote ??= discover();
    try {
      return await (
        await remote
      )(header, token);
    } catch (cause) {
      if (cause instanceof errors.JWKSNoMatchingKey) throw cause;
      if (cause instanceof errors.JWKSMultipleMatchingKeys) throw cause;
      if (cause instanceof errors.JOSENotSupported) throw cause;
      remote = undefined;
      throw new ProblemError('ISSUER_UNAVAILABLE', {}, { cause });
    }
  };
}

async function jsonWithin(clock: Pick<Clock, 'after'>, url: URL): Promise<unknown> {
  const timeout = new AbortController();
  const answered = new AbortController();
  void clock.after(FETCH_MILLIS, answered.signal).then(() => {
    if (!answered.signal.aborted) timeout.abort();
  });
  try {
    const response = await fetch(url, { signal: timeout.signal, redirect: 'error' });
    if (!response.ok) throw new Error(`the issuer answered ${String(response.status)}`);
    return await response.json();
  } finally {
    answered.abort();
  }
}

/** Checks bearer tokens of the member's issuer. */
export class OidcTokenVerifier implements TokenVerifier {
  readonly #options: TokenVerifierOptions;

  constructor(options: TokenVerifierOptions) {
    this.#options = options;
  }

  async verify(token: string): Promise<Actor> {
    const claims = claimsSchema.safeParse(await this.#payloadOf(token));
    if (!claims.success) {
      throw new ProblemError('TOKEN_INVALID', { reason: 'it names no participant and user' });
    }
    const { tranche_participant: participant, tranche_user: user } = claims.data;
    if (mspOf(participant) !== this.#options.member) {
      throw new ProblemError('PARTICIPANT_NOT_OURS', { participant });
    }
    const [localId] = user.split('.');
    if (!participant.endsWith(`:${localId ?? ''}`)) {
      throw new ProblemError('TOKEN_INVALID', { reason: 'the user is not one of the participant' });
    }
    return { participant, user };
  }

  async #payloadOf(token: string): Promise<JWTPayload> {
    const { issuer, audience, keys, clock } = this.#options;
    try {
      const { payload } = await jwtVerify(token, keys, {
        issuer,
        audience,
        algorithms: [...tokenAlgorithms],
        clockTolerance: CLOCK_TOLERANCE_SECONDS,
        currentDate: new Date(clock.now()),
        requiredClaims: ['exp', 'iss', 'aud'],
      });
      return payload;
    } catch (cause) {
      throw refusalOf(cause);
    }
  }
}

function refusalOf(cause: unknown): ProblemError {
  if (cause instanceof ProblemError) return cause;
  if (cause instanceof errors.JWTExpired) return new ProblemError('TOKEN_EXPIRED', {}, { cause });
  return new ProblemError('TOKEN_INVALID', { reason: reasonOf(cause) }, { cause });
}

function reasonOf(cause: unknown): string {
  if (cause instanceof errors.JWTClaimValidationFailed) return `the claim ${cause.claim} is wrong`;
  if (cause instanceof errors.JOSEAlgNotAllowed) return 'its algorithm is not allowed';
  if (cause instanceof errors.JWSSignatureVerificationFailed) return 'its signature is wrong';
  if (cause instanceof errors.JWKSNoMatchingKey) return 'its key is not the issuer’s';
  return 'it is no signed token';
}
