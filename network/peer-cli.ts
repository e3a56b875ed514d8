import { program } from './fabric/binaries.js';
import { runProgram, type ProgramOutput } from './run-program.js';
import { memberSites, orderingSites, type MemberSite, type Site } from './site.js';

const CALL_WITHIN_MILLIS = 60_000;

/** Calls the member's own peer as the member's administrator; returns standard output. */
export async function peerCli(of: MemberSite, args: readonly string[]): Promise<string> {
  return (await peerCall(of, args)).stdout;
}

/** Calls the member's own peer as the member's administrator. Throws `TOOL_FAILED`. */
export function peerCall(of: MemberSite, args: readonly string[]): Promise<ProgramOutput> {
  return peerCallAs(of, of.site.paths.member(of.member.name).identity('admin'), args);
}

/** Calls the member's own peer as the identity in an MSP folder. Throws `TOOL_FAILED`. */
export function peerCallAs(
  of: MemberSite,
  mspFolder: string,
  args: readonly string[],
): Promise<ProgramOutput> {
  const { site, member } = of;
  const tools = site.toolbox.ready();
  return runProgram({
    command: program(tools.fabric, 'peer'),
    args,
    timeoutMillis: CALL_WITHIN_MILLIS,
    environment: {
      FABRIC_CFG_PATH: tools.sampleConfig,
      FABRIC_LOGGING_SPEC: 'error:chaincodeCmd=info',
      FABRIC_LOGGING_FORMAT: '%{level} %{message}',
      CORE_PEER_TLS_ENABLED: 'true',
      CORE_PEER_TLS_ROOTCERT_FILE: site.paths.member(member.name).tlsRoot,
      CORE_PEER_LOCALMSPID: member.mspId,
      CORE_PEER_MSPCONFIGPATH: mspFolder,
      CORE_PEER_ADDRESS: of.address('peer'),
    },
  });
}

/**
 * The flags that send a transaction to the first ordering node: in a new network it leads. A node
 * that does not lead forwards a request only after two seconds.
 */
export function ordererFlags(site: Site): readonly string[] {
  const [orderer] = orderingSites(site);
  if (orderer === undefined) throw new RangeError('a topology has ordering members');
  const root = site.paths.member(orderer.member.name).tlsRoot;
  return ['-o', orderer.address('orderer'), '--tls', '--cafile', root];
}

/** The flags that ask the peers of all members to endorse. */
export function endorserFlags(site: Site): readonly string[] {
  return memberSites(site).flatMap((of) => [
    '--peerAddresses',
    of.address('peer'),
    '--tlsRootCertFiles',
    site.paths.member(of.member.name).tlsRoot,
  ]);
}

/** The flags that name the chaincode on its channel. */
export function chaincodeFlags(site: Site): readonly string[] {
  return ['--channelID', site.topology.channel, '--name', site.topology.chaincode];
}
