import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { messageOf } from '../errors.js';
import { program } from '../fabric/binaries.js';
import { peerCli } from '../peer-cli.js';
import { runProgram } from '../run-program.js';
import { memberSites, type MemberSite, type Site } from '../site.js';
import { orderingMembers } from '../topology.js';
import { findingsOf, type Finding, type Problem } from './findings.js';

interface ChannelConfig {
  readonly members: readonly string[];
  /** MSP ids, one for each consenter. */
  readonly consenters: readonly string[];
}

/** How many of n BFT consenters may be hostile or down without harm: n ≥ 3f + 1. */
export function bearableConsenters(count: number): number {
  return Math.max(0, Math.floor((count - 1) / 3));
}

/** Whether the channel has the members and consenters of the topology, and what they bear. */
export async function checkChannel(
  site: Site,
  healthy: ReadonlySet<string>,
): Promise<readonly Finding[]> {
  const of = memberSites(site).find(({ member }) => healthy.has(`peer.${member.name}`));
  if (of === undefined) return [];
  try {
    const config = await readChannelConfig(of);
    const { length } = config.consenters;
    const bears = bearableConsenters(length);
    const whenWell =
      `${config.members.length} members; ${length} consenters bear ${bears} hostile member` +
      `${bears === 1 ? '' : 's'}, and go on with ${bears} down`;
    return findingsOf('channel', differences(site, config), whenWell);
  } catch (thrown) {
    const fix = `see \`logs peer.${of.member.name}\``;
    const problem: Problem = { level: 'error', message: messageOf(thrown), fix };
    return findingsOf('channel', [problem], '');
  }
}

function differences(site: Site, config: ChannelConfig): readonly Problem[] {
  const members = site.topology.members.map(({ mspId }) => mspId);
  const consenters = orderingMembers(site.topology).map(({ mspId }) => mspId);
  const fix = 'agree which is right, then change the channel by a vote or correct the topology';
  const missing = (
    what: string,
    those: readonly string[],
    among: readonly string[],
  ): readonly Problem[] =>
    those
      .filter((mspId) => !among.includes(mspId))
      .map((mspId) => ({ level: 'error', subject: mspId, message: what, fix }));
  return [
    ...missing('is in the topology, but no member of the channel', members, config.members),
    ...missing('is a member of the channel, but not in the topology', config.members, members),
    ...missing('orders in the topology, but not on the channel', consenters, config.consenters),
    ...missing('orders on the channel, but not in the topology', config.consenters, consenters),
  ];
}

async function readChannelConfig(of: MemberSite): Promise<ChannelConfig> {
  const { site } = of;
  const folder = mkdtempSync(path.join(os.tmpdir(), 'tranche-channel-'));
  const block = path.join(folder, 'config.block');
  const json = path.join(folder, 'config.json');
  try {
    await peerCli(of, ['channel', 'fetch', 'config', block, '-c', site.topology.channel]);
    await runProgram({
      command: program(site.toolbox.ready().fabric, 'configtxlator'),
      args: ['proto_decode', '--type', 'common.Block', '--input', block, '--output', json],
      environment: {},
    });
    return parseChannelConfig(readFileSync(json, 'utf8'));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

interface ConfigBlock {
  readonly data: {
    readonly data: readonly {
      readonly payload: {
        readonly data: { readonly config: { readonly channel_group: ChannelGroup } };
      };
    }[];
  };
}

interface ChannelGroup {
  readonly groups: {
    readonly Application: { readonly groups: Readonly<Record<string, unknown>> };
    readonly Orderer: {
      readonly values: {
        readonly Orderers: {
          readonly value: { readonly consenter_mapping: readonly { readonly msp_id: string }[] };
        };
      };
    };
  };
}

/** Members and consenters in a configuration block, as configtxlator writes it. */
export function parseChannelConfig(text: string): ChannelConfig {
  const block = JSON.parse(text) as ConfigBlock;
  const [envelope] = block.data.data;
  if (envelope === undefined) throw new RangeError('a configuration block holds one transaction');
  const { groups } = envelope.payload.data.config.channel_group;
  const { Orderers } = groups.Orderer.values;
  return {
    members: Object.keys(groups.Application.groups),
    consenters: Orderers.value.consenter_mapping.map(({ msp_id: mspId }) => mspId),
  };
}
