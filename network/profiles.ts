import path from 'node:path';
import { NetworkError } from './errors.js';

/** How long a day of the rules lasts, and how far off a block's time may be. */
export interface RulesTime {
  /** `test` marks every agreement and proof as such. */
  readonly profile: 'production' | 'test';
  readonly dayMillis: number;
  readonly toleranceMillis: number;
}

/** The name of a profile. */
export type ProfileName = 'local' | 'test';

/** One of the networks that can run side by side on a machine. */
export interface Profile {
  readonly name: ProfileName;
  /** First of the {@link PORTS_PER_PROFILE} ports that belong to the profile. */
  readonly portBase: number;
  /** Absolute path of everything the profile keeps. */
  readonly folder: string;
  readonly rulesTime: RulesTime;
}

/** Where a profile is looked for. */
export interface ProfileSource {
  readonly name: string;
  /** Absolute path of the project. */
  readonly root: string;
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** The port base that the profile's data were made with; every certificate and block knows it. */
  readonly madeWith?: number;
}

/** So many ports from the base on are the profile's own. */
export const PORTS_PER_PROFILE = 400;

const FIRST_PORT = 1024;
const LAST_PORT = 65_535;

const DAY_MILLIS = 86_400_000;
const TOLERANCE_MILLIS = 180_000;
const TEST_DAY_MILLIS = 10_000;
const TEST_TOLERANCE_MILLIS = 1_000;

const profiles: Readonly<Record<ProfileName, Omit<Profile, 'name' | 'folder'>>> = {
  local: {
    portBase: 17_000,
    rulesTime: {
      profile: 'production',
      dayMillis: DAY_MILLIS,
      toleranceMillis: TOLERANCE_MILLIS,
    },
  },
  test: {
    portBase: 19_000,
    rulesTime: {
      profile: 'test',
      dayMillis: TEST_DAY_MILLIS,
      toleranceMillis: TEST_TOLERANCE_MILLIS,
    },
  },
};

/** The names of all profiles. */
export const profileNames: readonly ProfileName[] = ['local', 'test'];

function isProfileName(name: string): name is ProfileName {
  return profileNames.some((known) => known === name);
}

/**
 * The profile of that name; `TRANCHE_PORT_BASE` in the environment moves its ports.
 *
 * Throws `PROFILE_UNKNOWN` or `PORT_BASE_INVALID`.
 */
export function profileOf(source: ProfileSource): Profile {
  const { name } = source;
  if (!isProfileName(name)) {
    throw new NetworkError(
      'PROFILE_UNKNOWN',
      `there is no profile "${name}"; choose one of ${profileNames.join(', ')}`,
    );
  }
  const folder = profileFolder(source.root, name);
  const moved = source.environment['TRANCHE_PORT_BASE'];
  const asked = moved === undefined ? undefined : parsePortBase(moved);
  const portBase = source.madeWith ?? asked ?? profiles[name].portBase;
  if (asked !== undefined && asked !== portBase) {
    throw new NetworkError(
      'PORT_BASE_INVALID',
      `the data of profile ${name} were made with port base ${portBase}, which stays: ` +
        'unset TRANCHE_PORT_BASE, or `reset` without it first',
    );
  }
  return { name, folder, portBase, rulesTime: profiles[name].rulesTime };
}

/** Absolute path of everything that a profile keeps. */
export function profileFolder(root: string, name: string): string {
  return path.join(root, '.network', name);
}

function parsePortBase(text: string): number {
  const base = /^\d{1,5}$/.test(text) ? Number(text) : 0;
  if (base < FIRST_PORT || base + PORTS_PER_PROFILE - 1 > LAST_PORT) {
    throw new NetworkError(
      'PORT_BASE_INVALID',
      `TRANCHE_PORT_BASE is "${text}"; give a number from ${FIRST_PORT} to ` +
        `${LAST_PORT - PORTS_PER_PROFILE + 1}`,
    );
  }
  return base;
}
