import assert from 'node:assert/strict';
import type { FastifyInstance } from 'fastify';
import { TextileCase } from '../../../scripts/case/play.js';
import { statementOf } from '../../../scripts/case/statement.js';
import type { Cast, CommandAnswer, Party } from '../../../scripts/case/party.js';
import { MemoryConsortium } from '../../support/consortium.js';
import { actorOf } from './support/gateway-under-test.js';
import { serverOf } from './support/http-under-test.js';

const makers = ['textiles', 'retail', 'trade-bank', 'quality', 'audit'] as const;

describe('the textile case through five gateways', () => {
  const servers = new Map<string, FastifyInstance>();
  let keys = 0;

  before(async () => {
    const consortium = await MemoryConsortium.found();
    for (const maker of makers) {
      const label = `${maker}.maker`;
      const user = maker === 'audit' ? 'audit.auditor' : label;
      const { server } = await serverOf(consortium, user, { clock: { now: Date.now } });
      servers.set(memberOf(user), server);
    }
  });

  after(async () => {
    for (const server of servers.values()) await server.close();
  });

  function memberOf(label: string): string {
    return actorOf(label).participant.split(':')[0] ?? '';
  }

  const cast: Cast = (label): Party => {
    const server = servers.get(memberOf(label));
    assert.ok(server !== undefined);
    const authorization = `Bearer ${label}`;
    return {
      label,
      send: async (url, payload) => {
        keys += 1;
        const headers = { authorization, 'idempotency-key': `key-${String(keys)}` };
        const sent = { method: 'POST' as const, url, headers, payload: payload as object };
        const response = await server.inject(sent);
        assert.ok(response.statusCode < 300, `${url}: ${response.body}`);
        return response.json<CommandAnswer>();
      },
      read: async <T>(url: string): Promise<T> => {
        const response = await server.inject({ url, headers: { authorization } });
        assert.equal(response.statusCode, 200, `${url}: ${response.body}`);
        return response.json<T>();
      },
    };
  };

  it('pays every milestone, and the statement adds up for each who may see it', async () => {
    const flags: (boolean | undefined)[] = [];
    const play = new TextileCase(cast, ({ answer }) => {
      flags.push((answer as { endorsedWithoutBank?: boolean }).endorsedWithoutBank);
      return Promise.resolve();
    });
    const agreementId = await play.play();
    assert.ok(!flags.includes(true), 'the bank endorsed everything');
    for (const reader of ['textiles.maker', 'retail.maker', 'trade-bank.maker', 'audit.auditor']) {
      const statement = await statementOf(cast(reader), agreementId, () => Promise.resolve('1'));
      assert.equal(statement.settledMinor, statement.totalMinor, reader);
      assert.equal(statement.milestones.length, 3);
    }
  });
});
