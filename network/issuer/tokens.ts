import { z } from 'zod';

/** Who asks, and where. */
export interface TokenRequest {
  readonly issuerUrl: string;
  readonly clientId: string;
  readonly clientSecret: string;
  /** Ends the wait for an answer. */
  readonly signal?: AbortSignal;
}

const answerSchema = z.looseObject({
  access_token: z.string().min(1),
  token_type: z.literal('Bearer'),
  expires_in: z.int().min(1),
});

/** An access token, to be sent as `authorization: Bearer …`. */
export interface AccessToken {
  readonly token: string;
  /** From now. */
  readonly expiresInSeconds: number;
}

/** The issuer gave no token. */
export class TokenRefusedError extends Error {
  override readonly name = 'TokenRefusedError';
}

/**
 * Asks the issuer for an access token by client credentials (RFC 6749, 4.4).
 * @throws TokenRefusedError with the issuer's answer; TypeError when it cannot be reached
 */
export async function fetchToken(request: TokenRequest): Promise<AccessToken> {
  const { issuerUrl, clientId, clientSecret, signal } = request;
  const credentials = `${encodeURIComponent(clientId)}:${encodeURIComponent(clientSecret)}`;
  const response = await fetch(new URL('/token', issuerUrl), {
    method: 'POST',
    headers: { authorization: `Basic ${Buffer.from(credentials).toString('base64')}` },
    body: new URLSearchParams({ grant_type: 'client_credentials' }),
    ...(signal === undefined ? {} : { signal }),
  });
  const text = await response.text();
  if (!response.ok) {
    throw new TokenRefusedError(`${issuerUrl} refused ${clientId}: ${response.status} ${text}`);
  }
  const answer = answerSchema.parse(JSON.parse(text));
  return { token: answer.access_token, expiresInSeconds: answer.expires_in };
}
