import type { FastifyInstance } from 'fastify';
import { mspSchema } from '@tranche/chaincode/domain';
import { createServer } from '@tranche/gateway/adapters/http/server';
import type { ServerOptions } from '@tranche/gateway/adapters/http/server-options';
import { ProblemError } from '@tranche/gateway/api';
import {
  Admission,
  type Actor,
  type Clock,
  type Services,
  type TokenVerifier,
} from '@tranche/gateway/core';
import type { MemoryConsortium } from '../../../support/consortium.js';
import { actorOf, servicesOf } from './gateway-under-test.js';
import { MemoryChannel } from './memory-channel.js';

/** Takes the label of a user for a token. */
export const labelTokens: TokenVerifier = {
  verify: (token): Promise<Actor> => {
    if (token === 'expired') return Promise.reject(new ProblemError('TOKEN_EXPIRED'));
    return Promise.resolve(actorOf(token));
  },
};

/** The HTTP server of one member's gateway over the in-memory ledger. */
export async function serverOf(
  consortium: MemoryConsortium,
  label: string,
  change: Partial<ServerOptions> & { readonly clock?: Pick<Clock, 'now'> } = {},
): Promise<{ readonly server: FastifyInstance; readonly services: Services }> {
  const [msp = ''] = actorOf(label).participant.split(':');
  const { clock, ...options } = change;
  const dated = clock === undefined ? {} : { clock };
  const ledger = new MemoryChannel(consortium, mspSchema.parse(msp), dated);
  const services = servicesOf(label, { ledger });
  const server = await createServer({
    services,
    tokens: labelTokens,
    admission: new Admission({ inFlight: 8, inFlightPerParticipant: 4 }),
    readiness: () =>
      Promise.resolve({
        ready: true,
        checks: { ownPeer: true, fallbackPeer: false, journal: true },
      }),
    version: '0.0.0',
    ...options,
  });
  return { server, services };
}
