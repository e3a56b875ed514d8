import assert from 'node:assert/strict';
import {
  agreementIdSchema,
  mspSchema,
  type QueryType,
  type TermsRecord,
} from '@tranche/chaincode/domain';
import { ask, canonicalize, encode, sha256, type LedgerReads } from '@tranche/chaincode/ledger';
import { userOf } from '../support/cast.js';
import { goldenChains, goldenOf, type GoldenChain } from '../support/golden.js';
import { MONDAY, txIdOf } from '../support/memory-ledger.js';
import { playAll } from '../support/trace.js';

const EXPORTER = mspSchema.parse('ExporterMSP');

/** The golden records as a node of the exporter would read them. */
function readsOf({ golden }: GoldenChain): LedgerReads {
  const get: LedgerReads['get'] = (key) => {
    const found = golden.records[key.replaceAll('\u0000', '/')];
    return Promise.resolve(found === undefined ? undefined : encode(found.record));
  };
  const getPrivate = (): Promise<undefined> => Promise.resolve(undefined);
  const none = (): Promise<readonly never[]> => Promise.resolve([]);
  return { ownMsp: EXPORTER, get, list: none, getPrivate, history: none };
}

function question(reads: LedgerReads, type: QueryType, fields: object): Promise<string> {
  const actor = userOf('textiles.maker');
  const input = canonicalize(fields);
  return ask(reads, type, { actor, at: MONDAY, txId: txIdOf(0), input, transient: new Map() });
}

function termsOf({ golden }: GoldenChain): TermsRecord {
  const found = Object.entries(golden.records).find(([key]) => key.startsWith('/terms/'));
  if (found === undefined) throw new Error('a golden chain has an agreement');
  return found[1].record as TermsRecord;
}

describe('golden chains', () => {
  const chains = goldenChains();

  it('are there', () => {
    assert.ok(chains.length > 0);
  });

  for (const chain of chains) {
    describe(chain.name, () => {
      it('has records whose canonical bytes are those that were hashed', () => {
        for (const [key, golden] of Object.entries(chain.golden.records)) {
          assert.equal(sha256(encode(golden.record)), golden.sha256, key);
        }
      });

      it('is reproduced by its transactions, byte for byte', async () => {
        const again = goldenOf(await playAll(chain.transactions));
        assert.deepEqual(again.records, chain.golden.records);
        assert.deepEqual(again.traces, chain.golden.traces);
        assert.equal(again.policies, chain.golden.policies);
      });

      it('has records that answer questions as those of its replay do', async () => {
        const { ledger } = await playAll(chain.transactions);
        const { agreementId: id, terms } = termsOf(chain);
        const agreementId = agreementIdSchema.parse(id);
        const both = async (type: QueryType, fields: object): Promise<void> => {
          const golden = await question(readsOf(chain), type, fields);
          assert.equal(golden, await question(ledger.readsOn(EXPORTER), type, fields));
        };
        await both('agreement', { agreementId });
        await both('nextActions', { agreementId });
        for (const milestone of terms.milestones) {
          await both('milestone', { agreementId, milestoneId: milestone.id });
        }
      });
    });
  }
});
