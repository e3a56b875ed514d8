import assert from 'node:assert/strict';
import { evolvers, type Event } from '@tranche/chaincode/domain';
import { MemoryConsortium } from '../support/consortium.js';
import { EventSchemas } from '../support/event-schemas.js';
import { watchEvents } from '../support/watched-events.js';
import { behaviour } from './shared/suite.js';

describe('on the in-memory ledger', () => {
  const consortiums: MemoryConsortium[] = [];
  const seen: Event[] = [];
  let unwatch = (): void => undefined;

  before(() => {
    unwatch = watchEvents((event) => seen.push(event));
  });

  after(() => {
    unwatch();
  });

  for (const [subject, should] of Object.entries(behaviour)) {
    describe(subject, () => {
      should(async () => {
        const consortium = await MemoryConsortium.found();
        consortiums.push(consortium);
        return consortium;
      });
    });
  }

  describe('what all that brought about', () => {
    const schemas = new EventSchemas();

    it('is as the published schemas of the events say', () => {
      assert.ok(seen.length > 0);
      for (const event of seen) schemas.checkEvent(event);
    });

    it('is told in chaincode events that are as their published schemas say', () => {
      const payloads = consortiums.flatMap(({ ledger }) =>
        ledger.answers.flatMap(({ event }) => (event === undefined ? [] : [event.payload])),
      );
      assert.ok(payloads.length > 0);
      for (const payload of payloads) schemas.checkPayload(payload);
    });
  });

  it('every type of event has a published schema', () => {
    assert.deepEqual([...new EventSchemas().types].sort(), Object.keys(evolvers).sort());
  });
});
