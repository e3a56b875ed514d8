import { createPrivateKey } from 'node:crypto';
import https from 'node:https';
import { NetworkError } from '../errors.js';
import { signLowS } from './signature.js';
import { signingRequest } from './signing-request.js';

/** fabric-ca's error code for an identity that is registered already. */
const ALREADY_REGISTERED = 74;
const ANSWER_WITHIN_MILLIS = 30_000;

/** A certificate with its key (both PEM). */
export interface Credentials {
  readonly certificate: string;
  readonly privateKey: string;
}

/** An attribute that goes into the certificate. */
export interface Attribute {
  readonly name: string;
  readonly value: string;
}

/** Who is registered, with which of fabric-ca's types (client, peer, orderer, admin). */
export interface Registration {
  readonly authority: string;
  readonly name: string;
  readonly password: string;
  readonly type: 'client' | 'peer' | 'orderer' | 'admin';
  readonly attributes: readonly Attribute[];
}

/** Who gets a certificate; with hosts it is a TLS certificate for them. */
export interface EnrolmentRequest {
  readonly authority: string;
  readonly name: string;
  readonly password: string;
  readonly hosts?: readonly string[];
}

interface Call {
  readonly method: 'GET' | 'POST';
  readonly path: string;
  readonly body?: Readonly<Record<string, unknown>>;
  authorization?(body: string): string;
}

interface Answer {
  readonly success: boolean;
  readonly result: Readonly<Record<string, unknown>>;
  readonly errors: readonly { readonly code: number; readonly message: string }[];
}

const base64 = (text: string | Buffer): string => Buffer.from(text).toString('base64');
const fromBase64 = (text: unknown): string => Buffer.from(String(text), 'base64').toString('utf8');

/** A member's fabric-ca over its REST interface. */
export class CaClient {
  readonly #host: string;
  readonly #port: number;
  readonly #agent: https.Agent;

  constructor(options: { readonly host: string; readonly port: number; readonly root: string }) {
    this.#host = options.host;
    this.#port = options.port;
    this.#agent = new https.Agent({ ca: options.root, keepAlive: true });
  }

  /** The certificate of an authority (PEM). */
  async certificateOf(authority: string): Promise<string> {
    const result = await this.#result({ method: 'GET', path: `/api/v1/cainfo?ca=${authority}` });
    return fromBase64(result['CAChain']);
  }

  /** The CA's clock, as its answers tell it (milliseconds since 1970, to the second). */
  time(): Promise<number> {
    return new Promise((resolve, reject) => {
      const request = https.get(
        { host: this.#host, port: this.#port, path: '/cainfo', agent: this.#agent },
        (response) => {
          response.resume();
          resolve(Date.parse(response.headers.date ?? ''));
        },
      );
      request.once('error', reject);
    });
  }

  /** Registers an identity; one that is registered already stays as it is. */
  async register(registrar: Credentials, registration: Registration): Promise<void> {
    const path = '/api/v1/register';
    const answer = await this.#call({
      method: 'POST',
      path,
      body: {
        id: registration.name,
        secret: registration.password,
        type: registration.type,
        attrs: registration.attributes.map((attribute) => ({ ...attribute, ecert: true })),
        max_enrollments: -1,
        affiliation: '',
        caname: registration.authority,
      },
      authorization: (body) => token(registrar, 'POST', path, body),
    });
    const known = answer.errors.some(({ code }) => code === ALREADY_REGISTERED);
    if (!answer.success && !known) throw refusal(path, answer);
  }

  /** Makes a key here and has it certified. */
  async enrol(request: EnrolmentRequest): Promise<Credentials> {
    const { authority, name, password, hosts = [] } = request;
    const made = await signingRequest(name, hosts);
    const result = await this.#result({
      method: 'POST',
      path: '/api/v1/enroll',
      body: {
        caname: authority,
        certificate_request: made.request,
        ...(hosts.length > 0 && { profile: 'tls' }),
      },
      authorization: () => `Basic ${base64(`${name}:${password}`)}`,
    });
    return { certificate: fromBase64(result['Cert']), privateKey: made.privateKey };
  }

  /** Closes the connections that are kept open. */
  close(): void {
    this.#agent.destroy();
  }

  async #result(call: Call): Promise<Answer['result']> {
    const answer = await this.#call(call);
    if (!answer.success) throw refusal(call.path, answer);
    return answer.result;
  }

  #call(call: Call): Promise<Answer> {
    const body = call.body === undefined ? '' : JSON.stringify(call.body);
    const authorization = call.authorization?.(body);
    return new Promise((resolve, reject) => {
      const request = https.request(
        {
          host: this.#host,
          port: this.#port,
          method: call.method,
          path: call.path,
          agent: this.#agent,
          timeout: ANSWER_WITHIN_MILLIS,
          headers: {
            'content-type': 'application/json',
            ...(authorization !== undefined && { authorization }),
          },
        },
        (response) => {
          const chunks: Buffer[] = [];
          response.on('data', (chunk: Buffer) => chunks.push(chunk));
          response.on('end', () => {
            const text = Buffer.concat(chunks).toString('utf8');
            try {
              resolve(JSON.parse(text) as Answer);
            } catch (cause) {
              const status = response.statusCode ?? 0;
              reject(new Error(`fabric-ca answered ${status}: ${text}`, { cause }));
            }
          });
        },
      );
      request.once('timeout', () => request.destroy(new Error('fabric-ca did not answer')));
      request.once('error', reject);
      request.end(body);
    });
  }
}

function refusal(path: string, answer: Answer): NetworkError {
  const reasons = answer.errors.map(({ code, message }) => `${code} ${message}`).join('; ');
  return new NetworkError('CA_REFUSED', `fabric-ca refused ${path}: ${reasons}`);
}

/** The token by which fabric-ca knows a registrar: certificate and signature over the request. */
function token(registrar: Credentials, method: string, path: string, body: string): string {
  const certificate = base64(registrar.certificate);
  const message = `${method}.${base64(path)}.${base64(body)}.${certificate}`;
  const signature = signLowS(message, createPrivateKey(registrar.privateKey));
  return `${certificate}.${base64(signature)}`;
}
