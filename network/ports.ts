import type { Profile } from './profiles.js';
import type { Topology } from './topology.js';

/**
 * The listening ports of a member, in the order in which blocks of ports are handed out. The order
 * is part of a running network's configuration: append, never insert.
 */
const portKinds = [
  'gateway',
  'ca',
  'caOperations',
  'orderer',
  'ordererOperations',
  'ordererAdmin',
  'peer',
  'peerChaincode',
  'peerOperations',
  'chaincodeA',
  'chaincodeAOperations',
  'chaincodeB',
  'chaincodeBOperations',
] as const;

/** What a port of a member is for. */
export type PortKind = (typeof portKinds)[number];

/** So many members fit into the ports of a profile. */
export const MEMBERS_PER_PROFILE = 20;

const ISSUER_OFFSET = portKinds.length * MEMBERS_PER_PROFILE;

/** The port of the member with that index in the topology. */
export function portOf(profile: Profile, kind: PortKind, memberIndex: number): number {
  if (!Number.isInteger(memberIndex) || memberIndex < 0 || memberIndex >= MEMBERS_PER_PROFILE) {
    throw new RangeError(`member ${memberIndex} has no ports: a profile holds 20 members`);
  }
  return profile.portBase + portKinds.indexOf(kind) * MEMBERS_PER_PROFILE + memberIndex;
}

/** The port of the development issuer. */
export function issuerPort(profile: Profile): number {
  return profile.portBase + ISSUER_OFFSET;
}

/** What every port of the profile is for, in words: port -> use. */
export function portUses(profile: Profile, topology: Topology): ReadonlyMap<number, string> {
  const ofMembers = topology.members.flatMap((member, index) =>
    portKinds.map((kind) => [portOf(profile, kind, index), `${kind} of ${member.name}`] as const),
  );
  return new Map([...ofMembers, [issuerPort(profile), 'development issuer']]);
}
