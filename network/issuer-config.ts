import { createHmac, randomBytes } from 'node:crypto';
import path from 'node:path';
import { readIfThere, writeSecret } from './files.js';
import { ISSUER_HOST } from './nodes/issuer.js';
import { issuerPort } from './ports.js';
import type { Site } from './site.js';
import { participantId, userLabel } from './topology.js';

const SECRET_BYTES = 32;
const TOKEN_MINUTES = 60;

/** A user's access to the development issuer. */
export interface IssuerClient {
  /** `<MSP>.<local-id>.<user>` */
  readonly clientId: string;
  readonly clientSecret: string;
  readonly participant: string;
  readonly walletLabel: string;
  readonly member: string;
}

/** Every user's access to the development issuer; the secrets are derived from a random one. */
export function issuerClients(site: Site): readonly IssuerClient[] {
  const secret = issuerSecret(site);
  return site.topology.members.flatMap((member) =>
    member.participants.flatMap((participant) =>
      participant.users.map((user) => {
        const walletLabel = userLabel(participant, user);
        const clientId = `${member.mspId}.${walletLabel}`;
        return {
          clientId,
          clientSecret: createHmac('sha256', secret).update(clientId).digest('hex'),
          participant: participantId(member, participant),
          walletLabel,
          member: member.name,
        };
      }),
    ),
  );
}

/** Writes the configuration of the development issuer. */
export function writeIssuerConfig(site: Site): void {
  const config = {
    host: ISSUER_HOST,
    port: issuerPort(site.profile),
    mode: 'development',
    signingKeyFile: path.join(site.paths.issuer, 'signing-key.json'),
    clients: issuerClients(site),
    tokenMinutes: TOKEN_MINUTES,
  };
  writeSecret(site.paths.issuerConfig, `${JSON.stringify(config, null, 2)}\n`);
}

function issuerSecret(site: Site): string {
  const file = path.join(site.paths.issuer, 'secret');
  const known = readIfThere(file);
  if (known !== undefined) return known;
  const secret = randomBytes(SECRET_BYTES).toString('hex');
  writeSecret(file, secret);
  return secret;
}
