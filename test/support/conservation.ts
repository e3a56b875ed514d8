import assert from 'node:assert/strict';
import { amountOf, totalSize, type Condition, type Milestone } from '@tranche/chaincode/domain';
import { accounts, type Account, type Auditor, type Balance } from './auditor.js';
import type { RandomDeal } from './random-deal.js';

const WHOLE = 10 ** 12;

/**
 * Checks that every position is a partition, that its money adds up to the milestone's and that of
 * the milestones to the total, that the auditor's books say the same of each account and order, and
 * that nothing is owed which waits for a reviewer.
 */
export function checkConservation(
  milestones: Iterable<Milestone>,
  deal: RandomDeal,
  auditor: Auditor,
): void {
  let total = 0n;
  const claims = new Set(auditor.claims.keys());
  for (const milestone of milestones) {
    const amount = deal.amounts.get(milestone.id) ?? 0n;
    checkPartition(milestone);
    const money = balancesOf(milestone, amount);
    let sum = 0n;
    for (const account of accounts) {
      const { parts, minor } = money.get(account) ?? { parts: 0n, minor: 0n };
      const booked = auditor.balance(milestone.id, account);
      if (parts !== booked.parts || minor !== booked.minor) {
        assert.deepEqual({ parts, minor }, booked, `${account} of ${milestone.id}`);
      }
      sum += minor;
    }
    assert.equal(sum, amount, `the money of ${milestone.id}`);
    total += sum;
    for (const { id } of milestone.orders) claims.delete(id);
    checkOrders(milestone, auditor);
    checkReleases(milestone, auditor);
  }
  assert.equal(total, deal.totalMinor, 'the money of the agreement');
  assert.equal(claims.size, 0, 'orders that were made and are not on record');
}

/** Whole, in order, nothing empty, nothing twice: written apart from the rules' own check. */
function checkPartition({ id, position }: Milestone): void {
  const bounds = position.flatMap(({ from, until }) => [from, until]);
  const isJoined = position.every(({ from }, index) => from === (bounds[2 * index - 1] ?? 0));
  const isOrdered = position.every(
    ({ from, until }) => Number.isSafeInteger(until) && from < until,
  );
  const isWhole = bounds.at(-1) === WHOLE;
  assert.ok(isJoined && isOrdered && isWhole, `${id} is ${JSON.stringify(position)}`);
}

function balancesOf({ position }: Milestone, amount: bigint): ReadonlyMap<Account, Balance> {
  const money = new Map<Account, Balance>();
  for (const interval of position) {
    const { parts, minor } = money.get(interval.state) ?? { parts: 0n, minor: 0n };
    money.set(interval.state, {
      parts: parts + BigInt(interval.until - interval.from),
      minor: minor + amountOf(amount, interval),
    });
  }
  return money;
}

/** Each order's parts are all where the auditor has booked them, and settled at most once. */
function checkOrders({ id, position, orders }: Milestone, auditor: Auditor): void {
  for (const order of orders) {
    const isCancelled = order.cancelled !== undefined;
    assert.equal(auditor.cancelled.has(order.id), isCancelled, `order ${order.id} of ${id}`);
    if (isCancelled) continue;
    const claim = auditor.claims.get(order.id);
    for (const { from, until } of order.ranges) {
      for (const interval of position) {
        if (interval.from >= until || interval.until <= from) continue;
        assert.equal(interval.state, claim?.account, `order ${order.id} of ${id}`);
      }
    }
    const kept = order.attempts.filter(({ settled, returned }) => settled && !returned);
    assert.ok(kept.length <= 1, `order ${order.id} is settled once, unless its money came back`);
  }
}

/** Of what needs acceptance whatever else it needs, no more is due than was accepted. */
function checkReleases({ id, slice, orders }: Milestone, auditor: Auditor): void {
  const released = orders.filter(({ tranche, to, cancelled }) => {
    const terms = slice.definition.tranches.find((each) => each.id === tranche);
    const needsWord = needsAcceptance(terms?.condition) && !auditor.hasWaiver(id, tranche);
    return to === 'payee' && cancelled === undefined && needsWord;
  });
  const size = totalSize(released.flatMap(({ ranges }) => ranges));
  assert.ok(BigInt(size) <= auditor.accepted(id), `more of ${id} is due than was accepted`);
}

function needsAcceptance(condition: Condition | undefined): boolean {
  if (condition?.type === 'all') return condition.of.some(needsAcceptance);
  return condition?.type === 'acceptance';
}
