import { Toolbox } from '../../../network/fabric/toolbox.js';
import type { Clock } from '../../../network/clock.js';
import { pathsOf } from '../../../network/paths.js';
import { profileOf } from '../../../network/profiles.js';
import type { Site } from '../../../network/site.js';
import { topology } from '../../../network/topology.js';

/** A clock that goes on only while somebody waits for it. */
export class StepClock implements Clock {
  #now = 1_000_000;

  now(): number {
    return this.#now;
  }

  after(millis: number): Promise<void> {
    this.#now += millis;
    return Promise.resolve();
  }
}

/** The test profile of the real topology, with its files below the given folder. */
export function testSite(root: string): Site {
  const environment = {};
  const profile = profileOf({ name: 'test', root, environment });
  return {
    profile,
    topology,
    paths: pathsOf(root, profile),
    clock: new StepClock(),
    toolbox: new Toolbox(root, environment),
    environment,
  };
}
