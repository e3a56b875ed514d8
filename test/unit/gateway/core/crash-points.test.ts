import assert from 'node:assert/strict';
import {
  milestoneIdSchema,
  mspSchema,
  sha256Schema,
  type AgreementId,
  type Submission,
} from '@tranche/chaincode/domain';
import { sha256 } from '@tranche/chaincode/ledger';
import { submitCommand, type Journal, type Ledger } from '@tranche/gateway/core';
import {
  activeDeal,
  actorOf,
  commandId,
  MemoryJournal,
  servicesOf,
} from '../support/gateway-under-test.js';
import { MemoryChannel } from '../support/memory-channel.js';

class Crash extends Error {}

const crashing = new Set(['endorse', 'submit', 'commitOf', 'evaluate', 'open', 'close']);

/**
 * Calls of the ports up to `at` pass; that one crashes before or after it took effect, and all
 * later ones too.
 */
class CrashPoint {
  #calls = 0;

  constructor(
    readonly at: number,
    readonly moment: 'before' | 'after',
  ) {}

  get isReached(): boolean {
    return this.#calls >= this.at;
  }

  wrap<T extends object>(port: T): T {
    return new Proxy(port, {
      get: (target, name) => {
        const value: unknown = Reflect.get(target, name);
        if (typeof value !== 'function') return value;
        const method = value.bind(target) as (...args: unknown[]) => unknown;
        if (!crashing.has(String(name))) return method;
        return async (...args: unknown[]) => {
          this.#calls += 1;
          if (this.#calls > this.at) throw new Crash();
          if (this.#calls === this.at && this.moment === 'before') throw new Crash();
          const result = await method(...args);
          if (this.#calls === this.at) throw new Crash();
          return result;
        };
      },
    });
  }
}

function attach(agreementId: AgreementId): Submission {
  return {
    type: 'attachEvidence',
    commandId: commandId('attach-1'),
    agreementId,
    milestoneId: milestoneIdSchema.parse('order'),
    docType: 'order-confirmation',
    hash: sha256Schema.parse(sha256('file')),
    size: 10,
    mediaType: 'application/pdf',
    issuer: 'Indus Textiles',
    reference: 'one',
  };
}

/**
 * Crashes once at the point, starts again, repeats the command. @returns whether the point was
 * reached
 */
async function crashAndRepeat(point: CrashPoint): Promise<boolean> {
  const { consortium, agreementId } = await activeDeal();
  const channel = new MemoryChannel(consortium, mspSchema.parse('ExporterMSP'));
  const stored = new MemoryJournal();
  const actor = actorOf('textiles.maker');
  const request = { actor, command: attach(agreementId), isAsync: false };
  const before = servicesOf('textiles.maker', {
    ledger: point.wrap<Ledger>(channel),
    journal: point.wrap<Journal>(stored),
  });
  await submitCommand(before, request).catch((error: unknown) => {
    if (!(error instanceof Crash)) throw error;
  });
  const after = servicesOf('textiles.maker', { ledger: channel, journal: stored });
  await after.watcher.recover();
  const outcome = await submitCommand(after, request);
  assert.equal(outcome.kind, 'committed');
  assert.equal(channel.committedCount, 1, `call ${String(point.at)}, ${point.moment}`);
  assert.equal(stored.list().length, 0);
  return point.isReached;
}

describe('a gateway that crashes', () => {
  for (const moment of ['before', 'after'] as const) {
    it(`has done the command once, whichever call it crashed ${moment}`, async () => {
      let at = 1;
      while (await crashAndRepeat(new CrashPoint(at, moment))) at += 1;
      assert.ok(at > 5, 'there are at least as many calls as phases');
    });
  }
});
