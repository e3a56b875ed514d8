import type { FastifyReply, FastifyRequest } from 'fastify';
import {
  agreementIdSchema,
  commandCatalogue,
  participantIdSchema,
  type QueryType,
  type RegistryQueryType,
  type Submission,
  type SubmissionType,
} from '@tranche/chaincode/domain';
import {
  milestoneKinds,
  pathWith,
  ProblemError,
  routes,
  templates,
  type Route,
  type RouteAction,
} from '../../api/index.js';
import {
  readBuild,
  readDocument,
  readRecord,
  readRegistry,
  readTransaction,
  submitCommand,
  type Actor,
  type CommandOutcome,
  type Services,
} from '../../core/index.js';
import { commandIdOf, prefersAsync } from './headers.js';
import { filings } from './json-body.js';

/** A checked request for a route. */
export interface RouteCall {
  readonly route: Route;
  readonly actor: Actor;
  readonly request: FastifyRequest;
  readonly reply: FastifyReply;
}

type Fields = Readonly<Record<string, unknown>>;

/** Runs the use case of a route and sends what it gives. */
export async function answerRoute(call: RouteCall, services: Services): Promise<unknown> {
  const { route, actor, request } = call;
  const { action } = route;
  const params = request.params as Fields;
  switch (action.kind) {
    case 'command':
      return answerCommand(call, services, action.type);
    case 'query':
      return readPublic(call, services, action.type);
    case 'registry': {
      const input = { ...(request.query as Fields), ...params };
      return readRegistry(services, actor, { question: action.type, input });
    }
    case 'document':
      return readDocument(services, actor, {
        agreementId: agreementIdSchema.parse(params.agreementId),
        kind: String(params.kind),
        part: String(params.part),
        ...(request.query as { readonly termsVersion?: number }),
      });
    case 'transaction':
      return readTransaction(services, actor, String(params.txId));
    case 'build':
      return readBuild(services, actor);
    case 'catalogue':
      return catalogueOf(action.of, params);
  }
}

async function answerCommand(
  { route, actor, request, reply }: RouteCall,
  services: Services,
  type: SubmissionType,
): Promise<unknown> {
  const { body, documents } = bodyOf(type, (request.body ?? {}) as Fields);
  const outcome = await submitCommand(services, {
    actor,
    command: commandOf(type, {
      ...body,
      ...(request.params as Fields),
      type,
      commandId: commandIdOf(request.headers),
    }),
    ...(documents === undefined ? {} : { documents }),
    isAsync: prefersAsync(request.headers),
  });
  return sendOutcome(route, reply, outcome);
}

/** A filing's body holds its private documents beside the command: they travel apart. */
function bodyOf(
  type: SubmissionType,
  fields: Fields,
): { readonly body: Fields; readonly documents?: Fields } {
  if (!filings.includes(type)) return { body: fields };
  const { documents, ...body } = fields;
  return { body, documents: documents as Fields };
}

/**
 * The body was checked by the same schema less what path and token say, so this cannot fail for a
 * caller's fault.
 */
function commandOf(type: SubmissionType, fields: Fields): Submission {
  return commandCatalogue[type].schema.parse(fields);
}

function sendOutcome(route: Route, reply: FastifyReply, outcome: CommandOutcome): FastifyReply {
  if (outcome.kind === 'pending') {
    const { txId } = outcome;
    const location = pathWith(routes.readTransaction.path, { txId });
    return reply.code(202).header('location', location).send({ txId, status: 'pending' });
  }
  if (outcome.isReplayed) void reply.header('idempotency-replayed', 'true');
  return reply.code(route.status).send(outcome.answer);
}

async function readPublic(
  { actor, request }: RouteCall,
  services: Services,
  question: Exclude<QueryType, 'document' | RegistryQueryType>,
): Promise<unknown> {
  const { participant, ...filters } = request.query as Fields;
  const params = request.params as Fields;
  const agreementId = agreementIdSchema.parse(params.agreementId);
  const input = { ...filters, ...params, agreementId };
  const answer = await readRecord(services, actor, { question, input });
  return participant === undefined ? answer : actionsOf(answer, participant);
}

function actionsOf(answer: unknown, wanted: unknown): unknown {
  const participant = participantIdSchema.parse(wanted);
  const { actions } = answer as { readonly actions: readonly { readonly participant: string }[] };
  return { actions: actions.filter((action) => action.participant === participant) };
}

/** What every gateway knows by itself. @throws ProblemError TEMPLATE_NOT_FOUND */
function catalogueOf(
  of: Extract<RouteAction, { kind: 'catalogue' }>['of'],
  params: Fields,
): unknown {
  if (of === 'milestone-kinds') return { kinds: milestoneKinds };
  const all = Object.values(templates);
  if (of === 'templates') {
    return { templates: all.map(({ id, title, summary }) => ({ id, title, summary })) };
  }
  const id = String(params.templateId);
  const found = all.find((template) => template.id === id);
  if (found === undefined) throw new ProblemError('TEMPLATE_NOT_FOUND', { id });
  return found;
}
