import type { z } from 'zod';
import {
  pathWith,
  pendingAnswerSchema,
  problemSchema,
  routes,
  type PendingAnswer,
  type Problem,
  type Route,
  type RouteName,
} from '../api/index.js';

type Routes = typeof routes;
type BodyOf<R> = R extends { readonly body: infer B extends z.ZodType } ? z.input<B> : never;

/** What a call of a route is given. */
export type CallInput<N extends RouteName> = {
  readonly params: z.input<Routes[N]['params']>;
  readonly query?: z.input<Routes[N]['query']>;
} & (Routes[N] extends { readonly body: z.ZodType }
  ? {
      readonly body: BodyOf<Routes[N]>;
      /** The same key is the same command; one is made when absent. */
      readonly key?: string;
      /** Whether not to wait for the block. */
      readonly isAsync?: boolean;
    }
  : unknown);

/** What a route answers with. */
export type CallAnswer<N extends RouteName> = z.infer<Routes[N]['response']>;

/** An answer, or word that the command is under way. */
export type CallResult<N extends RouteName> =
  | { readonly kind: 'done'; readonly answer: CallAnswer<N>; readonly isReplayed: boolean }
  | { readonly kind: 'pending'; readonly answer: PendingAnswer };

/** A refusal of the gateway, coded. */
export class ApiProblem extends Error {
  override readonly name = 'ApiProblem';

  constructor(readonly problem: Problem) {
    super(problem.detail);
  }

  get code(): string {
    return this.problem.code;
  }
}

/** The gateway could not be reached, or what answered is no gateway. */
export class GatewayUnreachable extends Error {
  override readonly name = 'GatewayUnreachable';
}

/** What a client stands on. */
export interface ClientOptions {
  /** Address of the gateway, for example `https://gateway.example`. */
  readonly url: string;
  /** A bearer token that is valid now. */
  readonly token: () => Promise<string>;
  /** Waits before a repeat, in milliseconds. */
  readonly after: (millis: number) => Promise<void>;
  readonly fetch?: typeof fetch;
  /** Tries of one call in all; 5 when absent. */
  readonly tries?: number;
}

const TRIES = 5;
const PAUSE_MILLIS = 250;
const MILLIS_PER_SECOND = 1_000;

interface Wire {
  readonly method: string;
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
}

interface LooseInput {
  readonly params: Readonly<Record<string, string | number>>;
  readonly query?: Readonly<Record<string, string>>;
  readonly body?: unknown;
  readonly key?: string;
  readonly isAsync?: boolean;
}

/**
 * A thin client, typed from the route table: repeats with the same key, refusals as `ApiProblem`.
 */
export class GatewayClient {
  readonly #options: ClientOptions;

  constructor(options: ClientOptions) {
    this.#options = options;
  }

  /**
   * Calls a route and waits for its answer.
   * @throws ApiProblem a refusal
   * @throws GatewayUnreachable no answer after all tries
   */
  async call<N extends RouteName>(name: N, input: CallInput<N>): Promise<CallResult<N>> {
    const route: Route = routes[name];
    const wire = this.#wireOf(route, input);
    const response = await this.#send(wire);
    const value: unknown = await response.json();
    if (response.status === 202)
      return { kind: 'pending', answer: pendingAnswerSchema.parse(value) };
    const answer = route.response.parse(value) as CallAnswer<N>;
    const isReplayed = response.headers.get('idempotency-replayed') === 'true';
    return { kind: 'done', answer, isReplayed };
  }

  #wireOf(route: Route, input: LooseInput): Wire {
    const url = new URL(pathWith(route.path, input.params), this.#options.url);
    for (const [name, value] of Object.entries(input.query ?? {}))
      url.searchParams.set(name, value);
    if (route.body === undefined) return { method: route.method, url: url.href, headers: {} };
    const headers = {
      'content-type': 'application/json',
      'idempotency-key': input.key ?? crypto.randomUUID(),
      ...(input.isAsync === true ? { prefer: 'respond-async' } : {}),
    };
    return { method: route.method, url: url.href, headers, body: JSON.stringify(input.body) };
  }

  async #send(wire: Wire): Promise<Response> {
    const { tries = TRIES, after } = this.#options;
    let last: Error = new GatewayUnreachable('The gateway was not asked.');
    for (let count = 1; count <= tries; count += 1) {
      const answer = await this.#trySending(wire);
      if (answer instanceof Response) return answer;
      last = answer.error;
      if (answer.pauseMillis === undefined) throw last;
      if (count < tries) await after(Math.max(answer.pauseMillis, PAUSE_MILLIS * count));
    }
    throw last;
  }

  async #trySending(wire: Wire): Promise<Response | Failure> {
    const { url, ...init } = wire;
    let response: Response;
    try {
      const authorization = `Bearer ${await this.#options.token()}`;
      const headers = { accept: 'application/json', ...wire.headers, authorization };
      response = await (this.#options.fetch ?? fetch)(url, { ...init, headers });
    } catch (cause) {
      return { error: new GatewayUnreachable(`${url} did not answer.`, { cause }), pauseMillis: 0 };
    }
    return response.ok ? response : failureOf(response);
  }
}

interface Failure {
  readonly error: Error;
  /** Absent when a repeat would not help. */
  readonly pauseMillis?: number;
}

async function failureOf(response: Response): Promise<Failure> {
  const parsed = problemSchema.safeParse(await response.json().catch(() => undefined));
  if (!parsed.success) {
    const status = String(response.status);
    return { error: new GatewayUnreachable(`The answer with status ${status} is no problem.`) };
  }
  const error = new ApiProblem(parsed.data);
  if (parsed.data.retry !== 'retry') return { error };
  const seconds = Number(response.headers.get('retry-after') ?? '0');
  return { error, pauseMillis: seconds * MILLIS_PER_SECOND };
}
