import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { FastifyInstance, LightMyRequestResponse } from 'fastify';
import {
  openApiPath,
  pathWith,
  problemSchema,
  problemTable,
  routes,
  type ProblemCode,
  type Route,
} from '@tranche/gateway/api';
import {
  commandNames,
  NO_ORDER,
  sampleParams,
  type CommandRouteName,
} from '../support/api-samples.js';
import {
  SchemaArbitrary,
  type JsonSchema,
  type NamedSchemas,
} from '../support/schema-arbitrary.js';
import { activeDeal } from '../unit/gateway/support/gateway-under-test.js';
import { serverOf } from '../unit/gateway/support/http-under-test.js';

/** Requests of each kind to each route. */
const RUNS = 40;

interface Document {
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
  readonly components: { readonly schemas: NamedSchemas };
}
interface Operation {
  readonly parameters?: readonly {
    readonly name: string;
    readonly in: string;
    readonly schema: JsonSchema;
  }[];
  readonly requestBody?: {
    readonly content: { readonly 'application/json': { readonly schema: JsonSchema } };
  };
}

/** Somebody whom the policy lets send it, so that a request comes as far as it can. */
const senders: { readonly [N in CommandRouteName]: string } = {
  proposeAgreement: 'textiles.maker',
  fileDocument: 'textiles.maker',
  acceptAgreement: 'retail.checker',
  declineAgreement: 'retail.checker',
  withdrawAgreement: 'textiles.maker',
  advanceAgreement: 'textiles.maker',
  closeAgreement: 'textiles.maker',
  proposeTermination: 'textiles.maker',
  acceptTermination: 'retail.checker',
  withdrawTermination: 'retail.maker',
  proposeAmendment: 'textiles.maker',
  consentToAmendment: 'textiles.checker',
  refuseAmendment: 'retail.checker',
  withdrawAmendment: 'textiles.maker',
  fileDisclosure: 'textiles.maker',
  discloseDocuments: 'textiles.maker',
  secureFunds: 'trade-bank.maker',
  confirmSecurity: 'trade-bank.checker',
  acceptShortSecurity: 'textiles.checker',
  extendSecurity: 'trade-bank.maker',
  increaseSecurity: 'trade-bank.maker',
  releaseSecurity: 'textiles.checker',
  lapseUnsecured: 'textiles.maker',
  attestBalance: 'trade-bank.maker',
  attachEvidence: 'textiles.maker',
  recordInspection: 'quality.maker',
  recordEvent: 'line.maker',
  recordInstrument: 'trade-bank.maker',
  revokeRecord: 'quality.maker',
  requestInspection: 'textiles.maker',
  reportBlocked: 'textiles.maker',
  reportSupplied: 'retail.maker',
  confirmSupplied: 'textiles.maker',
  endBlocked: 'textiles.checker',
  advanceMilestone: 'retail.maker',
  presentMilestone: 'textiles.maker',
  acceptPresentation: 'retail.checker',
  refusePresentation: 'retail.checker',
  suspendReview: 'retail.checker',
  resumeReview: 'retail.checker',
  reduceMilestone: 'textiles.checker',
  waiveCondition: 'retail.checker',
  waiveLateness: 'retail.checker',
  confirmWaiver: 'trade-bank.checker',
  approveOrder: 'trade-bank.approver-1',
  instructOrder: 'trade-bank.maker',
  settleOrder: 'trade-bank.maker',
  acknowledgeCredit: 'textiles.maker',
  holdOrder: 'trade-bank.compliance',
  renewHold: 'trade-bank.compliance',
  unholdOrder: 'trade-bank.compliance',
  rejectOrder: 'trade-bank.maker',
  returnOrder: 'trade-bank.maker',
  reportException: 'trade-bank.maker',
  resolveException: 'trade-bank.maker',
  consentToResolution: 'textiles.checker',
  confirmResolution: 'trade-bank.checker',
  openDispute: 'textiles.maker',
  addToDispute: 'textiles.maker',
  offerSplit: 'textiles.checker',
  acceptOffer: 'retail.checker',
  escalateDispute: 'textiles.maker',
  ruleDispute: 'arbitration.maker',
  confirmRuling: 'arbitration.checker',
  withdrawDispute: 'textiles.checker',
  recordAward: 'trade-bank.maker',
  confirmAward: 'trade-bank.checker',
  recordStay: 'retail.maker',
  changePayTo: 'textiles.maker',
  approvePayTo: 'textiles.checker',
  callBackPayTo: 'trade-bank.maker',
  confirmPayTo: 'trade-bank.checker',
  fixRate: 'trade-bank.maker',
  agreeRate: 'textiles.checker',
  recordDemand: 'trade-bank.maker',
  recordFinancing: 'textiles.maker',
  proposeAssignment: 'textiles.checker',
  acknowledgeAssignment: 'trade-bank.checker',
  rejectAssignment: 'trade-bank.checker',
  releaseAssignment: 'finance.checker',
  consentToAct: 'finance.checker',
  updateParticipant: 'textiles.maker',
  deactivateParticipant: 'textiles.maker',
  pinKeys: 'retail.checker',
  proposeRehost: 'retail.checker',
  acceptRehost: 'trade-bank.maker',
  proposeVote: 'retail.governor',
  castVote: 'retail.governor',
  withdrawVote: 'retail.governor',
  advanceConsortium: 'retail.governor',
};

describe('requests generated from the OpenAPI document', () => {
  let agreementId: string;
  let document: Document;
  let values: SchemaArbitrary;
  let count = 0;
  const servers = new Map<string, FastifyInstance>();

  before(async () => {
    const active = await activeDeal();
    ({ agreementId } = active);
    for (const label of new Set(Object.values(senders))) {
      servers.set(label, (await serverOf(active.consortium, label)).server);
    }
    document = (await server('textiles.maker').inject({ url: '/openapi.json' })).json<Document>();
    values = new SchemaArbitrary(document.components.schemas);
  });

  after(async () => {
    for (const each of servers.values()) await each.close();
  });

  function server(label: string): FastifyInstance {
    return servers.get(label) ?? assert.fail(`no server for ${label}`);
  }

  function operation({ path, method }: Route): Operation {
    const found = document.paths[openApiPath(path)]?.[method.toLowerCase()];
    return found ?? assert.fail(`the document has no ${path}`);
  }

  function post(name: CommandRouteName, body: unknown): Promise<LightMyRequestResponse> {
    count += 1;
    const label = senders[name];
    return server(label).inject({
      method: 'POST',
      url: pathWith(routes[name].path, sampleParams({ agreementId, orderId: NO_ORDER })),
      headers: {
        authorization: `Bearer ${label}`,
        'idempotency-key': `generated-${count}`,
        'content-type': 'application/json',
      },
      payload: JSON.stringify(body),
    });
  }

  function bodyOf(name: CommandRouteName): JsonSchema {
    const { requestBody } = operation(routes[name]);
    return requestBody?.content['application/json'].schema ?? assert.fail(`${name} has no body`);
  }

  for (const name of commandNames) {
    it(`to ${name} that are valid come to the rules, and are never failures`, async () => {
      const codes = new Set<string>();
      const property = fc.asyncProperty(values.valid(bodyOf(name)), async (body) => {
        const response = await post(name, body);
        codes.add(response.statusCode < 300 ? 'done' : codedRefusal(response));
      });
      await fc.assert(property, { numRuns: RUNS });
      // A schema cannot say that a text is in normal form: a few do not come so far.
      assert.ok([...codes].some((code) => code !== 'COMMAND_MALFORMED'));
    });

    it(`to ${name} that are invalid are refused as malformed`, () => {
      const property = fc.asyncProperty(values.invalid(bodyOf(name)), async (body) => {
        const code = codedRefusal(await post(name, body));
        assert.equal(code, 'COMMAND_MALFORMED');
      });
      return fc.assert(property, { numRuns: RUNS });
    });
  }

  for (const [name, route] of Object.entries<Route>(routes)) {
    if (route.action.kind === 'command') continue;
    it(`to ${name} are answered or refused, never failures`, () => {
      const { parameters = [] } = operation(route);
      const given = parameters.map(({ name: field, schema }) => {
        const any = values.valid(schema);
        const known = fc.constant(agreementId);
        return [field, field === 'agreementId' ? fc.oneof(known, any) : any] as const;
      });
      const property = fc.asyncProperty(fc.record(Object.fromEntries(given)), async (fields) => {
        const texts = Object.fromEntries(
          Object.entries(fields).map(([field, value]) => [field, String(value)]),
        );
        const asked = parameters.filter((parameter) => parameter.in === 'query');
        const query = new URLSearchParams(
          asked.map(({ name: field }): [string, string] => [field, texts[field] ?? '']),
        );
        const response = await server('textiles.maker').inject({
          url: `${pathWith(route.path, texts)}?${query.toString()}`,
          headers: { authorization: 'Bearer textiles.maker' },
        });
        if (response.statusCode !== 200) codedRefusal(response);
      });
      return fc.assert(property, { numRuns: RUNS });
    });
  }
});

/** Checks that an answer is a coded 4xx. @returns its code */
function codedRefusal(response: LightMyRequestResponse): string {
  assert.ok(response.statusCode >= 400 && response.statusCode < 500, response.body);
  const { code } = problemSchema.parse(response.json());
  assert.equal(problemTable[code as ProblemCode].status, response.statusCode);
  return code;
}
