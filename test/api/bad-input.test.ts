import assert from 'node:assert/strict';
import type { FastifyInstance, InjectOptions, LightMyRequestResponse } from 'fastify';
import { limits } from '@tranche/chaincode/domain';
import {
  pathWith,
  problemSchema,
  problemTable,
  routes,
  type ProblemCode,
  type Route,
} from '@tranche/gateway/api';
import {
  commandNames,
  NO_AGREEMENT,
  NO_ORDER,
  NO_VOTE,
  sampleBodies,
  sampleCommand,
  sampleParams,
  type CommandRouteName,
  type SampleSubject,
} from '../support/api-samples.js';
import type { MemoryConsortium } from '../support/consortium.js';
import { activeDeal, testDeal } from '../unit/gateway/support/gateway-under-test.js';
import { serverOf } from '../unit/gateway/support/http-under-test.js';

const LABEL = 'textiles.maker';
const FILING_BYTES_MAX = 512 * 1024;

type Change = Omit<InjectOptions, 'headers'> & {
  readonly headers?: Readonly<Record<string, string>>;
};

/** Bodies of the wrong shape, which no route takes. */
const shapes: readonly (readonly [string, string, ProblemCode])[] = [
  ['nothing', '', 'JSON_MALFORMED'],
  ['half an object', '{"hash":', 'JSON_MALFORMED'],
  ['two objects', '{}{}', 'JSON_MALFORMED'],
  ['a comment', '{} // x', 'JSON_MALFORMED'],
  ['a number that is none', '{"size":NaN}', 'JSON_MALFORMED'],
  ['a prototype', '{"__proto__":{"maker":true}}', 'JSON_MALFORMED'],
  ['a constructor', '{"constructor":{"prototype":{"maker":true}}}', 'JSON_MALFORMED'],
  ['a list', '[]', 'COMMAND_MALFORMED'],
  ['a text', '"text"', 'COMMAND_MALFORMED'],
  ['a number', '7', 'COMMAND_MALFORMED'],
  ['an unknown field', '{"unknown":1}', 'COMMAND_MALFORMED'],
  ['what the token says', '{"participant":"BankMSP:trade-bank"}', 'COMMAND_MALFORMED'],
  ['lists without end', '['.repeat(limits.jsonDepth + 1), 'JSON_TOO_DEEP'],
  ['objects too deep', '{"a":'.repeat(limits.jsonDepth + 1), 'JSON_TOO_DEEP'],
];

/** Values that no field of any command takes. */
const wrongValues = [null, true, -1, 0.5, 2 ** 60, '', '\u0000', [[]], { a: 1 }] as const;

/** Headers of a command that are wrong. */
const headers: readonly (readonly [string, Readonly<Record<string, string>>, ProblemCode])[] = [
  ['no token', { authorization: '' }, 'TOKEN_MISSING'],
  ['a password', { authorization: 'Basic dGV4dGlsZXM6eA==' }, 'TOKEN_MISSING'],
  ['two tokens', { authorization: 'Bearer a b' }, 'TOKEN_MISSING'],
  ['an endless token', { authorization: `Bearer ${'x'.repeat(15_000)}=x` }, 'TOKEN_MISSING'],
  ['an expired token', { authorization: 'Bearer expired' }, 'TOKEN_EXPIRED'],
  ['no Idempotency-Key', { 'idempotency-key': '' }, 'IDEMPOTENCY_KEY_MISSING'],
  ['a long one', { 'idempotency-key': 'x'.repeat(65) }, 'IDEMPOTENCY_KEY_MALFORMED'],
  ['one with a space', { 'idempotency-key': 'a b' }, 'IDEMPOTENCY_KEY_MALFORMED'],
  ['one that starts with a sign', { 'idempotency-key': '-a' }, 'IDEMPOTENCY_KEY_MALFORMED'],
  ['a form', { 'content-type': 'application/x-www-form-urlencoded' }, 'MEDIA_TYPE_UNSUPPORTED'],
  ['XML', { 'content-type': 'application/xml' }, 'MEDIA_TYPE_UNSUPPORTED'],
  ['no type', { 'content-type': '' }, 'MEDIA_TYPE_UNSUPPORTED'],
];

/** Ids of the wrong form for each parameter of a path. */
const badParams: Readonly<Record<string, readonly string[]>> = {
  agreementId: [
    'x',
    NO_AGREEMENT.toLowerCase(),
    `${NO_AGREEMENT}A`,
    'a..b',
    '%00',
    'A'.repeat(128),
  ],
  milestoneId: ['Order', '-order', 'o'.repeat(33), 'order order', '%F0%9F%92%B6'],
  presentation: ['0', '-1', '1.5', '10000', 'one'],
  need: ['Drawings', '-drawings', 'd'.repeat(33), 'drawings drawings'],
  number: ['0', '-1', '1.5', '10000', 'one'],
  offer: ['0', '-1', '1.5', '10000', 'one'],
  termsVersion: ['0', '-1', '1.5', '10000', 'one'],
  voteId: ['x', NO_VOTE.toLowerCase(), NO_VOTE.slice(1)],
  localId: ['Retail', '-retail', 'r'.repeat(33), 'retail retail'],
  participant: ['retail', 'BuyerMSP:', ':retail', 'Buyer MSP:retail'],
  orderId: ['x', NO_ORDER.toLowerCase(), NO_ORDER.slice(1)],
  kind: ['commerce', 'COMMERCIAL', '__proto__'],
  part: ['Header', 'a..b', 'x'.repeat(65)],
  txId: ['x', '0'.repeat(63), 'G'.repeat(64)],
  templateId: ['Software', '-software', 's'.repeat(33), 'soft ware'],
};

describe('bad input to the API', () => {
  let consortium: MemoryConsortium;
  let server: FastifyInstance;
  let subject: SampleSubject;

  before(async () => {
    const active = await activeDeal();
    consortium = active.consortium;
    const { agreementId } = active;
    subject = { agreementId, orderId: NO_ORDER, deal: testDeal(), now: consortium.now() };
    ({ server } = await serverOf(consortium, LABEL));
  });

  after(() => server.close());

  /** Sends a request that is refused: by a problem document, and without a trace on the ledger. */
  async function refuses(request: InjectOptions, code: ProblemCode): Promise<string> {
    const answers = consortium.ledger.answers.length;
    const values = new Map(consortium.ledger.values);
    const response = await server.inject(request);
    const path = problemIn(response, code);
    assert.equal(consortium.ledger.answers.length, answers);
    assert.deepEqual(consortium.ledger.values, values);
    return path;
  }

  function command(name: CommandRouteName, change: Change = {}): InjectOptions {
    const good = sampleCommand(name, { ...subject, label: LABEL, key: 'bad-input' });
    return { ...good, ...change, headers: { ...good.headers, ...change.headers } };
  }

  function read(
    route: Route,
    params: Readonly<Record<string, string>> = {},
  ): InjectOptions & { readonly url: string } {
    const url = pathWith(route.path, { ...sampleParams(subject), ...params });
    return { url, headers: { authorization: `Bearer ${LABEL}` } };
  }

  for (const name of commandNames) {
    describe(name, () => {
      for (const [what, payload, code] of shapes) {
        it(`refuses ${what} for a body: ${code}`, () => refuses(command(name, { payload }), code));
      }

      for (const [what, wrong, code] of headers) {
        it(`refuses ${what} in its headers: ${code}`, () =>
          refuses(command(name, { headers: wrong }), code));
      }

      it('refuses a body without any one of its fields, and names it', async () => {
        const body = sampleBodies(subject)[name];
        for (const field of Object.keys(body)) {
          const { [field]: _missing, ...rest } = body;
          const payload = JSON.stringify(rest);
          assert.equal(await refuses(command(name, { payload }), 'COMMAND_MALFORMED'), field);
        }
      });

      it('refuses a value of another kind in any of its fields, and names it', async () => {
        const body = sampleBodies(subject)[name];
        for (const field of Object.keys(body)) {
          for (const value of wrongValues) {
            const payload = JSON.stringify({ ...body, [field]: value });
            const path = await refuses(command(name, { payload }), 'COMMAND_MALFORMED');
            assert.equal(path.split('.')[0], field);
          }
        }
      });

      it('refuses a field that it does not know', async () => {
        const payload = JSON.stringify({ ...sampleBodies(subject)[name], unknown: 1 });
        await refuses(command(name, { payload }), 'COMMAND_MALFORMED');
      });

      it('refuses more bytes than it takes', async () => {
        const max = name.startsWith('file') ? FILING_BYTES_MAX : limits.commandBytes;
        const payload = JSON.stringify({ text: 'x'.repeat(max) });
        await refuses(command(name, { payload }), 'BODY_TOO_LARGE');
      });

      it('refuses a question in its address', async () => {
        const { url } = sampleCommand(name, { ...subject, label: LABEL, key: 'query' });
        await refuses(command(name, { url: `${url}?unknown=1` }), 'REQUEST_MALFORMED');
      });

      if ('agreementId' in routes[name].params.shape) {
        it('refuses an agreement that is not there', async () => {
          const params = { ...sampleParams(subject), agreementId: NO_AGREEMENT };
          const url = pathWith(routes[name].path, params);
          await refuses(command(name, { url }), 'AGREEMENT_NOT_FOUND');
        });
      }
    });
  }

  for (const [name, route] of Object.entries<Route>(routes)) {
    for (const param of Object.keys(route.params.shape)) {
      it(`is refused by ${name}: ids of a wrong form for ${param}`, async () => {
        const isCommand = route.action.kind === 'command';
        for (const bad of badParams[param] ?? assert.fail(`no bad values for ${param}`)) {
          const path = pathWith(route.path, { ...sampleParams(subject), [param]: '<>' });
          const url = path.replace('%3C%3E', encodeURIComponent(decodeURIComponent(bad)));
          const request = isCommand ? command(name as CommandRouteName, { url }) : read(route);
          await refuses({ ...request, url }, 'REQUEST_MALFORMED');
        }
      });
    }

    it(`is refused by the address of ${name}: other methods, naming its own`, async () => {
      for (const method of ['PUT', 'PATCH', 'DELETE'] as const) {
        const request = { ...read(route), method };
        await refuses(request, 'METHOD_NOT_ALLOWED');
        const { allow } = (await server.inject(request)).headers;
        assert.ok(String(allow).split(', ').includes(route.method), String(allow));
      }
    });
  }

  for (const [name, route] of Object.entries<Route>(routes)) {
    if (route.action.kind === 'command') continue;
    it(`is refused by ${name}: no token, an expired one, an unknown question`, async () => {
      const request = read(route);
      const { url } = request;
      await refuses({ url }, 'TOKEN_MISSING');
      await refuses({ url, headers: { authorization: 'Bearer expired' } }, 'TOKEN_EXPIRED');
      await refuses({ ...request, url: `${url}?unknown=1` }, 'REQUEST_MALFORMED');
    });

    if ('agreementId' in route.params.shape) {
      it(`is refused by ${name}: an agreement that is not there`, () =>
        refuses(read(route, { agreementId: NO_AGREEMENT }), 'AGREEMENT_NOT_FOUND'));
    }
  }

  it('is refused where there is nothing', async () => {
    for (const url of ['/', '/v1', '/v1/agreement', '/v2/agreements', '/v1/agreements/x/y/z']) {
      await refuses({ url, headers: { authorization: `Bearer ${LABEL}` } }, 'ROUTE_NOT_FOUND');
    }
  });
});

/** Checks a problem document. @returns the field that it names, if any */
function problemIn(response: LightMyRequestResponse, code: ProblemCode): string {
  const problem = problemSchema.parse(response.json());
  assert.equal(problem.code, code, response.body);
  assert.equal(response.statusCode, problemTable[code].status);
  assert.match(String(response.headers['content-type']), /^application\/problem\+json/);
  return String(problem.params['path'] ?? '');
}
