import path from 'node:path';
import { NetworkError } from '../errors.js';
import { program } from '../fabric/binaries.js';
import { peerCli } from '../peer-cli.js';
import { runProgram } from '../run-program.js';
import { memberSites, orderingSites, type MemberSite, type Site } from '../site.js';
import { together, until } from '../wait.js';

const LISTENING_WITHIN_MILLIS = 10_000;

/** Makes every orderer and peer that is not in the channel yet join it; returns how many joined. */
export async function joinChannel(site: Site): Promise<number> {
  const joined = await together([
    ...orderingSites(site).map(joinOrderer),
    ...memberSites(site).map(joinPeer),
  ]);
  return joined.filter(Boolean).length;
}

async function joinOrderer(of: MemberSite): Promise<boolean> {
  const { channel } = of.site.topology;
  const { channels } = await onceListening(of, `orderer.${of.member.name}`, () =>
    osnadmin(of, 'list'),
  );
  if (channels?.some(({ name }) => name === channel) === true) return false;
  const block = of.site.paths.genesisBlock;
  await osnadmin(of, 'join', '--channelID', channel, '--config-block', block);
  return true;
}

async function joinPeer(of: MemberSite): Promise<boolean> {
  const { channel } = of.site.topology;
  const listed = await onceListening(of, `peer.${of.member.name}`, () =>
    peerCli(of, ['channel', 'list']),
  );
  if (listed.split('\n').some((line) => line.trim() === channel)) return false;
  await peerCli(of, ['channel', 'join', '-b', of.site.paths.genesisBlock]);
  return true;
}

/** A node is healthy a moment before all its services listen. */
function onceListening<T>(of: MemberSite, node: string, call: () => Promise<T>): Promise<T> {
  const { clock } = of.site;
  const timeoutMillis = LISTENING_WITHIN_MILLIS;
  return until({ clock, what: `an answer of ${node}`, timeoutMillis }, call);
}

interface OrdererAnswer {
  readonly channels?: readonly { readonly name: string }[] | null;
  readonly error?: string;
}

/** One call of the orderer's channel participation interface, as its administrator. */
async function osnadmin(of: MemberSite, ...call: readonly string[]): Promise<OrdererAnswer> {
  const files = of.site.paths.member(of.member.name);
  const tls = files.tls('orderer-admin');
  const { stdout } = await runProgram({
    command: program(of.site.toolbox.ready().fabric, 'osnadmin'),
    args: [
      'channel',
      ...call,
      '-o',
      of.address('ordererAdmin'),
      '--ca-file',
      files.tlsRoot,
      '--client-cert',
      path.join(tls, 'cert.pem'),
      '--client-key',
      path.join(tls, 'key.pem'),
      '--no-status',
    ],
    environment: {},
  });
  // osnadmin ends well also when the orderer refuses.
  const answer = JSON.parse(stdout) as OrdererAnswer;
  if (answer.error === undefined) return answer;
  throw new NetworkError('TOOL_FAILED', `orderer.${of.member.name} refused: ${answer.error}`);
}
