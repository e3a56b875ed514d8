/** A version of three numbers. */
export type Version = readonly [major: number, minor: number, patch: number];

/** Built when no other Fabric is found; the commit in fabric/go.mod is this release. */
export const FABRIC_BUILT = '3.1.1';
/** The version in fabric-ca/go.mod. */
export const FABRIC_CA_BUILT = '1.5.21';

/** Older releases are refused. */
export const FABRIC_OLDEST: Version = [3, 1, 1];
/** Fixes a panic of the peer and the block deliverer for BFT ordering. */
export const FABRIC_RECOMMENDED: Version = [3, 1, 5];
/** Older releases are refused. */
export const FABRIC_CA_OLDEST: Version = [1, 5, 15];
/** The Go language version that the pinned modules ask for. */
export const GO_OLDEST: Version = [1, 25, 0];

/** The first version in a text such as ` Version: v3.1.1` or `go1.25`; `undefined` without one. */
export function parseVersion(text: string): Version | undefined {
  const match = /(\d+)\.(\d+)(?:\.(\d+))?/.exec(text);
  if (match === null) return undefined;
  return [Number(match[1]), Number(match[2]), Number(match[3] ?? 0)];
}

/** Whether the version is that old or newer. */
export function isAtLeast(version: Version, oldest: Version): boolean {
  for (const index of [0, 1, 2] as const) {
    if (version[index] !== oldest[index]) return version[index] > oldest[index];
  }
  return true;
}

/** The version as people write it: `3.1.1`. */
export function versionText(version: Version): string {
  return version.join('.');
}
