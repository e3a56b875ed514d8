import { setTimeout } from 'node:timers/promises';
import { z } from 'zod';
import type { IssuerClient } from '../../network/issuer-config.js';
import { fetchToken } from '../../network/issuer/tokens.js';

/** Where users find their gateways and their tokens. */
export interface HttpCastOptions {
  readonly issuerUrl: string;
  readonly clients: readonly IssuerClient[];
  /** Address of a member's gateway, by the member's name. */
  gatewayUrl(member: string): string;
}

/** What a gateway answered, whatever it is. */
export interface HttpAnswer {
  readonly status: number;
  readonly headers: Headers;
  /** Parsed when it is JSON, text otherwise. */
  readonly body: unknown;
}

/** A node did not see a transaction in time. */
export class NotSeenError extends Error {
  override readonly name = 'NotSeenError';
}

/** Most time that a member's peer may be behind another's. */
const SEEN_WITHIN_MILLIS = 15_000;
const SEEN_POLL_MILLIS = 20;

/** Tokens are renewed this long before they expire. */
const RENEW_MILLIS = 60_000;

const transactionSchema = z.looseObject({ status: z.string() });

/** One user with its own token at its own member's gateway. */
export class HttpUser {
  readonly member: string;
  readonly label: string;
  readonly #url: string;
  readonly #issuerUrl: string;
  readonly #client: IssuerClient;
  #token: { readonly text: string; readonly until: number } | undefined;

  private constructor(options: HttpCastOptions, client: IssuerClient) {
    this.member = client.member;
    this.label = client.walletLabel;
    this.#url = options.gatewayUrl(client.member);
    this.#issuerUrl = options.issuerUrl;
    this.#client = client;
  }

  /** The user with a label, for example `trade-bank.maker`. */
  static of(options: HttpCastOptions, label: string): HttpUser {
    const client = options.clients.find(({ walletLabel }) => walletLabel === label);
    if (client === undefined) throw new RangeError(`the network has no user ${label}`);
    return new HttpUser(options, client);
  }

  /** Sends a command under an Idempotency-Key. */
  async post(path: string, body: unknown, key: string): Promise<HttpAnswer> {
    return this.#fetch(path, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'idempotency-key': key },
      body: JSON.stringify(body),
    });
  }

  async get(path: string): Promise<HttpAnswer> {
    return this.#fetch(path, {});
  }

  /**
   * Waits until the user's own node has seen a transaction that another member sent.
   * @throws NotSeenError
   */
  async waitFor(txId: string): Promise<void> {
    const deadline = performance.now() + SEEN_WITHIN_MILLIS;
    while (performance.now() < deadline) {
      const { status, body } = await this.get(`/v1/transactions/${txId}`);
      if (status === 200 && transactionSchema.parse(body).status !== 'pending') return;
      await setTimeout(SEEN_POLL_MILLIS);
    }
    throw new NotSeenError(`the node of ${this.member} has not seen ${txId}`);
  }

  /** A token that is valid now. */
  async token(): Promise<string> {
    const known = this.#token;
    if (known !== undefined && known.until > performance.now()) return known.text;
    const { clientId, clientSecret } = this.#client;
    const request = { issuerUrl: this.#issuerUrl, clientId, clientSecret };
    const { token, expiresInSeconds } = await fetchToken(request);
    const until = performance.now() + expiresInSeconds * 1000 - RENEW_MILLIS;
    this.#token = { text: token, until };
    return token;
  }

  async #fetch(path: string, init: RequestInit): Promise<HttpAnswer> {
    const authorization = `Bearer ${await this.token()}`;
    const headers = { ...(init.headers as Readonly<Record<string, string>>), authorization };
    const response = await fetch(new URL(path, this.#url), { ...init, headers });
    const text = await response.text();
    const isJson = response.headers.get('content-type')?.includes('json') ?? false;
    const body: unknown = isJson && text !== '' ? JSON.parse(text) : text;
    return { status: response.status, headers: response.headers, body };
  }
}
