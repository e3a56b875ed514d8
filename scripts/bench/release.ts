import { randomUUID } from 'node:crypto';
import type { MilestoneView } from '@tranche/gateway/api';
import type { HttpUser } from '../case/http-user.js';
import { RELEASED_MILESTONE, type Pending } from './agreements.js';
import { compared, type Figure, type Limit } from './figures.js';
import type { Pace } from './clients.js';
import { median } from './statistics.js';

/** Who takes part. */
export interface ReleaseOptions {
  /** The buyer's user, who accepts at the buyer's gateway. */
  readonly buyer: HttpUser;
  /** The user at whose gateway the release is waited for: another member's. */
  readonly reader: HttpUser;
  /** Times a put from submission to commit; milliseconds. */
  readonly timePut: () => Promise<number>;
  readonly pace: Pace;
}

const POLL_MILLIS = 5;
/** Longer than the blocks' interval. */
const PHASE_MILLIS_MAX = 300;
const VISIBLE_WITHIN_MILLIS = 30_000;
const LIMIT: Limit = { is: 'at most', value: 3 };

/**
 * Times acceptances until the reader's gateway shows the approved order, each beside a put from
 * submission to commit: the least time that any transaction takes to get into a block.
 */
export async function measureRelease(
  options: ReleaseOptions,
  pending: readonly Pending[],
): Promise<readonly Figure[]> {
  const releases: number[] = [];
  const puts: number[] = [];
  for (const each of pending) {
    await anyPhase(options.pace);
    puts.push(await options.timePut());
    await anyPhase(options.pace);
    releases.push(await timeRelease(options, each));
  }
  const measure = 'last condition met to approved order visible, p50 (put: submit to commit)';
  const times = { reference: median(puts), measured: median(releases) };
  return [compared({ measure, unit: 'ms', ...times }, LIMIT)];
}

/** Blocks are cut by a timer: what is timed must not always meet it at the same point. */
async function anyPhase(pace: Pace): Promise<void> {
  await pace.after(pace.random() * PHASE_MILLIS_MAX);
}

async function timeRelease(options: ReleaseOptions, pending: Pending): Promise<number> {
  const { buyer, pace } = options;
  const path = `/v1/agreements/${pending.agreementId}/milestones/${RELEASED_MILESTONE}`;
  const body = { hash: pending.hash, discrepancies: [] };
  const since = pace.now();
  const accepting = buyer.post(`${path}/presentations/1/acceptances`, body, randomUUID());
  const [{ status }, at] = await Promise.all([accepting, whenApproved(options, path)]);
  if (status >= 300) throw new Error(`the acceptance was answered with ${String(status)}`);
  return at - since;
}

async function whenApproved({ reader, pace }: ReleaseOptions, path: string): Promise<number> {
  const deadline = pace.now() + VISIBLE_WITHIN_MILLIS;
  while (pace.now() < deadline) {
    const { status, body } = await reader.get(path);
    if (status !== 200) throw new Error(`the reading gateway answered ${String(status)}`);
    const [order] = (body as MilestoneView).orders;
    if (order?.state === 'approved') return pace.now();
    await pace.after(POLL_MILLIS);
  }
  throw new Error('the order was not approved in time');
}
