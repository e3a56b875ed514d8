import type { Clock } from './clock.js';
import type { Environment } from './fabric/binaries.js';
import type { Toolbox } from './fabric/toolbox.js';
import type { Paths } from './paths.js';
import { portOf, type PortKind } from './ports.js';
import type { Profile } from './profiles.js';
import type { Member, Topology } from './topology.js';

/** What every part of the network works with: one profile of one topology on this machine. */
export interface Site {
  readonly profile: Profile;
  readonly topology: Topology;
  readonly paths: Paths;
  readonly clock: Clock;
  readonly toolbox: Toolbox;
  /** What started programs inherit; only the composition root reads the process's own. */
  readonly environment: Environment;
}

/** A member with all that is derived for it. */
export interface MemberSite {
  readonly site: Site;
  readonly member: Member;
  readonly index: number;
  port(kind: PortKind): number;
  /** `host:port` */
  address(kind: PortKind): string;
}

/** The members of the site, in topology order. */
export function memberSites(site: Site): readonly MemberSite[] {
  return site.topology.members.map((member, index) => ({
    site,
    member,
    index,
    port: (kind) => portOf(site.profile, kind, index),
    address: (kind) => `${member.host}:${portOf(site.profile, kind, index)}`,
  }));
}

/** The members that run an ordering node. */
export function orderingSites(site: Site): readonly MemberSite[] {
  return memberSites(site).filter(({ member }) => member.orders);
}

/** The environment of a node: where programs are, and nothing else of whoever started it. */
export function nodeEnvironment(site: Site): Record<string, string> {
  return { PATH: site.environment['PATH'] ?? '', LANG: 'C.UTF-8' };
}

/** What Fabric's nodes log, as plain lines without colours. */
export const fabricLogging = {
  FABRIC_LOGGING_SPEC: 'warn',
  FABRIC_LOGGING_FORMAT: '%{time:2006-01-02T15:04:05.000Z07:00} %{level} [%{module}] %{message}',
} as const;
