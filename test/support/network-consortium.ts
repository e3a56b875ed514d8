import { randomUUID, X509Certificate } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout } from 'node:timers/promises';
import {
  commandCatalogue,
  DomainError,
  errorTable,
  instantSchema,
  type ErrorCode,
  type Instant,
  type Parameters,
  type QueryType,
  type SubmissionType,
} from '@tranche/chaincode/domain';
import { sha256 } from '@tranche/chaincode/ledger';
import { pathWith, routes, type Route } from '@tranche/gateway/api';
import { invokeAsAdmin, refusalCode } from '../../network/chaincode/invoke.js';
import { openNetwork, type Network } from '../../network/index.js';
import { memberSites } from '../../network/site.js';
import { HttpUser, type HttpAnswer, type HttpCastOptions } from '../../scripts/case/http-user.js';
import { castOptions } from '../../scripts/case/run.js';
import type {
  BuildAnswer,
  CommandFields,
  LedgerUnderTest,
  SubmitAnswer,
  SubmitOptions,
} from './consortium.js';

const queryRoutes: Readonly<Record<QueryType, Route>> = {
  agreement: routes.readAgreement,
  milestone: routes.readMilestone,
  position: routes.readPosition,
  nextActions: routes.readNextActions,
  history: routes.readHistory,
  terms: routes.readTerms,
  document: routes.readDocument,
  members: routes.readMembers,
  participants: routes.readParticipants,
  votes: routes.readVotes,
  vote: routes.readVote,
  governanceActions: routes.readGovernanceActions,
};

/** The gateway does not know yet whether the command is in a block. */
const PENDING = 202;

/** A refusal of a gateway that the rules do not know. */
export class GatewayRefusal extends Error {
  override readonly name = 'GatewayRefusal';

  constructor(
    readonly code: string,
    readonly answer: HttpAnswer,
  ) {
    super(`${code} ${JSON.stringify(answer.body)}`);
  }
}

/** The real network of profile `test`, used as its members' applications use it: over HTTP. */
export class NetworkConsortium implements LedgerUnderTest {
  readonly network: Network;
  readonly #options: HttpCastOptions;
  readonly #users = new Map<string, HttpUser>();
  #last: { readonly txId: string; readonly seenBy: Set<string> } | undefined;

  private constructor(network: Network, options: HttpCastOptions) {
    this.network = network;
    this.#options = options;
  }

  /** Brings the network up, if it is not. */
  static async open(): Promise<NetworkConsortium> {
    const network = openNetwork('test', { environment: process.env });
    await network.up();
    return new NetworkConsortium(network, await castOptions(network));
  }

  get parameters(): Parameters {
    return this.network.profile.rulesTime;
  }

  now(): Instant {
    return instantSchema.parse(Date.now());
  }

  async reaches(at: Instant): Promise<void> {
    await setTimeout(Math.max(0, at - this.now()));
  }

  async administer(
    msp: string,
    type: SubmissionType,
    fields: CommandFields,
    { commandId = randomUUID() }: SubmitOptions = {},
  ): Promise<SubmitAnswer> {
    const site = memberSites(this.network.site).find(({ member }) => member.mspId === msp);
    if (site === undefined) throw new RangeError(`the network has no member ${msp}`);
    const transaction = `${commandCatalogue[type].contract}:${type}`;
    const command = { type, commandId, ...fields };
    try {
      return JSON.parse(await invokeAsAdmin(site, { transaction, command })) as SubmitAnswer;
    } catch (thrown) {
      const code = refusalCode(thrown);
      if (code === undefined || !(code in errorTable)) throw thrown;
      throw new DomainError(code as ErrorCode);
    }
  }

  async submit(
    label: string,
    type: SubmissionType,
    fields: CommandFields,
    options: SubmitOptions = {},
  ): Promise<SubmitAnswer> {
    const route: Route | undefined = Object.entries(routes).find(([name]) => name === type)?.[1];
    if (route === undefined) throw new RangeError(`no route sends ${type}`);
    const { path, rest } = filled(route, fields);
    const { documents, commandId = randomUUID() } = options;
    const body = documents === undefined ? rest : { ...rest, documents };
    const answer = await this.#as(label, (user) => user.post(path, body, commandId));
    const { txId } = checked(answer) as { readonly txId: string };
    if (answer.status === PENDING) await this.user(label).waitFor(txId);
    this.#last = { txId, seenBy: new Set([this.user(label).member]) };
    const replayed = answer.headers.get('idempotency-replayed') === 'true';
    return { ...(answer.body as object), replayed, txId };
  }

  async ask(label: string, type: QueryType, fields: CommandFields): Promise<unknown> {
    const { path, rest } = filled(queryRoutes[type], fields);
    const query = new URLSearchParams(
      Object.entries(rest).map(([name, value]): [string, string] => [name, String(value)]),
    ).toString();
    const target = query === '' ? path : `${path}?${query}`;
    return checked(await this.#as(label, (user) => user.get(target)));
  }

  async keyOf(label: string): Promise<string> {
    const { wallet } = this.network.site.paths.member(this.user(label).member);
    const entry = await readFile(path.join(wallet, `${label}.id`), 'utf8');
    const { credentials } = JSON.parse(entry) as { credentials: { certificate: string } };
    const { publicKey } = new X509Certificate(credentials.certificate);
    return sha256(publicKey.export({ type: 'spki', format: 'der' }));
  }

  async build(label: string): Promise<BuildAnswer> {
    return checked(await this.user(label).get(routes.readBuild.path)) as BuildAnswer;
  }

  /** The user with that label, at its member's gateway. */
  user(label: string): HttpUser {
    const user = this.#users.get(label) ?? HttpUser.of(this.#options, label);
    this.#users.set(label, user);
    return user;
  }

  /** Calls as a user whose node has seen the last transaction of the others. */
  async #as(label: string, call: (user: HttpUser) => Promise<HttpAnswer>): Promise<HttpAnswer> {
    const user = this.user(label);
    const last = this.#last;
    if (last !== undefined && !last.seenBy.has(user.member)) {
      await user.waitFor(last.txId);
      last.seenBy.add(user.member);
    }
    return call(user);
  }
}

function filled(route: Route, fields: CommandFields): { path: string; rest: CommandFields } {
  const named = Object.keys(route.params.shape);
  const params = Object.entries(fields).filter(([name]) => named.includes(name));
  const rest = Object.entries(fields).filter(([name]) => !named.includes(name));
  const path = pathWith(route.path, Object.fromEntries(params) as Record<string, string | number>);
  return { path, rest: Object.fromEntries(rest) };
}

function checked(answer: HttpAnswer): unknown {
  if (answer.status < 300) return answer.body;
  const problem = answer.body as { readonly code?: string };
  const code = problem.code ?? 'NO_CODE';
  if (code in errorTable) throw new DomainError(code as ErrorCode);
  throw new GatewayRefusal(code, answer);
}
