import assert from 'node:assert/strict';
import { castMembers } from '../../../support/cast.js';
import { MemoryConsortium, type CommandFields } from '../../../support/consortium.js';
import { ballot, castVotes, governors, proposeVote } from '../../../support/voting.js';
import { VOTING } from '../domain/support/governance.js';
import { named, record } from './support/recorded.js';

const exporter = ['rules', 'member~ExporterMSP', 'participant~ExporterMSP:textiles'];
const members = castMembers.map(({ msp }) => `member~${msp}`);
const moved = {
  kind: 'rehostParticipant',
  participant: 'AuditorMSP:arbitration',
  to: 'AuditorMSP',
  localId: 'arbiters',
} as const;
const guest = { kind: 'admitMember', msp: 'GuestMSP', name: 'Guest', roles: ['buyer'] } as const;

/** The keys that are read, those of members once as they are listed. */
function keysOf(reads: Iterable<string>): readonly string[] {
  return [...new Set(named(reads))].sort();
}

describe('a command on a participant', () => {
  const rows: readonly (readonly [
    type: 'updateParticipant' | 'deactivateParticipant' | 'pinKeys',
    label: string,
    fields: CommandFields,
  ])[] = [
    [
      'updateParticipant',
      'textiles.maker',
      { localId: 'textiles', name: 'Textiles', roles: ['exporter'] },
    ],
    ['deactivateParticipant', 'textiles.maker', { localId: 'textiles' }],
    ['pinKeys', 'textiles.checker', {}],
  ];
  for (const [type, label, fields] of rows) {
    it(`reads who calls, the parameters and the participant, as ${type} does`, async () => {
      const consortium = await MemoryConsortium.found();
      const own = type === 'pinKeys' ? { keys: [await consortium.keyOf(label)] } : fields;
      const { reads, puts } = await record({ consortium }, label, type, own);
      assert.deepEqual(keysOf(reads), [...exporter, 'parameters'].sort());
      assert.deepEqual(named(puts.keys()), ['participant~ExporterMSP:textiles']);
    });
  }
});

describe('a command on a vote', () => {
  it('reads the vote, the members and the parameters, and writes the vote alone', async () => {
    const consortium = await MemoryConsortium.found();
    const voteId = await proposeVote(consortium, VOTING);
    const fields = ballot(voteId, VOTING);
    const { reads, puts } = await record({ consortium }, governors[0], 'castVote', fields);
    const vote = `proposal~${voteId}`;
    const expected = [...exporter, ...members, 'parameters', vote];
    assert.deepEqual(keysOf(reads), [...new Set(expected)].sort());
    assert.deepEqual(named(puts.keys()), [vote]);
  });

  it('reads what its motion is about, and the deciding ballot writes it', async () => {
    for (const [motion, about] of [
      [moved, ['participant~AuditorMSP:arbitration', 'participant~AuditorMSP:arbiters']],
      [guest, ['member~GuestMSP']],
    ] as const) {
      const consortium = await MemoryConsortium.found();
      const voteId = await proposeVote(consortium, motion);
      await castVotes(consortium, { voteId, motion }, governors.slice(1, 3));
      const fields = ballot(voteId, motion);
      const { reads, puts } = await record({ consortium }, governors[0], 'castVote', fields);
      const vote = `proposal~${voteId}`;
      const expected = [...exporter, ...members, ...about, 'parameters', vote];
      assert.deepEqual(keysOf(reads), [...new Set(expected)].sort());
      assert.deepEqual(named(puts.keys()), [...about, vote].sort());
    }
  });
});
